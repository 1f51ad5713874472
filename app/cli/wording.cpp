#include "app/cli/wording.h"

#include "app/cli/console.h"
#include "core/scene/join_text.h"

#include <algorithm>

namespace echelle::cli {

std::optional<Duration> spanOf(const dialog::RowFacts& facts) {
    if (!facts.start.isValid() || !facts.end.isValid())
        return std::nullopt;
    return facts.end - facts.start;
}

std::string shortTime(Timestamp time) {
    std::string text = toRfc3339(time);
    if (text.empty())
        return text;
    text[10] = ' ';
    return text.substr(0, 23);
}

std::string shownUri(const std::string& uri, const Console& console, bool areSecretsShown) {
    if (areSecretsShown || uri.find_first_of("<>\r\n") != std::string::npos)
        return uri;
    // Secrets are known by where they stand in a message, so the URI is put into one.
    constexpr std::string_view kBefore = "OPTIONS sip:a SIP/2.0\r\nFrom: <";
    constexpr std::string_view kAfter = ">\r\n\r\n";
    const std::string hidden =
        sip::hideSecrets(std::string(kBefore) + uri + std::string(kAfter), console.secretPlaceholder());
    return hidden.substr(kBefore.size(), hidden.size() - kBefore.size() - kAfter.size());
}

std::string summaryOf(const store::EventRecord& packet) {
    std::string facts = packet.packetSummary;
    std::replace(facts.begin(), facts.end(), '\n', ' ');
    while (!facts.empty() && facts.back() == ' ')
        facts.pop_back();
    return facts.empty() ? packet.packetKind : packet.packetKind + " " + facts;
}

namespace {
std::string joinWords(const std::string& strategy, const Console& console) {
    return scene::joinReason(strategy, [&console](const std::string& key) { return console.label(key); });
}
} // namespace

std::vector<std::string> legLines(const std::vector<dialog::LegFacts>& legs, const Console& console) {
    std::vector<std::string> lines;
    for (const dialog::LegFacts& leg : legs) {
        std::string line = console.label("cli.leg", {{"number", std::to_string(leg.id.value)}}) + "  " +
                           leg.hopA.toString() + " – " + leg.hopB.toString() + "  " + leg.callId;
        const Arguments joined{{"number", std::to_string(leg.joinedTo.value)},
                               {"strategy", joinWords(leg.strategy, console)},
                               {"evidence", leg.evidence}};
        if (leg.joinedTo.isValid())
            line += "  " + console.label(leg.strategy == "user" ? "cli.leg.joined-by-hand" : "cli.leg.joined", joined);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<std::string> possibleLines(const std::vector<store::PossibleJoin>& joins, RowId row,
                                       const Console& console) {
    std::vector<std::string> lines;
    for (const store::PossibleJoin& p : joins) {
        const bool isFirst = p.rowA == row;
        lines.push_back(
            console.label("cli.leg.possible", {{"leg", std::to_string((isFirst ? p.legA : p.legB).value)},
                                               {"other", std::to_string((isFirst ? p.legB : p.legA).value)},
                                               {"call", std::to_string((isFirst ? p.rowB : p.rowA).value)},
                                               {"score", console.number(static_cast<std::uint64_t>(p.score))},
                                               {"strategy", joinWords(p.strategy, console)},
                                               {"evidence", p.evidence}}));
    }
    return lines;
}

} // namespace echelle::cli
