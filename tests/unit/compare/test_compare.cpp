// Two calls beside each other. The oracle is each pair of calls as it is written here: what was changed in the second
// one is what must be told, and nothing else.
#include "core/compare/comparison.h"

#include <QtTest/QTest>

#ifndef Q_MOC_RUN
#include <map>
#endif
#include <string>

using namespace echelle;
using namespace echelle::compare;

namespace {

const std::string kSdp = "v=0\r\no=- {id} {id} IN IP4 {media}\r\ns=-\r\nc=IN IP4 {media}\r\nt=0 0\r\n"
                         "m=audio {port} RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n";

// Writes the messages of one call. Everything that differs from call to call comes from its number.
class Call {
public:
    explicit Call(int number) : m_n(std::to_string(number)) {
        m_side.row = RowId{number};
        m_values = {{"n", m_n},
                    {"id", "40" + m_n},
                    {"port", "1" + m_n + "000"},
                    {"media", "10.0." + m_n + ".9"},
                    {"caller", "10.0." + m_n + ".1"},
                    {"number", "+3319900200" + m_n}};
    }
    Call& set(const std::string& key, const std::string& value) {
        m_values[key] = value;
        return *this;
    }
    // "INVITE", "200 OK"; cseq: "1 INVITE"; hop 0: caller to proxy, 1: proxy to gateway.
    Call& say(int ms, bool isFromCaller, const std::string& what, const std::string& cseq,
              const std::string& headers = {}, const std::string& body = {}, const std::string& toTag = {},
              int hop = 0) {
        const bool isResponse = what[0] >= '1' && what[0] <= '6';
        const std::string first = isResponse ? "SIP/2.0 " + what : what + " sip:+442079460001@192.0.2.1 SIP/2.0";
        const bool isRequestOfCaller = isFromCaller != isResponse;
        const std::string caller = "<sip:{number}@example.com>;tag=a{n}";
        const std::string callee = "<sip:+442079460001@example.com>" + (toTag.empty() ? "" : ";tag=" + toTag + "{n}");
        const bool isAckOfSuccess = what == "ACK" && cseq.find("INVITE") == std::string::npos;
        CallMessage& m = m_side.messages.emplace_back();
        m.id = EventId{static_cast<std::int64_t>(m_side.messages.size())};
        m.leg = LegId{hop + 1};
        m.time = Timestamp{1'767'225'600'000'000'000 + std::int64_t{ms} * 1'000'000};
        m.from = {*IpAddress::parse(fill(hop == 0 ? "{caller}" : "192.0.2.1")), 5060, 0};
        m.to = {*IpAddress::parse(hop == 0 ? "192.0.2.1" : "192.0.2.50"), 5060, 0};
        if (!isFromCaller)
            std::swap(m.from, m.to);
        m.transport = Transport::Udp;
        const std::string branch = "z9hG4bK" + std::to_string(hop) + (isRequestOfCaller ? "c" : "s") + "-" +
                                   cseq.substr(0, cseq.find(' ')) + (isAckOfSuccess ? "ack" : "") + "-{n}";
        const std::string number = cseq.substr(0, cseq.find(' '));
        const std::string method = isResponse ? cseq.substr(cseq.find(' ') + 1) : what;
        m.bytes = fill(first + "\r\nVia: SIP/2.0/UDP " + (hop == 0 ? "{caller}" : "192.0.2.1") +
                       ":5060;branch=" + branch + "\r\nFrom: " + (isRequestOfCaller ? caller : callee) +
                       "\r\nTo: " + (isRequestOfCaller ? callee : caller) + "\r\nCall-ID: call{n}-" +
                       std::to_string(hop) + "\r\nCSeq: " + number + " " + method + "\r\n" + headers +
                       (body.empty() ? "" : "Content-Type: application/sdp\r\n") + "\r\n" + body);
        return *this;
    }
    Call& again(int ms) {
        CallMessage copy = m_side.messages.back();
        if (!copy.retransmissionOf.isValid())
            copy.retransmissionOf = copy.id;
        copy.id = EventId{static_cast<std::int64_t>(m_side.messages.size()) + 1};
        copy.time = Timestamp{1'767'225'600'000'000'000 + std::int64_t{ms} * 1'000'000};
        m_side.messages.push_back(copy);
        return *this;
    }
    // The call that most cases begin with, and its parts.
    Call& invite(const std::string& headers = {}, const std::string& body = kSdp) {
        return say(0, true, "INVITE", "1 INVITE", "Contact: <sip:{number}@{caller}:5060>\r\n" + headers, body);
    }
    Call& answer(const std::string& body = kSdp) {
        say(20, false, "100 Trying", "1 INVITE");
        say(900, false, "180 Ringing", "1 INVITE", {}, {}, "b");
        say(5000 + std::stoi(m_n) * 3000, false, "200 OK", "1 INVITE", {}, body, "b");
        return say(9000 + std::stoi(m_n) * 3000, true, "ACK", "1 ACK", {}, {}, "b");
    }
    Call& hangUp() {
        say(60000 * std::stoi(m_n), true, "BYE", "2 BYE", {}, {}, "b");
        return say(60000 * std::stoi(m_n) + 20, false, "200 OK", "2 BYE", {}, {}, "b");
    }
    [[nodiscard]] const CallSide& side() const { return m_side; }

private:
    [[nodiscard]] std::string fill(std::string text) const {
        for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{')) {
            const std::size_t close = text.find('}', open);
            text.replace(open, close - open + 1, m_values.at(text.substr(open + 1, close - open - 1)));
        }
        return text;
    }

    std::string m_n;
    std::map<std::string, std::string> m_values;
    CallSide m_side;
};

Call whole(int number) {
    return std::move(Call(number).invite().answer().hangUp());
}

// "status@4 200 OK|403 Forbidden", "missing@1 <b>"
QStringList told(const Comparison& comparison, bool withIncidental = true) {
    QStringList all;
    for (const Divergence& d : comparison.divergences) {
        if (d.isIncidental && !withIncidental)
            continue;
        std::string text = std::string(toString(d.kind)) + "@" + std::to_string(d.row + 1);
        text += d.name.empty() ? "" : " " + d.name;
        text += d.a.empty() && d.b.empty() ? "" : " " + d.a + "|" + d.b;
        text += d.isOnlyInA ? " <a>" : d.isOnlyInB ? " <b>" : "";
        all << QString::fromStdString(text);
    }
    return all;
}

QStringList rowsOf(const Comparison& comparison) {
    QStringList all;
    for (const Row& row : comparison.rows)
        all << QString::fromStdString((row.a ? row.a->summary : "-") + " | " + (row.b ? row.b->summary : "-"));
    return all;
}

} // namespace

class TestCompare : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCallIsItsOwnEqual() {
        const Comparison same = compareCalls(whole(1).side(), whole(1).side());
        QCOMPARE(told(same), QStringList());
        QCOMPARE(same.first, kNone);
        QVERIFY(same.parties.empty());
        QCOMPARE(same.rows.size(), std::size_t{7});
    }

    // Two telephones, two moments: tags, Call-ID, branches, CSeq, ports, SDP ids, addresses, ringing and talking
    // differ.
    void whatAlwaysDiffersIsLeftOut() {
        const Comparison c = compareCalls(whole(1).side(), whole(2).side());
        QCOMPARE(told(c), QStringList());
        QStringList parties;
        for (const Party& p : c.parties)
            parties << QString::fromStdString(std::string(toString(p.role)) + " " + p.a + " " + p.b);
        QCOMPARE(parties, QStringList({QStringLiteral("caller-address 10.0.1.1 10.0.2.1"),
                                       QStringLiteral("caller +33199002001 +33199002002"),
                                       QStringLiteral("caller-media 10.0.1.9 10.0.2.9")}));
    }

    void anotherStatus() {
        Call refused(2);
        refused.invite().say(20, false, "100 Trying", "1 INVITE");
        refused.say(300, false, "403 Forbidden", "1 INVITE", "Reason: Q.850;cause=63\r\n", {}, "b");
        refused.say(310, true, "ACK", "1 INVITE", {}, {}, "b");
        const Comparison c = compareCalls(whole(1).side(), refused.side());
        QCOMPARE(told(c, false), QStringList({QStringLiteral("status@4 200 OK|403 Forbidden"),
                                              QStringLiteral("header@4 Reason |Q.850;cause=63 <b>"),
                                              QStringLiteral("missing@6 200 OK <a>")}));
        QCOMPARE(c.first, c.outcome);
        QVERIFY(c.divergences[c.first].kind == DivergenceKind::Status);
        // The ACK of the one is its own transaction, that of the other is not; they stand beside each other.
        QVERIFY(rowsOf(c).contains(QStringLiteral("ACK | ACK")));
        QVERIFY(rowsOf(c).contains(QStringLiteral("180 Ringing | -")));
    }

    void headers_data() {
        QTest::addColumn<QString>("ofA");
        QTest::addColumn<QString>("ofB");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char* name, const char* a, const char* b, const QStringList& expected) {
            QTest::newRow(name) << QString::fromLatin1(a) << QString::fromLatin1(b) << expected;
        };
        row("missing", "Supported: timer\r\n", "", {QStringLiteral("header@1 Supported timer| <a>")});
        row("order of a set", "Supported: timer, 100rel\r\n", "k: 100rel\r\nk: TIMER\r\n", {});
        row("another set", "Allow: INVITE, REFER\r\n", "Allow: INVITE\r\n",
            {QStringLiteral("header@1 Allow INVITE, REFER|INVITE")});
        row("caller in another field", "P-Asserted-Identity: <sip:{number}@example.com>\r\n",
            "P-Asserted-Identity: <sip:{number}@example.com>\r\n", {});
        row("another in that field", "P-Asserted-Identity: <sip:{number}@example.com>\r\n",
            "P-Asserted-Identity: <sip:+33199002099@example.com>\r\n",
            {QStringLiteral(
                "header@1 P-Asserted-Identity <sip:+33199002001@example.com>|<sip:+33199002099@example.com>")});
        row("given once", "Session-ID: 7f3c1d90a5b64e1c8f2a9d0b4c6e8f10;remote=0\r\nX-Guid: 1\r\n",
            "Session-ID: 00112233445566778899aabbccddeeff\r\nX-Guid: 2\r\n", {});
        row("a way", "Record-Route: <sip:192.0.2.1:5060;lr;ftag=a>\r\n",
            "Record-Route: <sip:192.0.2.1:5080;lr;ftag=z>\r\n", {});
        row("another way", "Record-Route: <sip:192.0.2.1;lr>\r\n",
            "Record-Route: <sip:192.0.2.1;lr>, <sip:192.0.2.3;lr>\r\n",
            {QStringLiteral("header@1 Record-Route <sip:192.0.2.1;lr>|<sip:192.0.2.1;lr>, <sip:192.0.2.3;lr>")});
        row("credentials", "Authorization: Digest username=\"x\", realm=\"r\", nonce=\"1\", response=\"2\"\r\n",
            "Authorization: Digest username=\"y\", realm=\"r\", nonce=\"3\", response=\"4\"\r\n", {});
        row("another realm", "Authorization: Digest realm=\"r\", nonce=\"1\"\r\n",
            "Authorization: Digest realm=\"s\", nonce=\"1\"\r\n",
            {QStringLiteral("header@1 Authorization Digest realm=\"r\", nonce=\"1\"|Digest realm=\"s\", nonce=\"1\"")});
    }
    void headers() {
        QFETCH(QString, ofA);
        QFETCH(QString, ofB);
        QFETCH(QStringList, expected);
        const auto call = [](int n, const QString& headers) {
            return std::move(Call(n).invite(headers.toStdString()).answer().hangUp());
        };
        QCOMPARE(told(compareCalls(call(1, ofA).side(), call(2, ofB).side())), expected);
    }

    // A number dialled in another form, an address of another kind, stand in no one's place.
    void formsOfNames() {
        Call inside(2);
        inside.set("number", "0199002002");
        const Comparison c = compareCalls(whole(1).side(), std::move(inside.invite().answer().hangUp()).side());
        QCOMPARE(told(c).filter(QStringLiteral("From")).size(), 1); // once, though every message repeats it
        QVERIFY(!c.parties.front().isLeftOut || c.parties.front().role != PartyRole::Caller);
        Call outside(2);
        outside.set("media", "198.51.100.9");
        const Comparison other = compareCalls(whole(1).side(), std::move(outside.invite().answer().hangUp()).side());
        QCOMPARE(told(other).filter(QStringLiteral("c= (audio) c=IN IP4 10.0.1.9|c=IN IP4 198.51.100.9")).size(), 2);
    }

    void sessionDescriptions_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char* name, const std::string& body, const QStringList& expected) {
            QTest::newRow(name) << QString::fromStdString(body) << expected;
        };
        const auto with = [](const std::string& what, const std::string& instead) {
            std::string body = kSdp;
            return body.replace(body.find(what), what.size(), instead);
        };
        row("the same", kSdp, {});
        row("line feeds alone",
            [] {
                std::string body = kSdp;
                std::erase(body, '\r');
                return body;
            }(),
            {});
        row("default direction not written", with("a=sendrecv\r\n", ""), {});
        row("another number for a codec", with("8 0 101\r\na=rtpmap:101", "8 0 96\r\na=rtpmap:96"), {});
        row("held", with("a=sendrecv", "a=inactive"),
            {QStringLiteral("sdp@1 a=sendrecv (audio) a=sendrecv|a=inactive")});
        row("a codec less", with("8 0 101", "8 101"),
            {QStringLiteral("sdp@1 m= (audio) m=audio 11000 RTP/AVP 8 0 101|m=audio 12000 RTP/AVP 8 101")});
        row("another order", with("8 0 101", "0 8 101"),
            {QStringLiteral("sdp@1 m= (audio) m=audio 11000 RTP/AVP 8 0 101|m=audio 12000 RTP/AVP 0 8 101")});
        row("refused", with("{port}", "0"),
            {QStringLiteral("sdp@1 m= (audio) m=audio 11000 RTP/AVP 8 0 101|m=audio 0 RTP/AVP 8 0 101")});
        row("a line more", kSdp + "a=ptime:30\r\n", {QStringLiteral("sdp@1 a=ptime (audio) |a=ptime:30 <b>")});
        row("a section more", kSdp + "m=video 4000 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n",
            {QStringLiteral("sdp@1 m= (video) |m=video 4000 RTP/AVP 96 <b>")});
        row("another suite", kSdp + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secretsecret\r\n",
            {QStringLiteral("sdp@1 a=crypto:1 (audio) |a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secretsecret <b>")});
        row("none", "",
            {QStringLiteral("header@1 Content-Type application/sdp| <a>"), QStringLiteral("sdp@1 SDP <a>")});
    }
    void sessionDescriptions() {
        QFETCH(QString, body);
        QFETCH(QStringList, expected);
        const Call other = std::move(Call(2).invite({}, body.toStdString()).answer().hangUp());
        QCOMPARE(told(compareCalls(whole(1).side(), other.side())), expected);
    }

    void authenticationInOneOnly() {
        Call asked(2);
        asked.invite();
        asked.say(20, false, "407 Proxy Authentication Required", "1 INVITE",
                  "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n", {}, "p");
        asked.say(30, true, "ACK", "1 INVITE", {}, {}, "p");
        asked.say(
            40, true, "INVITE", "2 INVITE",
            "Contact: <sip:{number}@{caller}:5060>\r\nProxy-Authorization: Digest realm=\"r\", response=\"s\"\r\n",
            kSdp);
        asked.say(60, false, "100 Trying", "2 INVITE");
        asked.say(900, false, "180 Ringing", "2 INVITE", {}, {}, "b");
        asked.say(5000, false, "200 OK", "2 INVITE", {}, kSdp, "b");
        asked.say(5010, true, "ACK", "2 ACK", {}, {}, "b");
        const Call other = std::move(
            asked.say(60000, true, "BYE", "3 BYE", {}, {}, "b").say(60020, false, "200 OK", "3 BYE", {}, {}, "b"));
        const Comparison c = compareCalls(whole(1).side(), other.side());
        QCOMPARE(told(c),
                 QStringList({QStringLiteral("missing@1 407 Proxy Authentication Required <b>"),
                              QStringLiteral("header@4 Proxy-Authorization |Digest realm=\"r\", response=\"s\" <b>")}));
        QCOMPARE(c.first, std::size_t{0});
        QCOMPARE(
            rowsOf(c).mid(0, 5),
            QStringList({QStringLiteral("- | INVITE (SDP)"), QStringLiteral("- | 407 Proxy Authentication Required"),
                         QStringLiteral("- | ACK"), QStringLiteral("INVITE (SDP) | INVITE (SDP)"),
                         QStringLiteral("100 Trying | 100 Trying")}));
        // The other way round the same is missing on the other side.
        QCOMPARE(told(compareCalls(other.side(), whole(1).side())).front(),
                 QStringLiteral("missing@1 407 Proxy Authentication Required <a>"));
    }

    void anExtraReInvite() {
        Call held(2);
        held.invite().answer();
        held.say(16000, true, "INVITE", "2 INVITE", {}, kSdp, "b")
            .say(16020, false, "200 OK", "2 INVITE", {}, kSdp, "b");
        held.say(16030, true, "ACK", "2 ACK", {}, {}, "b");
        held.say(60000, true, "BYE", "3 BYE", {}, {}, "b").say(60020, false, "200 OK", "3 BYE", {}, {}, "b");
        QCOMPARE(told(compareCalls(whole(1).side(), held.side())),
                 QStringList({QStringLiteral("missing@6 200 OK <b>"), QStringLiteral("missing@8 <b>")}));
    }

    void forked() {
        Call two(2);
        two.invite().say(20, false, "100 Trying", "1 INVITE");
        two.say(900, false, "180 Ringing", "1 INVITE", {}, {}, "b");
        two.say(950, false, "180 Ringing", "1 INVITE", {}, {}, "x");
        two.say(5000, false, "200 OK", "1 INVITE", {}, kSdp, "b").say(5020, true, "ACK", "1 ACK", {}, {}, "b");
        QCOMPARE(told(compareCalls(whole(1).side(), two.hangUp().side())),
                 QStringList({QStringLiteral("missing@4 <b>")}));
    }

    void cutShort() {
        QCOMPARE(told(compareCalls(whole(1).side(), std::move(Call(2).invite().answer()).side())),
                 QStringList({QStringLiteral("missing@6 200 OK <a>")}));
        QCOMPARE(told(compareCalls(whole(1).side(), std::move(Call(2).invite()).side())).size(), 5);
        const CallSide nothing{RowId{3}, {}, false};
        const Comparison c = compareCalls(nothing, whole(1).side());
        QCOMPARE(c.rows.size(), std::size_t{7});
        QCOMPARE(told(c).size(), 1); // the leg
        QVERIFY(compareCalls(nothing, nothing).rows.empty());
    }

    void anotherLeg() {
        const auto twoHops = [](int n) {
            Call call(n);
            call.invite();
            call.say(5, true, "INVITE", "1 INVITE", {}, kSdp, {}, 1)
                .say(400, false, "180 Ringing", "1 INVITE", {}, {}, "g", 1);
            call.say(800, false, "200 OK", "1 INVITE", {}, kSdp, "g", 1);
            return std::move(call.answer());
        };
        QCOMPARE(told(compareCalls(twoHops(1).side(), twoHops(2).side())), QStringList());
        const Call one = std::move(Call(2).invite().answer());
        const Comparison c = compareCalls(twoHops(1).side(), one.side());
        QCOMPARE(told(c), QStringList({QStringLiteral("leg@2 192.0.2.1:5060 → 192.0.2.50:5060 <a>")}));
    }

    void otherMethods() {
        const auto registration = [](int n, const std::string& status) {
            return std::move(
                Call(n).say(0, true, "REGISTER", "1 REGISTER").say(20, false, status, "1 REGISTER", {}, {}, "b"));
        };
        QCOMPARE(told(compareCalls(registration(1, "200 OK").side(), registration(2, "403 Forbidden").side())),
                 QStringList({QStringLiteral("status@2 200 OK|403 Forbidden")}));
        const Comparison c = compareCalls(registration(1, "200 OK").side(), whole(2).side());
        QCOMPARE(told(c).size(), 2); // two legs that have nothing in common
        QCOMPARE(c.rows.size(), std::size_t{9});
    }

    void delays() {
        const auto slow = [](int first, int ringing, int bye) {
            Call call(2);
            call.invite().say(first, false, "100 Trying", "1 INVITE");
            call.say(ringing, false, "180 Ringing", "1 INVITE", {}, {}, "b");
            call.say(90'000, false, "200 OK", "1 INVITE", {}, kSdp, "b"); // a person took his time
            call.say(90'020, true, "ACK", "1 ACK", {}, {}, "b").say(99'000, true, "BYE", "2 BYE", {}, {}, "b");
            return std::move(call.say(99'000 + bye, false, "200 OK", "2 BYE", {}, {}, "b"));
        };
        QCOMPARE(told(compareCalls(whole(1).side(), slow(30, 1800, 30).side())), QStringList()); // under a second more
        const Comparison c = compareCalls(whole(1).side(), slow(30, 12'000, 4000).side());
        QCOMPARE(told(c), QStringList({QStringLiteral("delay@3"), QStringLiteral("delay@7")}));
        QCOMPARE(c.divergences.front().spanA.ns, Duration::milliseconds(900).ns);
        QCOMPARE(c.divergences.front().spanB.ns, Duration::milliseconds(12'000).ns);
    }

    void repeats() {
        Call twice(2);
        twice.invite().again(500).again(1500);
        QCOMPARE(told(compareCalls(whole(1).side(), twice.answer().hangUp().side())),
                 QStringList({QStringLiteral("repeats@1 1|3")}));
        QCOMPARE(compareCalls(whole(1).side(), twice.side()).rows.front().b->sends, 3U);
    }

    void theOtherHangsUp() {
        Call other(2);
        other.invite().answer();
        other.say(60'000, false, "BYE", "7 BYE", {}, {}, "b").say(60'020, true, "200 OK", "7 BYE", {}, {}, "b");
        QCOMPARE(told(compareCalls(whole(1).side(), other.side())),
                 QStringList({QStringLiteral("direction@6 caller|callee")}));
    }

    // What only says which software it was is told, but is not where they part.
    void incidental() {
        const Call a = std::move(Call(1).invite("User-Agent: x/1\r\nSupported: timer\r\n").answer());
        const Call b = std::move(Call(2).invite("User-Agent: y/2\r\nSupported: 100rel\r\n").answer());
        const Comparison c = compareCalls(a.side(), b.side());
        QCOMPARE(c.divergences.size(), std::size_t{2});
        QCOMPARE(c.divergences[c.first].name, std::string("Supported"));
        const Call same = std::move(Call(1).invite("User-Agent: z\r\nSupported: timer\r\n").answer());
        QCOMPARE(compareCalls(a.side(), same.side()).first, std::size_t{0});
    }

    void hostileBytes() {
        for (const char* bytes :
             {"INVITE", "SIP/2.0 200 OK\r\n\r\n", "\r\n\r\n", "SIP/2.0 999 \r\nCSeq: x\r\nVia: ,,,;;\r\n\r\n",
              "INVITE sip:@ SIP/2.0\r\nCSeq: 1 INVITE\r\nContact: <<<,\"\r\nContent-Type: application/sdp\r\n\r\n"
              "m=\r\nm=audio\r\na=rtpmap:\r\na=fmtp:\r\no=\r\nc=\r\na=candidate:\r\na=crypto:\r\na=:\r\n="}) {
            Call one(2);
            CallSide side = one.side();
            CallMessage& m = side.messages.emplace_back();
            m.id = EventId{1};
            m.bytes = bytes;
            QVERIFY(!compareCalls(side, whole(1).side()).rows.empty());
            QCOMPARE(told(compareCalls(side, side)), QStringList());
        }
    }
};

QTEST_APPLESS_MAIN(TestCompare)
#include "test_compare.moc"
