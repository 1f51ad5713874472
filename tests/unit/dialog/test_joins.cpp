#include "sip_play.h"

#include <QtTest/QTest>

using namespace echelle;
using test::Play;
using test::Say;

namespace {

// One leg of a call, from its INVITE to the answer.
struct Leg {
    std::string callId;
    std::string from;
    std::string to;
    double at = 0;
    std::string caller = "alice";
    std::string called = "bob";
    std::string offer = {};
    std::string answer = {};
    std::vector<std::string> headers = {};
    std::string branch = {}; // from the top Via down; empty: by the Call-ID
    double answeredAfter = 2;
    int source = 1;
    bool hasClock = true;
};

void run(Play& p, const std::vector<Leg>& legs) {
    std::vector<Say> script;
    for (const Leg& l : legs) {
        Say invite;
        invite.at = l.at;
        invite.from = l.from;
        invite.to = l.to;
        invite.callId = l.callId;
        invite.fromTag = "from-" + l.callId;
        invite.fromUser = l.caller;
        invite.toUser = l.called;
        invite.sdp = l.offer;
        invite.headers = l.headers;
        invite.branch = l.branch.empty() ? "-" + l.callId : l.branch;
        invite.source = l.source;
        invite.hasClock = l.hasClock;
        script.push_back(invite);
        for (const char* what : {"180 Ringing", "200 OK"}) {
            Say answer = invite;
            std::swap(answer.from, answer.to);
            answer.what = what;
            answer.at = l.at + (what[0] == '1' ? l.answeredAfter / 2 : l.answeredAfter);
            answer.toTag = "to-" + l.callId;
            answer.sdp = what[0] == '2' ? l.answer : "";
            answer.headers.clear();
            script.push_back(answer);
        }
    }
    std::stable_sort(script.begin(), script.end(), [](const Say& a, const Say& b) { return a.at < b.at; });
    p.run(script);
    p.end(10);
}

// Telephone -> B2BUA -> gateway, with nothing in common.
Leg before() {
    return {"aaaa1111@phone", "10.0.0.1:5060", "10.0.0.2:5060"};
}
Leg after() {
    return {"bbbb2222@b2bua", "10.0.0.2:5060", "10.0.0.3:5060", 0.1, "trunk", "target"};
}

std::string strategies(const dialog::Correlation& found) {
    std::string text;
    for (const dialog::JoinedRows& call : found.calls)
        for (const dialog::LegJoin& join : call.joins)
            text += (text.empty() ? "" : " ") + join.strategy;
    return text;
}

std::string rowsOf(const dialog::JoinedRows& call) {
    std::string text;
    for (const RowId row : call.rows)
        text += (text.empty() ? "" : " ") + std::to_string(row.value);
    return text;
}

const std::string kUuid = "ab30317f1a784dc48ff824d0d3715d86";
const std::string kOther = "47755a9de7794ba387653f2099600ef2";
const std::string kNull = "00000000000000000000000000000000";

} // namespace

class TestJoins : public QObject {
    Q_OBJECT
private:
    static void addPair(const char* name, const Leg& a, const Leg& b, const char* strategy) {
        QTest::newRow(name) << std::vector<Leg>{a, b} << QString::fromLatin1(strategy);
    }
    static Leg with(Leg leg, const std::string& header) {
        leg.headers.push_back(header);
        return leg;
    }

    static void originPairs() {
        Leg a = before();
        Leg b = after();
        a.offer = b.offer = test::sdp(1);
        addPair("o= passed on, short id, through the B2BUA in time", a, b, "sdp-origin");
        b.at = 7;
        addPair("o= passed on, short id, later", a, b, "");
        b.at = 0.1;
        b.from = "10.0.0.9:5060";
        addPair("o= passed on, short id, from elsewhere", a, b, "");
        const std::string longId = "v=0\r\no=- 3978412233 1 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\n";
        a.offer = b.offer = longId + "m=audio 4000 RTP/AVP 8\r\n";
        addPair("o= passed on, long id, from elsewhere", a, b, "sdp-origin");
        b.offer.replace(b.offer.find("10.0.0.1"), 8, "10.0.0.7");
        addPair("o= of the same id and another address", a, b, "");
    }

    static void weakPairs() {
        Leg a = before();
        Leg b = after();
        a.called = "+442079460123";
        b.called = "02079460123";
        addPair("called number alone", a, b, "");
        a.caller = "+33199001042";
        b.caller = "0199001042";
        addPair("both numbers", a, b, "called-number+calling-number");
        Leg late = b;
        late.at = 1.5; // after the 180 at 1 s
        addPair("both numbers, after the first response", a, late, "");
        Leg slow = a;
        slow.answeredAfter = 16;
        late.at = 5.5;
        addPair("both numbers, after 5 s", slow, late, "");
        Leg elsewhere = b;
        elsewhere.from = "10.0.0.9:5060";
        addPair("both numbers, not through the B2BUA", a, elsewhere, "");
        Leg back = b;
        back.from = "10.0.0.3:5060";
        back.to = "10.0.0.2:5060";
        addPair("both numbers, towards the B2BUA", a, back, "");
        Leg shorter = b;
        shorter.called = "460123"; // six digits
        addPair("six digits are no number", a, shorter, "");
        Leg timeless = b;
        timeless.hasClock = false;
        addPair("no clock, no join by time", a, timeless, "");
        Leg mediaA = before();
        Leg mediaB = after();
        mediaA.offer = test::sdp(1, "", "alice", 4000, "10.0.0.1");
        mediaB.offer = test::sdp(1, "", "b2bua", 4000, "10.0.0.1");
        addPair("media address alone", mediaA, mediaB, "");
        mediaA.called = mediaB.called = "+442079460123";
        addPair("called number and media", mediaA, mediaB, "called-number+caller-media");
        mediaB.offer = test::sdp(1, "", "b2bua", 4002, "10.0.0.1");
        addPair("called number and another port", mediaA, mediaB, "");
        mediaA.called = "100";
        mediaB.called = "phone2";
        mediaB.offer = test::sdp(1, "", "b2bua", 4000, "10.0.0.1");
        mediaB.answer = test::sdp(1, "", "callee", 6000, "10.0.0.3");
        mediaA.answer = test::sdp(1, "", "b2bua", 6000, "10.0.0.3");
        addPair("media of both sides", mediaA, mediaB, "caller-media+callee-media");
    }

private Q_SLOTS:
    void pairs_data() {
        QTest::addColumn<std::vector<Leg>>("legs");
        QTest::addColumn<QString>("strategy");
        addPair("nothing in common", before(), after(), "");
        // RFC 7989: the caller's UUID is kept by intermediaries; the null UUID stands for "not known yet".
        addPair("session id", with(before(), "Session-ID: " + kUuid + ";remote=" + kNull),
                with(after(), "Session-ID: " + kUuid + ";remote=" + kNull), "session-id");
        addPair("session id, hyphens and capitals", with(before(), "Session-ID: " + kUuid),
                with(after(), "Session-ID: AB30317F-1A78-4DC4-8FF8-24D0D3715D86"), "session-id");
        addPair("session id named as remote", with(before(), "Session-ID: " + kUuid + ";remote=" + kNull),
                with(after(), "Session-ID: " + kOther + ";remote=" + kUuid), "session-id");
        addPair("null session ids", with(before(), "Session-ID: " + kNull), with(after(), "Session-ID: " + kNull), "");
        addPair("session id that is none", with(before(), "Session-ID: 12345"), with(after(), "Session-ID: 12345"), "");
        Leg again = with(before(), "Session-ID: " + kUuid);
        again.callId = "aaaa2222@phone";
        again.at = 3;
        addPair("session id of another try the same way", with(before(), "Session-ID: " + kUuid), again, "");
        addPair("other session ids", with(before(), "Session-ID: " + kUuid), with(after(), "Session-ID: " + kOther),
                "");
        // Another leg's Call-ID as a whole token of any header.
        addPair("call-id in X- header", before(), with(after(), "X-CID: aaaa1111@phone"), "call-id");
        addPair("call-id in In-Reply-To", before(), with(after(), "In-Reply-To: zz9@other, aaaa1111@phone"), "call-id");
        addPair("call-id as parameter", before(), with(after(), "P-Asserted-Identity: <sip:1@x;cid=aaaa1111@phone>"),
                "call-id");
        addPair("call-id named by the first leg", with(before(), "X-Out-CallID: bbbb2222@b2bua"), after(), "call-id");
        addPair("call-id as part of a token", before(), with(after(), "X-CID: xaaaa1111@phone"), "");
        addPair("call-id in another case", before(), with(after(), "X-CID: AAAA1111@phone"), "");
        addPair("call-id in Referred-By", before(), with(after(), "Referred-By: <sip:a@b>;cid=aaaa1111@phone"),
                "referred-by");
        addPair("replaces", before(), with(after(), "Replaces: aaaa1111@phone;to-tag=x;from-tag=y"), "replaces");
        addPair("replaces another", before(), with(after(), "Replaces: zz9@phone;to-tag=x;from-tag=y"), "");
        addPair("icid", with(before(), "P-Charging-Vector: icid-value=\"kx81-77aa\";icid-generated-at=10.0.0.1"),
                with(after(), "P-Charging-Vector: icid-value=kx81-77aa;orig-ioi=home1.example"), "icid");
        addPair("other icid", with(before(), "P-Charging-Vector: icid-value=kx81-77aa"),
                with(after(), "P-Charging-Vector: icid-value=kx81-77ab"), "");
        Leg stacked = after();
        stacked.branch = "-out,-in77aa";
        Leg first = before();
        first.branch = "-in77aa";
        addPair("via branch carried over", first, stacked, "via-branch");
        first.branch = "-in77ab";
        addPair("via of a hop that was not seen", first, stacked, "");
        originPairs();
        weakPairs();
    }

    void pairs() {
        QFETCH(std::vector<Leg>, legs);
        QFETCH(QString, strategy);
        Play p;
        run(p, legs);
        QCOMPARE(p.rows.size(), legs.size());
        QCOMPARE(QString::fromStdString(strategies(p.correlate())), strategy);
    }

    // Other sources have clocks of their own; strong joins need none, weak ones take the times as they are corrected.
    void legsInTwoSources() {
        Leg a = with(before(), "Session-ID: " + kUuid);
        Leg b = with(after(), "Session-ID: " + kUuid);
        b.source = 2;
        b.at = 8; // its clock runs ahead
        Play strong;
        run(strong, {a, b});
        QCOMPARE(strategies(strong.correlate()), std::string("session-id"));
        b.at = 0;
        a.at = 6; // and now behind: the leg beyond comes first
        Play early;
        run(early, {a, b});
        const dialog::Correlation found = early.correlate();
        QCOMPARE(found.calls.size(), std::size_t{1});
        QCOMPARE(found.calls[0].joins[0].a, RowId{2}); // through the B2BUA, whatever the clocks say
        QCOMPARE(found.calls[0].joins[0].b, RowId{1});
    }

    void transferByRefer() {
        for (const bool isSame : {true, false}) {
            Play p;
            Leg first = before();
            Leg second = after();
            second.called = isSame ? "carol" : "dave";
            second.at = 4;
            Say refer;
            refer.at = 3;
            refer.what = "REFER";
            refer.from = "10.0.0.1:5060";
            refer.to = "10.0.0.2:5060";
            refer.callId = first.callId;
            refer.fromTag = "from-" + first.callId;
            refer.toTag = "to-" + first.callId;
            refer.cseq = 2;
            refer.branch = "refer";
            refer.headers = {"Refer-To: <sip:carol@10.0.0.2>"};
            Say invite;
            invite.callId = first.callId;
            invite.fromTag = "from-" + first.callId;
            Say answer = invite;
            std::swap(answer.from, answer.to);
            answer.what = "200 OK";
            answer.toTag = "to-" + first.callId;
            answer.at = 1;
            Say made = invite;
            made.at = second.at;
            made.from = second.from;
            made.to = second.to;
            made.callId = second.callId;
            made.fromTag = "from-2";
            made.toUser = second.called;
            made.branch = "made";
            p.run({invite, answer, refer, made});
            p.end(10);
            QCOMPARE(strategies(p.correlate()), std::string(isSame ? "refer-to" : ""));
        }
    }

    // To a fixed point over any number of hops, each by another sign, and each joined to the hop before it.
    void threeHops() {
        Leg a = before();
        a.caller = "+33199001042";
        a.called = "+442079460123";
        Leg b = after();
        b.caller = a.caller;
        b.called = a.called;
        Leg c = with({"cccc3333@sbc", "10.0.0.3:5060", "10.0.0.4:5060", 0.2, "x", "y"}, "X-Orig: bbbb2222@b2bua");
        Leg d = {"dddd4444@gw", "10.0.0.4:5060", "10.0.0.5:5060", 0.3, "z", "w"};
        c.headers.push_back("Session-ID: " + kUuid);
        d.headers.push_back("Session-ID: " + kUuid);
        Play p;
        run(p, {a, b, c, d});
        const dialog::Correlation found = p.correlate();
        QCOMPARE(found.calls.size(), std::size_t{1});
        QCOMPARE(rowsOf(found.calls[0]), std::string("1 2 3 4"));
        QCOMPARE(found.calls[0].joins.size(), std::size_t{3});
        for (const dialog::LegJoin& join : found.calls[0].joins)
            QCOMPARE(join.b.value, join.a.value + 1);
    }

    // Every leg names every other: joined once, no circle.
    void circle() {
        std::vector<Leg> legs{before(), after(), {"cccc3333@sbc", "10.0.0.3:5060", "10.0.0.1:5060", 0.2}};
        for (Leg& leg : legs)
            for (const char* id : {"aaaa1111@phone", "bbbb2222@b2bua", "cccc3333@sbc"})
                leg.headers.push_back(std::string("X-Peer: ") + id);
        Play p;
        run(p, legs);
        const dialog::Correlation found = p.correlate();
        QCOMPARE(found.calls.size(), std::size_t{1});
        QCOMPARE(found.calls[0].rows.size(), std::size_t{3});
        QCOMPARE(found.calls[0].joins.size(), std::size_t{2});
    }

    // Ten calls a second between the same two numbers: joined to none, each pair that fits is listed.
    void severalCandidates() {
        std::vector<Leg> legs;
        for (int i = 0; i < 3; ++i) {
            Leg a = before();
            Leg b = after();
            a.callId += std::to_string(i);
            b.callId += std::to_string(i);
            a.at = 0.1 * i;
            b.at = 0.1 * i + 0.05;
            a.called = b.called = "+442079460123";
            a.caller = b.caller = "+33199001042";
            legs.push_back(a);
            legs.push_back(b);
        }
        Play p;
        run(p, legs);
        const dialog::Correlation found = p.correlate();
        QVERIFY(found.calls.empty());
        QCOMPARE(found.possible.size(), std::size_t{6}); // 3 after the first, 2 after the second, 1 after the last
        QCOMPARE(found.possible[0].strategy, std::string("called-number+calling-number"));
    }

    // The same o= in every call of a load generator tells nothing.
    void constantOrigin() {
        std::vector<Leg> legs;
        for (int i = 0; i < 4; ++i) {
            Leg a = before();
            a.callId += std::to_string(i);
            a.at = 0.1 * i;
            a.offer = test::sdp(1);
            Leg b = after();
            b.callId += std::to_string(i);
            b.at = 0.1 * i + 0.01;
            b.offer = a.offer;
            legs.push_back(a);
            legs.push_back(b);
        }
        Play p;
        run(p, legs);
        QVERIFY(p.correlate().calls.empty());
    }

    void keyOfTooMany() {
        std::vector<Leg> legs;
        for (int i = 0; i < 20; ++i) {
            Leg a = with(before(), "Session-ID: " + kUuid);
            a.callId += std::to_string(i);
            a.at = 0.01 * i;
            legs.push_back(a);
        }
        Play p;
        run(p, legs);
        const dialog::Correlation found = p.correlate();
        QVERIFY(found.calls.empty());
        QCOMPARE(found.commonKeys, std::uint64_t{1});
    }

    // One number in common is a hint, if it is the only one.
    void hints() {
        Leg a = before();
        Leg b = after();
        a.called = "100";
        b.called = "100";
        Play p;
        run(p, {a, b});
        dialog::Correlation found = p.correlate();
        QVERIFY(found.calls.empty());
        QCOMPARE(found.possible.size(), std::size_t{1});
        QCOMPARE(found.possible[0].strategy, std::string("called-user"));
        QCOMPARE(found.possible[0].evidence, std::string("100"));
    }

    void theUsersWord() {
        Leg a = with(before(), "Session-ID: " + kUuid);
        Leg b = with(after(), "Session-ID: " + kUuid);
        Leg c = {"cccc3333@sbc", "10.0.0.3:5060", "10.0.0.4:5060", 0.2, "x", "y"};
        Play p;
        run(p, {a, b, c});
        QCOMPARE(strategies(p.correlate()), std::string("session-id"));
        const dialog::Correlation apart = p.correlate({{RowId{1}, RowId{2}, false}});
        QVERIFY(apart.calls.empty());
        QCOMPARE(apart.possible.size(), std::size_t{1}); // and may be put back
        const dialog::Correlation back = p.correlate({{RowId{1}, RowId{2}, false}, {RowId{2}, RowId{1}, true}});
        QCOMPARE(strategies(back), std::string("user"));
        const dialog::Correlation all = p.correlate({{RowId{2}, RowId{3}, true}});
        QCOMPARE(rowsOf(all.calls.at(0)), std::string("1 2 3"));
        // Kept apart also by a way around: 1 and 2 are both linked to 3.
        const dialog::Correlation around =
            p.correlate({{RowId{1}, RowId{2}, false}, {RowId{1}, RowId{3}, true}, {RowId{2}, RowId{3}, true}});
        QCOMPARE(rowsOf(around.calls.at(0)), std::string("1 3"));
    }

    // The caller's second try after a challenge under another tag goes the same way: no hop of it.
    void sameCallIdTwice() {
        Play p;
        Say invite;
        Say challenge = invite;
        std::swap(challenge.from, challenge.to);
        challenge.what = "401 Unauthorized";
        challenge.toTag = "x";
        Say again = invite;
        again.cseq = 2;
        again.fromTag = "other";
        again.branch = "2";
        again.at = 0.1;
        Say relayed = again;
        relayed.from = "10.0.0.2:5060";
        relayed.to = "10.0.0.3:5060";
        relayed.fromTag = "b2bua";
        relayed.branch = "3";
        relayed.at = 0.2;
        p.run({invite, challenge, again, relayed});
        p.end(10);
        QCOMPARE(p.rows.size(), std::size_t{3});
        const dialog::Correlation found = p.correlate();
        QCOMPARE(found.calls.size(), std::size_t{1});
        QCOMPARE(found.calls[0].joins[0].strategy, std::string("call-id"));
    }
};

QTEST_APPLESS_MAIN(TestJoins)
#include "test_joins.moc"
