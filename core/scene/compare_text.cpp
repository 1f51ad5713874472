#include "core/scene/compare_text.h"

namespace echelle::scene {

using compare::Divergence;
using compare::DivergenceKind;

std::string CompareText::value(const std::string& text, Duration span, bool isAbsent, const Divergence& d) const {
    if (isAbsent)
        return m_words.label("compare.absent");
    if (d.kind == DivergenceKind::Delay)
        return m_times.span(span);
    if (d.kind == DivergenceKind::Direction)
        return m_words.label("ended-by." + text);
    return text;
}

std::string CompareText::valueInA(const Divergence& d) const {
    return value(d.a, d.spanA, d.isOnlyInB, d);
}

std::string CompareText::valueInB(const Divergence& d) const {
    return value(d.b, d.spanB, d.isOnlyInA, d);
}

std::string CompareText::kind(const Divergence& d) const {
    return m_words.label("compare.kind." + std::string(compare::toString(d.kind)));
}

std::string CompareText::title(const Divergence& d) const {
    const compare::Row& row = m_comparison.rows[d.row];
    const std::string& summary = row.a ? row.a->summary : row.b->summary;
    const Arguments arguments = {{"message", d.kind == DivergenceKind::Status && d.name.empty() ? row.method : summary},
                                 {"name", d.name},
                                 {"a", valueInA(d)},
                                 {"b", valueInB(d)},
                                 {"call", d.isOnlyInA ? "A" : "B"}};
    const bool isAlone = d.isOnlyInA || d.isOnlyInB;
    switch (d.kind) {
    case DivergenceKind::Header:
    case DivergenceKind::Sdp:
        return m_words.label(isAlone ? "compare.only" : "compare.differs", arguments);
    case DivergenceKind::Missing:
        return m_words.label(d.name.empty() ? "compare.missing" : "compare.missing-answered", arguments);
    case DivergenceKind::Leg:
        return m_words.label("compare.leg", arguments);
    default:
        return m_words.label("compare." + std::string(compare::toString(d.kind)), arguments);
    }
}

std::string CompareText::headline() const {
    if (m_comparison.first == compare::kNone)
        return m_words.label("compare.none");
    return m_words.label("compare.first", {{"what", title(m_comparison.divergences[m_comparison.first])}});
}

std::string CompareText::outcome() const {
    if (m_comparison.outcome == compare::kNone || m_comparison.outcome == m_comparison.first)
        return {};
    return m_words.label("compare.outcome", {{"what", title(m_comparison.divergences[m_comparison.outcome])}});
}

std::string CompareText::leftOut() const {
    std::string list;
    for (const std::string_view key : compare::leftOut())
        list += (list.empty() ? "" : ", ") + m_words.label("compare.left-out." + std::string(key));
    return m_words.label("compare.left-out", {{"list", list}});
}

std::string CompareText::role(const compare::Party& party) const {
    return m_words.label("compare.party." + std::string(compare::toString(party.role)),
                         {{"n", std::to_string(party.leg + 1)}});
}

std::string CompareText::message(const compare::RowMessage& message) {
    return message.sends > 1 ? message.summary + " ×" + std::to_string(message.sends) : message.summary;
}

std::string CompareText::since(const compare::RowMessage& message) const {
    return message.since ? m_times.offset(*message.since) : std::string();
}

} // namespace echelle::scene
