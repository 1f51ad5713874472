#pragma once

#include "core/ladder/row.h"
#include "core/scene/event_source.h"
#include "core/scene/words.h"
#include "core/sip/message.h"

#include <map>
#include <set>

namespace echelle::test {

// Events that a test has written down. One row of the list, number 1, holds them all unless said otherwise.
class FakeEvents : public scene::EventSource {
public:
    std::vector<store::EventRecord> events;
    std::map<EventId, std::string> raw;
    std::vector<EventId> failing;
    std::vector<rules::Finding> found;
    std::vector<store::NoteRecord> noted;
    std::vector<store::LaneSetting> set;
    std::map<std::string, std::string> resolved;
    std::vector<std::pair<IpAddress, std::string>> captured;
    std::size_t bytesAsked = 0;

    static Endpoint endpoint(std::string_view address, std::uint16_t port = 5060) {
        return {IpAddress::parse(address).value_or(IpAddress{}), port, 0};
    }

    // A message sent at so many milliseconds after 2026-11-21T20:26:38Z; its start line decides what it is.
    store::EventRecord& add(std::int64_t ms, std::string_view from, std::string_view to, std::string message) {
        store::EventRecord event;
        event.id = EventId{static_cast<std::int64_t>(events.size()) + 1};
        event.row = RowId{1};
        event.leg = LegId{1};
        event.source = SourceId{1};
        event.time = Timestamp{1'795'292'798'000'000'000} + Duration::milliseconds(ms);
        event.from = endpoint(from);
        event.to = endpoint(to);
        event.transport = Transport::Udp;
        sip::Message parsed;
        sip::parse(message, parsed);
        event.method = parsed.method;
        event.status = parsed.statusCode;
        event.rawBytes = static_cast<std::uint32_t>(message.size());
        raw[event.id] = std::move(message);
        events.push_back(std::move(event));
        return events.back();
    }

    void eachEvent(const std::vector<RowId>& rows,
                   const std::function<bool(const store::EventRecord&)>& visit) override {
        for (const store::EventRecord& event : events) {
            const bool isWanted = rows.empty() || std::find(rows.begin(), rows.end(), event.row) != rows.end();
            if (isWanted && !visit(event))
                return;
        }
    }
    [[nodiscard]] std::string bytes(EventId id) override {
        ++bytesAsked;
        return raw[id];
    }
    [[nodiscard]] std::vector<EventId> failingEvents(const std::vector<RowId>&) override { return failing; }
    [[nodiscard]] std::vector<rules::Finding> findings(const std::vector<RowId>&) override { return found; }
    [[nodiscard]] std::vector<store::NoteRecord> notes() override { return noted; }
    [[nodiscard]] std::map<std::string, std::string> resolvedNames() override { return resolved; }
    [[nodiscard]] std::vector<store::LaneSetting> lanes() override { return set; }
    [[nodiscard]] std::vector<std::pair<IpAddress, std::string>> capturedNames() override { return captured; }
};

// Words that show which key was asked for and with what: "gap(span=58.3 s)" for "ladder.gap". Spans read as in English.
class KeyWords : public scene::Words {
public:
    std::string point = ".";
    std::map<std::string, std::string, std::less<>> titles; // by rule

    [[nodiscard]] std::string label(std::string_view key, const Arguments& arguments) const override {
        const auto value = [&](std::size_t i) { return i < arguments.size() ? arguments[i].value : std::string(); };
        static const std::map<std::string_view, std::pair<std::string, std::string>> kUnits = {
            {"span.milliseconds", {" ms", ""}},
            {"span.seconds", {" s", ""}},
            {"span.minutes", {" min ", " s"}},
            {"span.hours", {" h ", " min"}},
            {"span.days", {" d ", " h"}}};
        if (key.starts_with("ladder.fact.")) // as where there is no word for a fact
            return std::string(key);
        if (const auto unit = kUnits.find(key); unit != kUnits.end())
            return value(0) + unit->second.first + value(1) + unit->second.second;
        std::string text(key.substr(key.find('.') + 1));
        for (const Argument& argument : arguments)
            text += "(" + argument.name + "=" + argument.value + ")";
        return text;
    }
    [[nodiscard]] std::string title(const rules::Finding& finding) const override {
        const auto found = titles.find(finding.rule);
        return found == titles.end() ? finding.rule : found->second;
    }
    [[nodiscard]] std::string_view decimalPoint() const override { return point; }
};

// A message with the headers that are always there, and more, and a body.
inline std::string sipMessage(const std::string& startLine, const std::string& cseq, const std::string& more = {},
                              const std::string& body = {}) {
    return startLine + "\r\nVia: SIP/2.0/UDP 10.0.0.5;branch=z9hG4bK" + cseq.substr(0, cseq.find(' ')) +
           "\r\nFrom: <sip:alice@example.com>;tag=a\r\nTo: <sip:bob@example.com>\r\nCall-ID: "
           "one@example.com\r\nCSeq: " +
           cseq + "\r\n" + more + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

inline std::string sdpBody(const std::string& codecs, const std::string& direction) {
    return "v=0\r\no=- 1 1 IN IP4 10.0.0.5\r\ns=-\r\nc=IN IP4 10.0.0.5\r\nt=0 0\r\nm=audio 4000 RTP/AVP " + codecs +
           "\r\na=" + direction + "\r\n";
}

} // namespace echelle::test
