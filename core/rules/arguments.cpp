#include "core/rules/arguments.h"

#include "core/base/text.h"

namespace echelle::rules {

Finding newFinding(const RuleContext& context, std::string_view rule) {
    Finding f;
    f.rule = rule;
    f.row = context.row.id;
    add(f, "from", context.row.fromDisplay.empty() ? context.row.from : context.row.fromDisplay);
    add(f, "to", context.row.toDisplay.empty() ? context.row.to : context.row.toDisplay);
    return f;
}

void add(Finding& finding, std::string_view name, std::string_view value) {
    finding.arguments.push_back({std::string(name), toValidUtf8(value)});
}

void add(Finding& finding, std::string_view name, std::int64_t value) {
    finding.arguments.push_back({std::string(name), std::to_string(value)});
}

void addSeconds(Finding& finding, std::string_view name, Duration value) {
    add(finding, name, value.ns / 1'000'000'000);
}

Timestamp timeOf(const dialog::CallFacts& facts, dialog::Index message) {
    return message == dialog::kNoIndex ? Timestamp{} : facts.messages[message].time;
}

std::string nameOf(const dialog::MessageFacts& message) {
    if (!message.isRequest())
        return std::to_string(message.status);
    const std::string_view name = sip::toString(message.method);
    return name.empty() ? "?" : std::string(name);
}

Side sideOfSender(const dialog::CallFacts& facts, dialog::Index message) {
    if (facts.isFromTeams(message))
        return Side::Microsoft;
    return facts.isToTeams(message) ? Side::Sbc : Side::Unknown;
}

dialog::Index originOf(const dialog::CallFacts& facts, dialog::Index message) {
    constexpr int kMaxHops = 70; // Max-Forwards, RFC 3261 section 8.1.1.6
    for (int hop = 0; hop < kMaxHops && facts.messages[message].nextHopOf != dialog::kNoIndex; ++hop)
        message = facts.messages[message].nextHopOf;
    return message;
}

} // namespace echelle::rules
