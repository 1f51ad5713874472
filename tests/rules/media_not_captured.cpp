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

// Oracle: verdicts.md "Media": where the media could not be seen, one info; and how streams find their calls (RFC 3264,
// RFC 4961).
class TestMediaNotCaptured : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isARemark() {
        const MediaPlay play("end: 60\n" + kPeers + kSetUp + kHangUp, {}, false);
        QVERIFY(rules::isLongEnough(play.contextOf(0)));
        const rules::Finding f = rules::mediaNotCaptured(play.contextOf(0), 3);
        QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Info));
        QCOMPARE(nameOf(f.role), nameOf(rules::FindingRole::Remark));
        QCOMPARE(argument(f, "calls"), std::string("3"));
        QVERIFY(play.mediaFindings.empty());
    }
    void onlyOfAnsweredCallsOfSomeLength() {
        for (const std::string& script :
             {kSetUp + "4.0 A > B BYE\n4.1 B > A 200 OK\n",
              std::string("0.0 A > B INVITE {sdp}\n30.0 B > A 486 Busy Here\n30.1 A > B ACK\n"),
              "source: log\n" + kSetUp + kHangUp}) {
            const MediaPlay play("end: 60\n" + kPeers + script, {}, false);
            QVERIFY(!rules::isLongEnough(play.contextOf(0)));
        }
    }

    void streamsFindTheirCall() {
        const MediaPlay play("end: 60\n" + kPeers + kSetUp + kHangUp,
                             {{1, 40, kMediaOfA, kMediaOfB},
                              {1, 40, kMediaOfB, kMediaOfA},
                              {0.5, 1, "203.0.113.1:9", kMediaOfA}, // early media of another host
                              {1, 40, "10.0.0.1:4002", "10.0.0.9:9"},
                              {50, 60, kMediaOfA, kMediaOfB}}); // after the BYE
        QCOMPARE(play.matchOf(0), std::string("call 0, from initiator"));
        QCOMPARE(play.matchOf(1), std::string("call 0, to initiator"));
        QCOMPARE(play.matchOf(2), std::string("call 0, to initiator"));
        QCOMPARE(play.matchOf(3), std::string("none"));
        QCOMPARE(play.matchOf(4), std::string("none"));
    }
    // The same ports again, by the next call.
    void timeTellsCallsApart() {
        const MediaPlay play("end: 120\n" + kPeers + kSetUp +
                                 "10.0 A > B BYE\n10.1 B > A 200 OK\n"
                                 "60.0 A > B INVITE {sdp call=two}\n61.0 B > A 200 OK {sdp call=two}\n"
                                 "61.1 A > B ACK {call=two}\n",
                             {{1, 10, kMediaOfA, kMediaOfB}, {61, 120, kMediaOfA, kMediaOfB}});
        QCOMPARE(play.calls.size(), std::size_t{2});
        QVERIFY(play.matches[0].isOfCall() && play.matches[1].isOfCall());
        QVERIFY(play.matches[0].notes != play.matches[1].notes);
    }
    void candidatesOfIceCount() {
        const std::string ice = "0.0 A > B INVITE {sdp}\n v=0\n o=a 1 1 IN IP4 10.0.0.1\n c=IN IP4 10.0.0.1\n m=audio "
                                "4000 RTP/AVP 8\n a=candidate:1 1 UDP 2130706431 192.0.2.7 7000 typ host\n"
                                " a=candidate:1 2 UDP 2130706430 192.0.2.7 7001 typ host\n"
                                "1.0 B > A 200 OK {sdp}\n1.1 A > B ACK\n";
        const MediaPlay play("end: 60\n" + kPeers + ice + kHangUp,
                             {{1, 40, "192.0.2.7:7000", "203.0.113.5:1"}, {1, 40, "192.0.2.7:7001", "203.0.113.5:2"}});
        QCOMPARE(play.matchOf(0), std::string("call 0, from initiator"));
        QCOMPARE(play.matchOf(1), std::string("none")); // component 2 is RTCP
    }
};

ECHELLE_RULE_TEST(TestMediaNotCaptured)
#include "media_not_captured.moc"
