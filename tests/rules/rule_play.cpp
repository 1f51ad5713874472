#include "rule_play.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

namespace echelle::test {

const match::CodeMatcher& catalogCodes() {
    static const match::CodeMatcher kCodes = [] {
        std::vector<std::string> json;
        for (const char* family : {"microsoft", "sip", "q850", "warning", "hresult"}) {
            std::ifstream in(std::string(ECHELLE_SOURCE_DIR) + "/resources/catalog/" + family + ".json",
                             std::ios::binary);
            std::stringstream text;
            text << in.rdbuf();
            json.push_back(text.str());
        }
        auto codes = match::CodeMatcher::fromJson(json);
        if (!codes)
            std::abort(); // the catalog of the checkout is damaged
        return std::move(*codes);
    }();
    return kCodes;
}

namespace {
const rules::Finding* findIn(const std::vector<rules::Finding>& findings, const std::string& rule) {
    const auto it =
        std::find_if(findings.begin(), findings.end(), [&rule](const rules::Finding& f) { return f.rule == rule; });
    return it == findings.end() ? nullptr : &*it;
}
} // namespace

void fill(rules::PacketEvents& events, const std::vector<Packet>& packets, std::uint64_t connection) {
    std::int64_t id = kFirstPacket;
    for (const Packet& p : packets) {
        net::PacketRecord record;
        record.kind = p.kind;
        record.time = timeAt(p.at);
        record.flow = {endpoint(p.from), endpoint(p.to), p.transport};
        record.connection = connection;
        record.summary = p.summary;
        events.add(EventId{id++}, SourceId{1}, record);
    }
}

ConnectionPlay::ConnectionPlay(Arguments all, const std::vector<Packet>& packets, double inputEnd,
                               const std::string& client, const std::string& protocol, double end) {
    facts.protocol = protocol;
    if (end >= 0)
        facts.end = timeAt(end);
    facts.client = endpoint(client);
    facts.server = endpoint("10.0.0.2:5061");
    facts.serverName = "sip.example.com";
    facts.start = timeAt(0);
    facts.facts = std::move(all);
    rules::PacketEvents events;
    fill(events, packets);
    findings = rules::evaluateConnection(
        {RowId{1}, EventId{2001}, facts, events.ofConnection(SourceId{1}, 1), timeAt(inputEnd)});
}

const rules::Finding* ConnectionPlay::find(const std::string& rule) const {
    return findIn(findings, rule);
}

RulePlay::RulePlay(const std::vector<Say>& script, double atEnd, const std::vector<Packet>& packets) {
    fill(m_packets, packets);
    run(script);
    end(atEnd);
}

void RulePlay::onRow(const dialog::RowFacts& row, const dialog::CallFacts& f) {
    Play::onRow(row, f);
    for (rules::Finding& finding : rules::evaluate({row, f, catalogCodes(), &m_packets}))
        findings.push_back(std::move(finding));
}

const rules::Finding* RulePlay::find(const std::string& rule) const {
    return findIn(findings, rule);
}

std::vector<std::string> RulePlay::alarms() const {
    std::vector<std::string> names;
    for (const rules::Finding& f : findings)
        if (f.severity >= rules::Severity::Warning)
            names.push_back(f.rule);
    return names;
}

std::string argument(const rules::Finding& finding, const std::string& name) {
    for (const Argument& a : finding.arguments)
        if (a.name == name)
            return a.value;
    return "<none>";
}

Say request(double at, const std::string& method, int cseq, const std::string& branch, const std::string& toTag,
            std::vector<std::string> headers) {
    return {.at = at, .what = method, .cseq = cseq, .branch = branch, .toTag = toTag, .headers = std::move(headers)};
}

Say answer(const Say& to, double at, const std::string& what, std::vector<std::string> headers,
           const std::string& toTag) {
    Say say = to;
    std::swap(say.from, say.to);
    say.at = at;
    say.method = to.what;
    say.what = what;
    say.sdp.clear();
    say.headers = std::move(headers);
    if (say.toTag.empty() && what.substr(0, 3) != "100")
        say.toTag = toTag;
    return say;
}

} // namespace echelle::test
