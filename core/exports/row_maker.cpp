#include "core/exports/row_maker.h"

#include "core/base/text.h"
#include "core/record/phone_number.h"

#include <algorithm>
#include <array>
#include <utility>

namespace echelle::exports {

namespace {
using record::ExportRow;
using record::Field;
using record::Moment;
using record::MomentKind;
using record::Table;

bool has(const std::vector<Field>& fields, Field field) {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
}

int count(const std::vector<Field>& fields, std::initializer_list<Field> wanted) {
    return static_cast<int>(
        std::count_if(wanted.begin(), wanted.end(), [&](Field field) { return has(fields, field); }));
}
} // namespace

Table tableOf(const std::vector<Field>& fields) {
    using enum Field;
    if (has(fields, EndReasonCode) || (has(fields, ResultCategory) && has(fields, CallDuration)))
        return Table::AcsSummary;
    if (has(fields, Metric) && count(fields, {Average, Sum, Maximum}) > 0)
        return Table::AcsMediaStats;
    if (has(fields, MediaType) && count(fields, {JitterAverage, LossAverage, RoundTripAverage, MediaPathQuality,
                                                 PacketUtilization, HealedAverage}) > 0)
        return Table::AcsDiagnostics;
    if (has(fields, Operation) && count(fields, {OperationPayload, OperationType, OperationId}) > 0)
        return Table::AcsOperations;
    const int routing = count(fields, {SipCode, MicrosoftCode, SipPhrase, Sbc, MediaBypass, SignalingRegion, InviteTime,
                                       FailureTime, Success, MediaRegion, SharedCorrelationId});
    const int usage =
        count(fields, {Capability, NumberType, DestinationContext, Destination, Charge, ConnectionFee, ConferenceId});
    if (routing >= 3 && routing >= usage)
        return Table::DirectRouting;
    if (usage >= 3)
        return Table::Pstn;
    return has(fields, EndReasonText) ? Table::RealConnect : Table::None;
}

Table tableNamed(std::string_view name) {
    if (startsWithNoCase(name, "ACS"))
        name.remove_prefix(3);
    static constexpr std::array<std::pair<std::string_view, Table>, 7> kNames{
        {{"CallClientMediaStats", Table::AcsMediaStats},
         {"CallClientOperations", Table::AcsOperations},
         {"CallDiagnostics", Table::AcsDiagnostics},
         {"CallSummary", Table::AcsSummary},
         {"CallingMetrics", Table::AcsMetrics},
         {"directRoutingLogRow", Table::DirectRouting},
         {"pstnCallLogRow", Table::Pstn}}};
    for (const auto& [begin, table] : kNames) // with Updates, Events, TimeSeries behind it
        if (startsWithNoCase(name, begin))
            return table;
    return Table::None;
}

Timestamp RowMaker::timeOf(const ExportRow& row, Field field) {
    const std::string_view text = row.text(field);
    if (text.empty())
        return {};
    if (const auto time = record::parseTime(text, m_order))
        return *time;
    // webrtc-internals and rtcstats count milliseconds since 1970.
    if (const auto ms = record::parseDecimal(text); ms && *ms > 1e12 && *ms < 1e13)
        return Timestamp{static_cast<std::int64_t>(*ms * 1000) * 1000};
    m_log.add(diag::kExportTime, row.place, record::toString(field));
    return {};
}

void RowMaker::add(ExportRow& row, Field field, MomentKind kind) {
    const Timestamp time = timeOf(row, field);
    if (!time.isValid())
        return;
    // A failed row's start may be its failure; one moment is enough.
    const auto same =
        std::find_if(row.moments.begin(), row.moments.end(), [&](const Moment& m) { return m.time == time; });
    if (same == row.moments.end())
        row.moments.push_back({kind, time});
    else if (kind == MomentKind::Failure)
        same->kind = kind;
}

void RowMaker::finish(ExportRow& row) {
    row.moments.clear();
    switch (row.table) {
    case Table::DirectRouting:
        add(row, Field::InviteTime, MomentKind::Invite);
        add(row, Field::StartTime, MomentKind::Start);
        add(row, Field::FailureTime, MomentKind::Failure);
        add(row, Field::EndTime, MomentKind::End);
        break;
    case Table::Pstn:
    case Table::CallRecord:
    case Table::RealConnect:
        add(row, Field::StartTime, MomentKind::Start);
        add(row, Field::EndTime, MomentKind::End);
        break;
    case Table::AcsSummary: {
        add(row, Field::StartTime, MomentKind::Start);
        add(row, Field::InviteTime, MomentKind::Join);
        const Timestamp joined = row.moments.empty() ? Timestamp{} : row.moments.back().time;
        const auto seconds = record::parseSeconds(row.text(Field::Duration));
        if (joined.isValid() && seconds && *seconds >= 0 && *seconds < 1e7)
            row.moments.push_back(
                {MomentKind::End, joined + echelle::Duration{static_cast<std::int64_t>(*seconds * 1e9)}});
        break;
    }
    case Table::AcsDiagnostics:
    case Table::AcsMediaStats:
    case Table::AcsMetrics:
        add(row, Field::Time, MomentKind::Sample);
        break;
    case Table::AcsOperations:
        add(row, Field::Time, MomentKind::Operation);
        break;
    case Table::Har:
        add(row, Field::Time, MomentKind::Request);
        break;
    case Table::Console:
    case Table::WebRtc:
        add(row, Field::Time, MomentKind::Line);
        break;
    case Table::None:
        break;
    }
    if (row.moments.empty())
        add(row, Field::Time, MomentKind::Row);
    if (row.moments.empty())
        row.moments.push_back({MomentKind::Row, {}});
    std::stable_sort(row.moments.begin(), row.moments.end(),
                     [](const Moment& a, const Moment& b) { return a.time < b.time; });
    for (const Field number : {Field::Caller, Field::Callee})
        if (record::isDamagedNumber(row.text(number)))
            m_log.add(diag::kExportNumberDamaged, row.place, record::toString(number));
}

} // namespace echelle::exports
