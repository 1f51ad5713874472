#include "sip_play.h"

#include <QtTest/QTest>

using namespace echelle;
using dialog::SdpRole;
using dialog::SessionNote;
using test::Play;
using test::Say;
using test::sdp;

namespace {
const std::string kAlice = "10.0.0.1:5060";
const std::string kBob = "10.0.0.2:5060";

Say fromBob(Say say) {
    std::swap(say.from, say.to);
    return say;
}

// alice calls bob, both descriptions exchanged; versions 1.
void setUp(Play& play) {
    play.run({{.at = 0, .sdp = sdp(1)},
              fromBob({.at = 1, .what = "200 OK", .toTag = "b", .sdp = sdp(1, "", "bob")}),
              {.at = 1.1, .what = "ACK", .branch = "ack", .toTag = "b"}});
}

int s_cseq = 10;
// A re-INVITE or other request in the dialog, by alice or bob.
Say inDialog(double at, bool isByAlice, const std::string& what, const std::string& body,
             std::vector<std::string> headers = {}) {
    ++s_cseq;
    return {.at = at,
            .from = isByAlice ? kAlice : kBob,
            .to = isByAlice ? kBob : kAlice,
            .what = what,
            .cseq = s_cseq,
            .branch = "in" + std::to_string(s_cseq),
            .fromTag = isByAlice ? "a" : "b",
            .toTag = isByAlice ? "b" : "a",
            .sdp = body,
            .headers = std::move(headers)};
}
Say answerTo(const Say& request, const std::string& what, const std::string& body) {
    Say say = request;
    std::swap(say.from, say.to);
    say.at += 0.1;
    say.method = request.what;
    say.what = what;
    say.sdp = body;
    say.headers.clear();
    return say;
}
} // namespace

// Oracle: RFC 3264 sections 5 to 8 and RFC 6337 table 1 for offer and answer; verdicts "Held calls" for the notes.
class TestSessions : public QObject {
    Q_OBJECT

private:
    static dialog::Placement placed(Play& play, const Say& say) {
        return play.placements[static_cast<std::size_t>(play.say(say))];
    }

private Q_SLOTS:
    void offerInInvite() {
        Play play;
        setUp(play);
        QCOMPARE(play.placements[0].sdpRole, SdpRole::Offer);
        QCOMPARE(play.placements[1].sdpRole, SdpRole::Answer);
        QCOMPARE(play.placements[2].sdpRole, SdpRole::None);
        for (const auto& p : play.placements)
            QCOMPARE(p.note, SessionNote::None);
    }

    void delayedOffer() {
        Play play;
        play.run({{.at = 0},
                  fromBob({.at = 1, .what = "200 OK", .toTag = "b", .sdp = sdp(1, "", "bob")}),
                  {.at = 1.1, .what = "ACK", .branch = "ack", .toTag = "b", .sdp = sdp(1)}});
        QCOMPARE(play.placements[0].sdpRole, SdpRole::None);
        QCOMPARE(play.placements[1].sdpRole, SdpRole::Offer);
        QCOMPARE(play.placements[2].sdpRole, SdpRole::Answer);
    }

    void earlyMediaAndItsRepetition() {
        Play play;
        play.run({{.at = 0, .sdp = sdp(1)},
                  fromBob({.at = 1, .what = "183 Session Progress", .toTag = "b", .sdp = sdp(1, "", "bob")}),
                  fromBob({.at = 2, .what = "200 OK", .toTag = "b", .sdp = sdp(1, "", "bob")})});
        QCOMPARE(play.placements[1].sdpRole, SdpRole::Answer);
        QCOMPARE(play.placements[2].sdpRole, SdpRole::Answer);
    }

    void eachForkAnswersForItself() {
        Play play;
        play.run({{.at = 0, .sdp = sdp(1)},
                  fromBob({.at = 1, .what = "200 OK", .toTag = "b", .sdp = sdp(1, "", "bob")}),
                  fromBob({.at = 2, .what = "200 OK", .toTag = "c", .sdp = sdp(1, "", "carol")})});
        QCOMPARE(play.placements[1].sdpRole, SdpRole::Answer);
        QCOMPARE(play.placements[2].sdpRole, SdpRole::Answer);
    }

    void reliableProvisionalOffersAndPrackAnswers() {
        Play play;
        play.run({{.at = 0},
                  fromBob({.at = 1,
                           .what = "183 Session Progress",
                           .toTag = "b",
                           .sdp = sdp(1, "", "bob"),
                           .headers = {"RSeq: 1"}}),
                  {.at = 1.1,
                   .what = "PRACK",
                   .cseq = 2,
                   .branch = "prack",
                   .toTag = "b",
                   .sdp = sdp(1),
                   .headers = {"RAck: 1 1 INVITE"}},
                  fromBob({.at = 1.2, .what = "200 OK", .method = "PRACK", .cseq = 2, .branch = "prack", .toTag = "b"}),
                  {.at = 1.3, .what = "UPDATE", .cseq = 3, .branch = "upd", .toTag = "b", .sdp = sdp(2)},
                  fromBob({.at = 1.4,
                           .what = "200 OK",
                           .method = "UPDATE",
                           .cseq = 3,
                           .branch = "upd",
                           .toTag = "b",
                           .sdp = sdp(2, "", "bob")})});
        const std::vector<SdpRole> roles{SdpRole::None, SdpRole::Offer, SdpRole::Answer,
                                         SdpRole::None, SdpRole::Offer, SdpRole::Answer};
        for (std::size_t i = 0; i < roles.size(); ++i)
            QCOMPARE(play.placements[i].sdpRole, roles[i]);
    }

    void prackWithASecondOffer() {
        Play play;
        play.run({{.at = 0, .sdp = sdp(1)},
                  fromBob({.at = 1,
                           .what = "183 Session Progress",
                           .toTag = "b",
                           .sdp = sdp(1, "", "bob"),
                           .headers = {"RSeq: 1"}}),
                  {.at = 1.1,
                   .what = "PRACK",
                   .cseq = 2,
                   .branch = "prack",
                   .toTag = "b",
                   .sdp = sdp(2),
                   .headers = {"RAck: 1 1 INVITE"}},
                  fromBob({.at = 1.2,
                           .what = "200 OK",
                           .method = "PRACK",
                           .cseq = 2,
                           .branch = "prack",
                           .toTag = "b",
                           .sdp = sdp(2, "", "bob")}),
                  fromBob({.at = 2, .what = "200 OK", .toTag = "b", .sdp = sdp(3, "", "bob")})});
        QCOMPARE(play.placements[2].sdpRole, SdpRole::Offer);
        QCOMPARE(play.placements[3].sdpRole, SdpRole::Answer);
        QCOMPARE(play.placements[4].sdpRole, SdpRole::Other); // the answer was given in the reliable 183
    }

    void capabilitiesAreNoOffer() {
        Play play;
        play.run({{.at = 0, .what = "OPTIONS"},
                  fromBob({.at = 1, .what = "200 OK", .method = "OPTIONS", .toTag = "b", .sdp = sdp(1, "", "bob")})});
        QCOMPARE(play.placements[1].sdpRole, SdpRole::Other);
    }

    void holdAndResume_data() {
        QTest::addColumn<QString>("direction");
        QTest::addColumn<QString>("answer");
        QTest::newRow("inactive") << QStringLiteral("inactive") << QStringLiteral("inactive");
        QTest::newRow("sendonly") << QStringLiteral("sendonly") << QStringLiteral("recvonly");
    }
    void holdAndResume() {
        QFETCH(QString, direction);
        QFETCH(QString, answer);
        for (const char* method : {"INVITE", "UPDATE"}) {
            Play play;
            setUp(play);
            const Say hold = inDialog(5, true, method, sdp(2, direction.toStdString()));
            QCOMPARE(placed(play, hold).note, SessionNote::Hold);
            QCOMPARE(placed(play, answerTo(hold, "200 OK", sdp(2, answer.toStdString(), "bob"))).note,
                     SessionNote::None);
            const Say resume = inDialog(8, true, method, sdp(3, "sendrecv"));
            QCOMPARE(placed(play, resume).note, SessionNote::Resume);
            QCOMPARE(placed(play, answerTo(resume, "200 OK", sdp(3, "sendrecv", "bob"))).note, SessionNote::None);
        }
    }

    void holdOfOldByZeroAddress() {
        Play play;
        setUp(play);
        QCOMPARE(placed(play, inDialog(5, true, "INVITE", sdp(2, "", "alice", 4000, "0.0.0.0"))).note,
                 SessionNote::Hold);
    }

    void heldSideThatRefreshesHoldsNobody() {
        Play play;
        setUp(play);
        const Say hold = inDialog(5, true, "INVITE", sdp(2, "inactive"));
        play.say(hold);
        play.say(answerTo(hold, "200 OK", sdp(2, "inactive", "bob")));
        QCOMPARE(placed(play, inDialog(6, false, "INVITE", sdp(3, "inactive", "bob"))).note, SessionNote::None);
        QCOMPARE(placed(play, inDialog(7, false, "INVITE", sdp(4, "sendrecv", "bob"))).note, SessionNote::Resume);
    }

    void repeatedDescriptionIsARefresh() {
        Play play;
        setUp(play);
        const Say hold = inDialog(5, true, "INVITE", sdp(2, "sendonly"));
        play.say(hold);
        play.say(answerTo(hold, "200 OK", sdp(2, "recvonly", "bob")));
        QCOMPARE(placed(play, inDialog(9, true, "INVITE", sdp(2, "sendonly"))).note, SessionNote::SessionRefresh);
        QCOMPARE(placed(play, inDialog(10, true, "UPDATE", "")).note, SessionNote::SessionRefresh);
        QCOMPARE(placed(play, inDialog(11, true, "INVITE", sdp(3))).note, SessionNote::Resume);
    }

    void otherCodecIsNeither() {
        Play play;
        setUp(play);
        QCOMPARE(placed(play, inDialog(5, true, "INVITE", sdp(2, "", "alice", 4002))).note, SessionNote::None);
    }

    void startingHeldIsNoHold() {
        Play play;
        QCOMPARE(placed(play, {.at = 0, .sdp = sdp(1, "sendonly")}).note, SessionNote::None);
    }

    void resumeByDelayedOffer() {
        // Third-party control: re-INVITE without description, the offer in the 200, hold in the ACK.
        Play play;
        setUp(play);
        const Say bare = inDialog(5, true, "INVITE", "");
        play.say(bare);
        QCOMPARE(placed(play, answerTo(bare, "200 OK", sdp(2, "", "bob"))).sdpRole, SdpRole::Offer);
        Say ack = bare;
        ack.at = 5.2;
        ack.what = "ACK";
        ack.branch = "ackbare";
        ack.sdp = sdp(2, "inactive");
        const auto p = placed(play, ack);
        QCOMPARE(p.sdpRole, SdpRole::Answer);
        QCOMPARE(p.note, SessionNote::Hold);
    }

    void transfers() {
        Play play;
        setUp(play);
        const Say blind = inDialog(5, true, "REFER", "", {"Refer-To: <sip:carol@example.com>"});
        QCOMPARE(placed(play, blind).note, SessionNote::TransferBlind);
        QCOMPARE(
            placed(play, inDialog(6, true, "REFER", "", {"Refer-To: <sip:carol@example.com?Replaces=x%3Bto-tag%3D1>"}))
                .note,
            SessionNote::TransferAttended);
        QCOMPARE(placed(play, inDialog(7, false, "NOTIFY", "", {"Event: refer", "Subscription-State: active"})).note,
                 SessionNote::TransferProgress);
        QCOMPARE(placed(play, inDialog(8, false, "NOTIFY", "", {"Event: message-summary"})).note, SessionNote::None);
        play.end();
        QCOMPARE(play.rows.size(), std::size_t{1});
    }

    void nextHopAndRetransmissionSayTheSame() {
        Play play;
        const std::string proxy = "10.0.0.9:5060";
        play.run({{.at = 0, .to = proxy, .branch = "1", .sdp = sdp(1)},
                  {.at = 0.1, .from = proxy, .to = kBob, .branch = "2,1", .sdp = sdp(1)},
                  {.at = 1,
                   .from = kBob,
                   .to = proxy,
                   .what = "200 OK",
                   .branch = "2,1",
                   .toTag = "b",
                   .sdp = sdp(1, "", "bob")},
                  {.at = 1.1,
                   .from = proxy,
                   .to = kAlice,
                   .what = "200 OK",
                   .branch = "1",
                   .toTag = "b",
                   .sdp = sdp(1, "", "bob")}});
        Say hold = inDialog(5, true, "INVITE", sdp(2, "inactive"));
        hold.to = proxy;
        QCOMPARE(placed(play, hold).note, SessionNote::Hold);
        hold.at = 5.5;
        hold.ipId = 3;
        QCOMPARE(placed(play, hold).note, SessionNote::Hold); // sent again
        Say further = hold;
        further.from = proxy;
        further.to = kBob;
        further.branch = "h2," + hold.branch;
        const auto p = placed(play, further);
        QVERIFY(p.nextHopOf.isValid());
        QCOMPARE(p.note, SessionNote::Hold);
        QCOMPARE(p.sdpRole, SdpRole::Offer);
    }
};

QTEST_APPLESS_MAIN(TestSessions)
#include "test_sessions.moc"
