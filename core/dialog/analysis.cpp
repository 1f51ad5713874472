#include "core/dialog/analysis.h"

#include <array>
#include <utility>

namespace echelle::dialog {

namespace {
constexpr std::array<std::pair<RowKind, std::string_view>, 7> kKinds{{{RowKind::Call, "call"},
                                                                      {RowKind::Registration, "registration"},
                                                                      {RowKind::Subscription, "subscription"},
                                                                      {RowKind::Options, "options"},
                                                                      {RowKind::Message, "message"},
                                                                      {RowKind::Connection, "connection"},
                                                                      {RowKind::Record, "record"}}};

constexpr std::array<std::pair<RowState, std::string_view>, 10> kStates{{{RowState::Answered, "answered"},
                                                                         {RowState::Busy, "busy"},
                                                                         {RowState::Declined, "declined"},
                                                                         {RowState::Unanswered, "unanswered"},
                                                                         {RowState::Cancelled, "cancelled"},
                                                                         {RowState::Redirected, "redirected"},
                                                                         {RowState::Failed, "failed"},
                                                                         {RowState::InProgress, "in-progress"},
                                                                         {RowState::Incomplete, "incomplete"},
                                                                         {RowState::Succeeded, "succeeded"}}};

template <typename Table, typename Value>
std::string_view nameOf(const Table& table, Value value) {
    for (const auto& [v, name] : table)
        if (v == value)
            return name;
    return "";
}

template <typename Value, typename Table>
std::optional<Value> valueOf(const Table& table, std::string_view text) {
    for (const auto& [v, name] : table)
        if (name == text)
            return v;
    return std::nullopt;
}
} // namespace

std::string_view toString(RowKind k) {
    return nameOf(kKinds, k);
}
std::string_view toString(RowState s) {
    return nameOf(kStates, s);
}
std::optional<RowKind> rowKindFromText(std::string_view text) {
    return valueOf<RowKind>(kKinds, text);
}
std::optional<RowState> rowStateFromText(std::string_view text) {
    return valueOf<RowState>(kStates, text);
}

std::string_view toString(EndedBy e) {
    switch (e) {
    case EndedBy::None:
        return "";
    case EndedBy::Caller:
        return "caller";
    case EndedBy::Callee:
        return "callee";
    case EndedBy::Network:
        return "network";
    case EndedBy::Elsewhere:
        return "elsewhere";
    case EndedBy::Unknown:
        return "unknown";
    }
    return "";
}

} // namespace echelle::dialog
