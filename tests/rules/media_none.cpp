#include "rule_test.h"

#ifndef Q_MOC_RUN // moc cannot read this header
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

// Oracle: verdicts.md "Media".
class TestMediaNone : public QObject {
    Q_OBJECT

    static bool isSilent(const std::string& script, const std::vector<Media>& media = {}, bool isVisible = true) {
        return MediaPlay("end: 60\n" + kPeers + script, media, isVisible).find("media.none") == nullptr;
    }

private Q_SLOTS:
    void fires() {
        const MediaPlay play("end: 60\n" + kPeers + kSetUp + kHangUp, {});
        const rules::Finding* f = play.find("media.none");
        QVERIFY(f != nullptr);
        QCOMPARE(nameOf(f->severity), nameOf(rules::Severity::Warning));
        QCOMPARE(nameOf(f->evidence), nameOf(rules::EvidenceTag::Inferred));
        QCOMPARE(argument(*f, "caller"), kMediaOfA);
        QCOMPARE(argument(*f, "callee"), kMediaOfB);
        QCOMPARE(argument(*f, "seconds"), std::string("39"));
    }
    void firesWhereOnlyAnotherCallHadMedia() {
        const MediaPlay play("end: 60\n" + kPeers + kSetUp + kHangUp, {{50, 59, "10.0.0.1:6000", "10.0.0.3:6000"}});
        QVERIFY(play.find("media.none") != nullptr);
    }

    void silentWhereMediaCouldNotBeSeen() { QVERIFY(isSilent(kSetUp + kHangUp, {}, false)); }
    void silentWhereThereWasSome() { QVERIFY(isSilent(kSetUp + kHangUp, {{1, 2, kMediaOfA, kMediaOfB, 1}})); }
    void silentForIce() {
        const std::string ice = "0.0 A > B INVITE {sdp}\n v=0\n o=a 1 1 IN IP4 10.0.0.1\n c=IN IP4 10.0.0.1\n m=audio "
                                "4000 RTP/AVP 8\n a=ice-ufrag:abcd\n a=ice-pwd:secretsecretsecretsecret\n"
                                "1.0 B > A 200 OK {sdp}\n1.1 A > B ACK\n";
        QVERIFY(isSilent(ice + kHangUp));
    }
    void silentForHoldAndFax() {
        QVERIFY(isSilent(kSetUp + kHold + kHangUp));
        QVERIFY(
            isSilent("0.0 A > B INVITE {sdp=inactive}\n1.0 B > A 200 OK {sdp=inactive}\n1.1 A > B ACK\n" + kHangUp));
        QVERIFY(isSilent(kSetUp +
                         "10.0 B > A INVITE {sdp v=2}\n v=0\n o=b 1 2 IN IP4 10.0.0.2\n c=IN IP4 10.0.0.2\n m=image "
                         "5000 udptl t38\n10.1 A > B 200 OK {sdp v=2}\n"
                         "10.2 B > A ACK\n" +
                         kHangUp));
    }
    void silentForShortAndFailedCalls() {
        QVERIFY(isSilent(kSetUp + "4.0 A > B BYE\n4.1 B > A 200 OK\n"));
        QVERIFY(isSilent("0.0 A > B INVITE {sdp}\n30.0 B > A 486 Busy Here\n30.1 A > B ACK\n"));
        QVERIFY(isSilent("0.0 A > B INVITE {sdp}\n1.0 B > A 180 Ringing\n")); // cut at the end
        QVERIFY(isSilent("30.0 A > B BYE\n30.1 B > A 200 OK\n"));             // cut at the start
    }
};

ECHELLE_RULE_TEST(TestMediaNone)
#include "media_none.moc"
