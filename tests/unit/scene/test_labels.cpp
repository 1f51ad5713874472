#include "core/net/packet_event.h"
#include "core/scene/catalog_words.h"
#include "core/scene/message_label.h"
#include "core/scene/time_text.h"
#include "tests/unit/scene/fake_events.h"

#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::scene;
using dialog::SdpRole;
using test::sdpBody;
using test::sipMessage;

class TestLabels : public QObject {
    Q_OBJECT

    test::KeyWords words;

private Q_SLOTS:
    void sdpIsNamed_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("role");
        QTest::addColumn<QByteArray>("detail");
        const QByteArray head("v=0\r\no=- 1 1 IN IP4 10.0.0.5\r\ns=-\r\nc=IN IP4 10.0.0.5\r\nt=0 0\r\n");
        QTest::newRow("offer") << head + "m=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\n"
                               << int(SdpRole::Offer) << QByteArray("offer PCMA PCMU · sendrecv");
        QTest::newRow("answer, held") << head + "m=audio 4000 RTP/AVP 8\r\na=recvonly\r\n"
                                      << int(SdpRole::Answer) << QByteArray("answer PCMA · recvonly");
        QTest::newRow("SRTP")
            << head + "m=audio 4000 RTP/SAVP 8\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SECRETKEY\r\n"
            << int(SdpRole::Offer) << QByteArray("offer PCMA · SRTP · sendrecv");
        QTest::newRow("video refused")
            << head + "m=audio 4000 RTP/AVP 9\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
            << int(SdpRole::Answer) << QByteArray("answer G722 · sendrecv · video media-off");
        QTest::newRow("many codecs") << head + "m=audio 4000 RTP/AVP 9 8 0 18 4 3\r\n"
                                     << int(SdpRole::Offer) << QByteArray("offer G722 PCMA PCMU G729 +2 · sendrecv");
        QTest::newRow("fax") << head + "m=image 4000 udptl t38\r\n"
                             << int(SdpRole::Offer) << QByteArray("offer image t38 · sendrecv");
    }
    void sdpIsNamed() {
        QFETCH(QByteArray, body);
        QFETCH(int, role);
        QFETCH(QByteArray, detail);
        const std::string message =
            sipMessage("INVITE sip:x SIP/2.0", "1 INVITE", "Content-Type: application/sdp\r\n", body.toStdString());
        const MessageLabel label = labelOf(message, sip::Method::Invite, 0, static_cast<SdpRole>(role), words);
        QCOMPARE(label.label, std::string("INVITE"));
        QCOMPARE(QByteArray::fromStdString(label.detail), detail);
    }

    void responseHasStatusAndReason() {
        const MessageLabel label =
            labelOf(sipMessage("SIP/2.0 486 Busy Here", "1 INVITE"), sip::Method::Invite, 486, SdpRole::None, words);
        QCOMPARE(label.label, std::string("486 Busy Here"));
        QCOMPARE(labelOf({}, sip::Method::Invite, 486, SdpRole::None, words).label, std::string("486"));
        QCOMPARE(labelOf({}, sip::Method::Bye, 0, SdpRole::None, words).label, std::string("BYE"));
    }

    void referNamesItsTargetWithoutSecrets() {
        const std::string message = sipMessage("REFER sip:x SIP/2.0", "1 REFER",
                                               "Refer-To: <sip:300:PASSWORD@example.com;x-ti=TOKEN?Replaces=abc>\r\n");
        QCOMPARE(labelOf(message, sip::Method::Refer, 0, SdpRole::None, words).detail,
                 std::string("→ 300@example.com"));
    }

    void notifyNamesItsStatusLine() {
        const std::string message = sipMessage("NOTIFY sip:x SIP/2.0", "1 NOTIFY",
                                               "Event: refer\r\nSubscription-State: active;expires=60\r\n"
                                               "Content-Type: message/sipfrag;version=2.0\r\n",
                                               "SIP/2.0 100 Trying\r\nSecret: x\r\n");
        QCOMPARE(labelOf(message, sip::Method::Notify, 0, SdpRole::None, words).detail,
                 std::string("SIP/2.0 100 Trying"));
        const std::string presence =
            sipMessage("NOTIFY sip:x SIP/2.0", "1 NOTIFY",
                       "Event: presence;id=1\r\nSubscription-State: active;expires=60\r\n", "<xml/>");
        QCOMPARE(labelOf(presence, sip::Method::Notify, 0, SdpRole::None, words).detail,
                 std::string("presence · active"));
    }

    void transactionsAreToldApart() {
        const auto key = [this](const std::string& startLine, const std::string& cseq) {
            return labelOf(sipMessage(startLine, cseq), sip::Method::Invite, 0, SdpRole::None, words).transaction;
        };
        const auto invite = key("INVITE sip:x SIP/2.0", "1 INVITE");
        QVERIFY(invite != 0);
        QCOMPARE(key("SIP/2.0 486 Busy Here", "1 INVITE"), invite);
        QCOMPARE(key("ACK sip:x SIP/2.0", "1 ACK"), invite); // RFC 3261 17.1.1.3: same branch as the INVITE
        QVERIFY(key("CANCEL sip:x SIP/2.0", "1 CANCEL") != invite);
        QVERIFY(key("INVITE sip:x SIP/2.0", "2 INVITE") != invite);
    }

    void everyPacketKindHasItsWord() {
        for (const char* locale : {"en", "fr"}) {
            const CatalogWords catalog(*catalog::Catalog::load(), QString::fromLatin1(locale));
            for (const std::string_view kind : net::allPacketKinds()) {
                const std::string key = "ladder.packet." + std::string(kind);
                QVERIFY2(catalog.label(key) != key, key.c_str());
                QVERIFY2(kind.find('.') != std::string_view::npos, key.c_str());
            }
        }
    }
    void packetsAreNamed() {
        const MessageLabel label = packetLabel("tls", "sni=sip.example.com\nversion=1.2\na=1\nb=2\n", words);
        QCOMPARE(label.label, std::string("packet.tls"));
        QCOMPARE(label.detail, std::string("sni=sip.example.com · version=1.2 · a=1"));
        const CatalogWords french(*catalog::Catalog::load(), QStringLiteral("fr"));
        QCOMPARE(packetLabel("tls.client-hello", "version=TLS 1.2\nsni=sip.example.com\n", french).detail,
                 std::string("TLS 1.2 · SNI sip.example.com"));
        QCOMPARE(packetLabel("tcp.syn", "try=3\n", french).label, std::string("SYN"));
        QCOMPARE(packetLabel("tcp.syn", "try=3\n", french).detail, std::string("essai 3"));
    }

    void spans_data() {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("0") << qint64(0) << QByteArray("0 ms");
        QTest::newRow("310") << qint64(310) << QByteArray("310 ms");
        QTest::newRow("999") << qint64(999) << QByteArray("999 ms");
        QTest::newRow("1000") << qint64(1000) << QByteArray("1.00 s");
        QTest::newRow("9994") << qint64(9994) << QByteArray("9.99 s");
        QTest::newRow("9995") << qint64(9995) << QByteArray("10.0 s");
        QTest::newRow("31500") << qint64(31500) << QByteArray("31.5 s");
        QTest::newRow("99949") << qint64(99949) << QByteArray("99.9 s");
        QTest::newRow("99950") << qint64(99950) << QByteArray("1 min 40 s");
        QTest::newRow("3599600") << qint64(3599600) << QByteArray("1 h 0 min");
        QTest::newRow("2 d") << qint64(2) * 86'400'000 + 4 * 3'600'000 << QByteArray("2 d 4 h");
    }
    void spans() {
        QFETCH(qint64, ms);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(TimeText("UTC", words).span(Duration::milliseconds(ms))), text);
    }

    void shortSpansKeepTheirDigits() {
        const TimeText times("UTC", words);
        QCOMPARE(times.span(Duration{280'000}), std::string("0.28 ms"));
        QCOMPARE(times.span(Duration{9'994'999}), std::string("9.99 ms"));
        QCOMPARE(times.span(Duration{9'995'000}), std::string("10 ms"));
        QCOMPARE(times.span(Duration{-5'000'000}), std::string("5.00 ms"));
    }

    void offsets() {
        const TimeText times("UTC", words);
        QCOMPARE(times.offset(Duration::milliseconds(0)), std::string("+0.000"));
        QCOMPARE(times.offset(Duration{999'600}), std::string("+0.001")); // rounded
        QCOMPARE(times.offset(Duration::milliseconds(-1500)), std::string("\u22121.500"));
        QCOMPARE(times.offset(Duration{std::numeric_limits<std::int64_t>::min()}), std::string("\u22129223372036.855"));
    }
};

QTEST_GUILESS_MAIN(TestLabels)
#include "test_labels.moc"
