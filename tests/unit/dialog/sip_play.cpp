#include "sip_play.h"

#include "core/dialog/message_digest.h"

#include <cmath>
#include <sstream>

namespace echelle::test {

namespace {
constexpr std::int64_t kStart = 1'767'600'000; // 2026-01-05T08:00:00Z

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, ',');)
        parts.push_back(part);
    return parts;
}

std::string tagOf(const std::string& tag) {
    return tag.empty() ? std::string() : ";tag=" + tag;
}
} // namespace

Timestamp timeAt(double seconds) {
    return Timestamp{kStart * 1'000'000'000 + std::llround(seconds * 1e9)};
}

Endpoint endpoint(const std::string& text) {
    Endpoint e;
    const std::size_t colon = text.rfind(':');
    e.address = IpAddress::parse(text.substr(0, colon)).value_or(IpAddress());
    e.port = static_cast<std::uint16_t>(std::stoi(text.substr(colon + 1)));
    return e;
}

std::string sdp(int version, const std::string& direction, const std::string& user, int port,
                const std::string& connection) {
    std::string text = "v=0\r\no=" + user + " 77 " + std::to_string(version) + " IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 " +
                       connection + "\r\nt=0 0\r\nm=audio " + std::to_string(port) + " RTP/AVP 8\r\n";
    if (!direction.empty())
        text += "a=" + direction + "\r\n";
    return text;
}

std::string textOf(const Say& s) {
    const bool isResponse = s.what[0] >= '1' && s.what[0] <= '6';
    std::string text = isResponse
                           ? "SIP/2.0 " + s.what + "\r\n"
                           : s.what + " " + (s.uri.empty() ? "sip:" + s.toUser + "@10.0.0.2" : s.uri) + " SIP/2.0\r\n";
    for (const std::string& branch : split(s.branch))
        text += "Via: SIP/2.0/UDP host-" + branch + ";branch=z9hG4bK" + branch + "\r\n";
    text += "From: <" + (s.fromUri.empty() ? "sip:" + s.fromUser + "@example.com" : s.fromUri) + ">" +
            tagOf(s.fromTag) + "\r\n";
    text += "To: <sip:" + s.toUser + "@example.com>" + tagOf(s.toTag) + "\r\n";
    text += "Call-ID: " + s.callId + "\r\n";
    text += "CSeq: " + std::to_string(s.cseq) + " " + (isResponse ? s.method : s.what) + "\r\n";
    for (const std::string& header : s.headers)
        text += header + "\r\n";
    if (!s.sdp.empty())
        text += "Content-Type: " + s.contentType + "\r\n";
    text += "Content-Length: " + std::to_string(s.sdp.size()) + "\r\n\r\n" + s.sdp;
    return text;
}

int Play::say(const Say& s) {
    const std::string text = textOf(s);
    sip::Message message;
    sip::parse(text, message);
    dialog::MessageDigest digest;
    dialog::digest(message, digest);
    dialog::Observation o;
    o.message = &message;
    o.digest = &digest;
    o.source = SourceId{s.source};
    o.place = {PlaceKind::Frame, relations.size() + 1};
    o.time = s.hasClock ? timeAt(s.at) : Timestamp{};
    o.sourceAddress = endpoint(s.from);
    o.destinationAddress = endpoint(s.to);
    o.transport = s.transport;
    o.isFromCapture = s.isFromCapture;
    o.ipId = static_cast<std::uint16_t>(s.ipId);
    o.ttl = static_cast<std::uint8_t>(s.ttl);
    o.interfaceIndex = static_cast<std::uint32_t>(s.interfaceIndex);
    o.linkKey = static_cast<std::uint64_t>(s.linkKey);
    o.connection = static_cast<std::uint64_t>(s.tcpConnection);
    m_last = std::max(m_last, s.at);
    const dialog::SightingMatcher::Match match = m_matcher.match(o);
    relations.push_back(match.relation);
    if (match.message.isValid()) {
        m_tracker.addSighting(match.message, o, match.relation);
        return -1;
    }
    const EventId id{++m_lastId};
    m_stored.push_back({text, o.time, o.sourceAddress, o.destinationAddress});
    m_matcher.remember(id, o);
    placements.push_back(m_tracker.track(id, o));
    return static_cast<int>(placements.size()) - 1;
}

void Play::end(double at) {
    m_tracker.finish(timeAt(at < 0 ? m_last : at));
}

dialog::Correlation Play::correlate(const std::vector<dialog::UserJoin>& links) {
    return m_correlator.correlate(links, [this](EventId id, dialog::StoredMessage& into) {
        into = m_stored.at(static_cast<std::size_t>(id.value) - 1);
        return true;
    });
}

void Play::onRow(const dialog::RowFacts& row, const dialog::CallFacts& f) {
    rows.push_back(row);
    facts.push_back(f);
}

} // namespace echelle::test
