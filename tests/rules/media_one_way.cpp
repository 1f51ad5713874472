#include "rule_test.h"

#ifndef Q_MOC_RUN // moc cannot read this header
#include "core/rules/order.h"
#include "media_play.h"
#endif

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::kHangUp;
using test::kHold;
using test::kMediaOfA;
using test::kMediaOfB;
using test::kPeers;
using test::kSetUp;
using test::Media;
using test::MediaPlay;
using test::nameOf;

// Oracle: verdicts.md "Media": 50 packets one way and none back while sendrecv.
class TestMediaOneWay : public QObject {
    Q_OBJECT

    static bool isSilent(const std::string& script, const std::vector<Media>& media) {
        return MediaPlay("end: 60\n" + kPeers + script, media).find("media.one-way") == nullptr;
    }
    static Media toB(std::uint64_t packets = 500) { return {1, 40, kMediaOfA, kMediaOfB, packets}; }
    static Media toA(std::uint64_t packets = 500) { return {1, 40, kMediaOfB, kMediaOfA, packets}; }

private Q_SLOTS:
    void firesWhereTheCallerHearsNothing() {
        const MediaPlay play("end: 60\n" + kPeers + kSetUp + kHangUp, {toB()});
        const rules::Finding* f = play.find("media.one-way");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Warning));
        QCOMPARE(nameOf(f->evidence), nameOf(rules::EvidenceTag::Measured));
        QCOMPARE(rules::leadingKey(*f), std::string("rule.media.one-way.to-callee"));
        QCOMPARE(argument(*f, "packets"), std::string("500"));
        QCOMPARE(argument(*f, "sender"), kMediaOfA);
        QCOMPARE(argument(*f, "receiver"), kMediaOfB);
        QCOMPARE(argument(*f, "seconds"), std::string("39"));
        QCOMPARE(f->proof, (std::vector<EventId>{EventId{2}, EventId{1}})); // the answer, the INVITE
    }
    void firesWhereTheCalledPartyHearsNothing() {
        const MediaPlay play("end: 60\n" + kPeers + kSetUp + kHangUp, {toA()});
        const rules::Finding* f = play.find("media.one-way");
        QVERIFY(f != nullptr);
        QCOMPARE(rules::leadingKey(*f), std::string("rule.media.one-way.to-caller"));
    }
    void firesBehindNat() { // the sender is not where it said; nothing goes back to it
        const MediaPlay play("end: 60\n" + kPeers + kSetUp + kHangUp, {{1, 40, "198.51.100.9:777", kMediaOfB}});
        QVERIFY(play.find("media.one-way") != nullptr);
    }

    void privateAddressExplainsIt() {
        rules::Finding remark;
        remark.rule = "sip.private-address-in-sdp";
        remark.severity = rules::Severity::Info;
        remark.role = rules::FindingRole::Remark;
        std::vector<rules::Finding> alone{remark};
        rules::raisePrivateAddress(alone);
        QCOMPARE(nameOf(alone[0].severity), nameOf(rules::Severity::Info));
        const MediaPlay play("end: 60\n" + kPeers + kSetUp + kHangUp, {toB()});
        std::vector<rules::Finding> both{remark, *play.find("media.one-way")};
        rules::raisePrivateAddress(both);
        both = rules::settle(std::move(both));
        QCOMPARE(both[0].rule, std::string("sip.private-address-in-sdp"));
        QCOMPARE(nameOf(both[0].severity), nameOf(rules::Severity::Warning));
        QCOMPARE(nameOf(both[0].evidence), nameOf(rules::EvidenceTag::Correlated));
        QCOMPARE(both[1].explainedBy, FindingId{1});
    }

    void silentForBothWays() { QVERIFY(isSilent(kSetUp + kHangUp, {toA(), toB()})); }
    void silentWhereOneIsNearlyMute() { QVERIFY(isSilent(kSetUp + kHangUp, {toA(), toB(1)})); } // DTX, comfort noise
    void silentForFewPackets() { QVERIFY(isSilent(kSetUp + kHangUp, {toA(49)})); }
    void silentForLatchedNat() {
        QVERIFY(isSilent(kSetUp + kHangUp,
                         {{1, 40, "198.51.100.9:777", kMediaOfB}, {1, 40, kMediaOfB, "198.51.100.9:777"}}));
        // The answer comes from another port than announced, to where the stream came from.
        QVERIFY(isSilent(kSetUp + kHangUp,
                         {{1, 40, "198.51.100.9:777", kMediaOfB}, {1, 40, "10.0.0.2:4444", "198.51.100.9:777"}}));
    }
    // Two calls that a B2BUA made of one, and left the descriptions as they were.
    void silentWhereDescriptionsArePassedOn() {
        QVERIFY(isSilent("0.0 A > C INVITE {sdp}\n0.1 C > B INVITE {sdp c=10.0.0.1 call=two}\n"
                         "1.0 B > C 200 OK {sdp call=two}\n1.1 C > A 200 OK {sdp c=10.0.0.2}\n1.2 A > C ACK\n"
                         "1.3 C > B ACK {call=two}\n",
                         {toA(), toB()}));
    }
    void silentForEarlyMedia() {
        const std::string early = "0.0 A > B INVITE {sdp}\n0.5 B > A 183 Session Progress {sdp}\n"
                                  "20.0 B > A 200 OK {sdp}\n20.1 A > B ACK\n20.2 A > B BYE\n20.3 B > A 200 OK\n";
        QVERIFY(isSilent(early, {{0.5, 20, kMediaOfB, kMediaOfA}}));
        const std::string refused = "0.0 A > B INVITE {sdp}\n0.5 B > A 183 Session Progress {sdp}\n"
                                    "20.0 B > A 404 Not Found\n20.1 A > B ACK\n";
        QVERIFY(isSilent(refused, {{0.5, 20, kMediaOfB, kMediaOfA}}));
    }
    void silentForHold() {
        QVERIFY(isSilent(kSetUp + kHold + kHangUp, {toA()}));
        QVERIFY(
            isSilent("0.0 A > B INVITE {sdp}\n1.0 B > A 200 OK {sdp=sendonly}\n1.1 A > B ACK\n" + kHangUp, {toA()}));
        QVERIFY(isSilent("0.0 A > B INVITE {sdp=recvonly}\n1.0 B > A 200 OK {sdp=sendonly}\n1.1 A > B ACK\n" + kHangUp,
                         {toA()}));
    }
    void silentForShortCalls() {
        QVERIFY(isSilent(kSetUp + "4.0 A > B BYE\n4.1 B > A 200 OK\n", {{1, 4, kMediaOfB, kMediaOfA, 150}}));
    }
    void silentForCutCalls() {
        QVERIFY(isSilent("0.0 A > B INVITE {sdp}\n1.0 B > A 200 OK {sdp}\n1.1 A > B ACK\nend: 3\n",
                         {{1, 3, kMediaOfB, kMediaOfA, 100}}));
        QVERIFY(isSilent("30.0 A > B BYE\n30.1 B > A 200 OK\n", {toA()})); // began before the input
    }
    void silentForLogs() { QVERIFY(isSilent("source: log\n" + kSetUp + kHangUp, {toA()})); }
};

ECHELLE_RULE_TEST(TestMediaOneWay)
#include "media_one_way.moc"
