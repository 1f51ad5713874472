#include "core/sip/multipart.h"
#include "core/sip/sdp.h"

#include <QtTest/QTest>

#include <string>

using namespace echelle::sip;

class TestSdp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void example();
    void staticTypesAndMaps();
    void levels();
    void holds_data();
    void holds();
    void lineEnds_data();
    void lineEnds();
    void bounds();
    void storage();
    void parts_data();
    void parts();
};

// RFC 8866 section 5, the example session description
void TestSdp::example() {
    const std::string text =
        "v=0\r\no=jdoe 3724394400 3724394405 IN IP4 198.51.100.1\r\ns=Call to John Smith\r\ni=SDP Offer #1\r\n"
        "u=http://www.jdoe.example.com/home.html\r\ne=Jane Doe <jane@jdoe.example.com>\r\np=+1 617 555-6011\r\n"
        "c=IN IP4 198.51.100.1\r\nt=0 0\r\nm=audio 49170 RTP/AVP 0\r\nm=audio 49180 RTP/AVP 0\r\n"
        "m=video 51372 RTP/AVP 99\r\nc=IN IP6 2001:db8::2\r\na=rtpmap:99 h263-1998/90000\r\n";
    Sdp sdp;
    parseSdp(text, sdp);
    QVERIFY(sdp.isReadable);
    QVERIFY(!sdp.hasDefects);
    QCOMPARE(sdp.originUser, std::string_view("jdoe"));
    QCOMPARE(sdp.originSessionId, std::string_view("3724394400"));
    QCOMPARE(sdp.originVersion, std::string_view("3724394405"));
    QCOMPARE(sdp.originAddress, std::string_view("198.51.100.1"));
    QCOMPARE(sdp.sessionName, std::string_view("Call to John Smith"));
    QCOMPARE(sdp.media.size(), 3U);
    QCOMPARE(sdp.media[0].connection, std::string_view("198.51.100.1"));
    QCOMPARE(sdp.media[0].codecs[0].name, std::string_view("PCMU"));
    QCOMPARE(sdp.media[2].port, std::uint16_t{51372});
    QCOMPARE(sdp.media[2].connection, std::string_view("2001:db8::2"));
    QCOMPARE(sdp.media[2].codecs[0].name, std::string_view("h263-1998"));
    QCOMPARE(sdp.media[2].codecs[0].clockRate, 90000U);
    QVERIFY(!sdp.media[2].hasDirection);
    QVERIFY(sdp.media[2].direction == Direction::SendRecv);
}

void TestSdp::staticTypesAndMaps() {
    Sdp sdp;
    parseSdp("v=0\no=- 1 1 IN IP4 h\nm=audio 4/2 RTP/SAVP 10 9 18 96 58 77 128\na=rtpmap:96 "
             "telephone-event/8000\na=fmtp:96 0-15\n"
             "a=rtpmap:58 L16/16000/2\na=rtpmap:58 L16-256/16000\na=rtpmap:100 x/1\na=rtcp:4047 IN IP4 h\na=crypto:1 A "
             "inline:K\nm=image 0 udptl t38\n",
             sdp);
    const SdpMedia& audio = sdp.media.at(0);
    QCOMPARE(audio.port, std::uint16_t{4});
    QCOMPARE(audio.codecs.size(), 6U); // 128 is no payload type
    QVERIFY(sdp.hasDefects);
    QCOMPARE(audio.codecs[0].clockRate, 44100U); // RFC 3551 table 4
    QCOMPARE(int{audio.codecs[0].channels}, 2);
    QCOMPARE(audio.codecs[1].clockRate, 8000U); // G722, section 4.5.2
    QCOMPARE(audio.codecs[2].name, std::string_view("G729"));
    QCOMPARE(audio.codecs[3].fmtp, std::string_view("0-15"));
    QCOMPARE(audio.codecs[4].name, std::string_view("L16"));
    QCOMPARE(int{audio.codecs[4].channels}, 2);
    QVERIFY(audio.codecs[5].name.empty());
    QCOMPARE(audio.rtcpPort, std::uint16_t{4047});
    QVERIFY(audio.hasCrypto);
    QCOMPARE(sdp.media.at(1).type, std::string_view("image"));
    QVERIFY(sdp.media.at(1).codecs.empty());
    QCOMPARE(sdp.media.at(1).formats.at(0), std::string_view("t38"));
}

void TestSdp::levels() {
    Sdp sdp;
    parseSdp(
        "v=0\r\no=- 1 1 IN IP4 h\r\nc=IN IP4 224.2.1.1/127\r\na=sendonly\r\na=fingerprint:sha-1 00\r\na=ice-ufrag:x\r\n"
        "m=audio 1 RTP/AVP 0\r\nm=audio 2 RTP/AVP 0\r\na=INACTIVE\r\n",
        sdp);
    QVERIFY(sdp.media.at(0).direction == Direction::SendOnly && sdp.media[0].hasDirection);
    QVERIFY(sdp.media.at(1).direction == Direction::Inactive);
    QVERIFY(sdp.media[0].hasFingerprint && sdp.media[1].hasIce);
    QCOMPARE(sdp.media[1].connection, std::string_view("224.2.1.1"));
}

void TestSdp::holds_data() {
    QTest::addColumn<QByteArray>("media");
    QTest::addColumn<bool>("expected");
    QTest::newRow("sendonly") << QByteArray("c=IN IP4 h\nm=audio 4 RTP/AVP 0\na=sendonly\n") << true;
    QTest::newRow("inactive at session level") << QByteArray("c=IN IP4 h\na=inactive\nm=audio 4 RTP/AVP 0\n") << true;
    QTest::newRow("recvonly") << QByteArray("c=IN IP4 h\nm=audio 4 RTP/AVP 0\na=recvonly\n") << false;
    QTest::newRow("0.0.0.0") << QByteArray("c=IN IP4 0.0.0.0\nm=audio 4 RTP/AVP 0\n") << true;
    QTest::newRow("0.0.0.0, port 9") << QByteArray("c=IN IP4 0.0.0.0\nm=audio 9 RTP/AVP 0\n") << false;
    QTest::newRow("0.0.0.0, declined") << QByteArray("c=IN IP4 0.0.0.0\nm=audio 0 RTP/AVP 0\n") << false;
    QTest::newRow("0.0.0.0, ICE") << QByteArray("c=IN IP4 0.0.0.0\nm=audio 4 RTP/AVP 0\na=ice-ufrag:x\n") << false;
    QTest::newRow("video inactive") << QByteArray("c=IN IP4 h\nm=audio 4 RTP/AVP 0\nm=video 6 RTP/AVP 34\na=inactive\n")
                                    << false;
    QTest::newRow("one of two audio") << QByteArray(
                                             "c=IN IP4 h\nm=audio 4 RTP/AVP 0\na=inactive\nm=audio 6 RTP/AVP 0\n")
                                      << false;
    QTest::newRow("video only") << QByteArray("c=IN IP4 h\nm=video 6 RTP/AVP 34\na=inactive\n") << false;
}

void TestSdp::holds() {
    QFETCH(QByteArray, media);
    QFETCH(bool, expected);
    const std::string text = "v=0\no=- 1 1 IN IP4 h\n" + media.toStdString();
    Sdp sdp;
    parseSdp(text, sdp);
    QCOMPARE(isHold(sdp), expected);
}

void TestSdp::lineEnds_data() {
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("CRLF") << QByteArray("\r\n");
    QTest::newRow("LF") << QByteArray("\n");
    QTest::newRow("CR") << QByteArray("\r");
}

void TestSdp::lineEnds() {
    QFETCH(QByteArray, end);
    const std::string text =
        QByteArray("v=0|o=- 1 1 IN IP4 h|m=audio 4 RTP/AVP 8|a=sendonly").replace("|", end).toStdString();
    Sdp sdp;
    parseSdp(text, sdp);
    QVERIFY(sdp.isReadable);
    QCOMPARE(sdp.media.at(0).codecs.at(0).name, std::string_view("PCMA"));
    QVERIFY(sdp.media[0].direction == Direction::SendOnly);
}

void TestSdp::bounds() {
    std::string text = "v=0\no=- 1 1 IN IP4 h\n";
    for (int i = 0; i < 70; ++i)
        text += "m=audio 4 RTP/AVP 0\na=sendonly\n";
    Sdp sdp;
    parseSdp(text, sdp);
    QCOMPARE(sdp.media.size(), 64U);
    QCOMPARE(sdp.media.back().attributes.size(), 1U);
    QVERIFY(sdp.hasDefects);
    parseSdp("", sdp);
    QVERIFY(!sdp.isReadable && sdp.media.empty());
    parseSdp("v=0\nm =video 1 RTP/AVP 31\n", sdp); // RFC 4475's dblreq has such a line
    QVERIFY(!sdp.isReadable && sdp.hasDefects);
}

// Nothing of the description before remains where the storage is used again.
void TestSdp::storage() {
    const std::string first =
        "v=0\r\no=u 7 8 IN IP4 198.51.100.1\r\ns=-\r\nc=IN IP4 198.51.100.1\r\nt=0 0\r\na=recvonly\r\n"
        "m=audio 4000/2 RTP/SAVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\na=crypto:1 AES x\r\n"
        "m=video 0 RTP/AVP 99\r\na=ice-ufrag:x\r\n";
    const std::string second = "v=0\r\no=u 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\nm=audio 9 RTP/AVP 9\r\n";
    Sdp again;
    parseSdp(first, again);
    QCOMPARE(again.media.size(), std::size_t{2});
    parseSdp(second, again);
    QCOMPARE(again.media.size(), std::size_t{1});
    const SdpMedia& media = again.media.front();
    QCOMPARE(media.formats.size(), std::size_t{1});
    QCOMPARE(media.codecs.size(), std::size_t{1});
    QCOMPARE(media.codecs.front().name, std::string_view("G722"));
    QVERIFY(media.attributes.empty() && !media.hasCrypto && !media.hasIce);
    QVERIFY(media.direction == Direction::SendRecv);
    QVERIFY(again.connection.empty());
}

void TestSdp::parts_data() {
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("sdp");
    const auto row = [](const char* name, const char* type, const char* body, const char* sdp) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(body) << QByteArray(sdp);
    };
    row("plain", "Application/SDP ; x=y", "v=0\r\n", "v=0\r\n");
    row("no type", "", "v=0\r\n", "v=0\r\n");
    row("other type", "text/plain", "v=0\r\n", "");
    // RFC 2046 section 5.1.1: the line end before the delimiter belongs to it; preamble and epilogue are no parts.
    row("second part", "multipart/mixed; boundary=\"b 1\"",
        "pre\r\n--b 1\r\nContent-Type: application/isup\r\n\r\n\x01\x02\r\n--b 1\r\nContent-Type: "
        "application/sdp\r\n\r\nv=0\r\n\r\n--b 1--\r\nv=9",
        "v=0\r\n");
    row("nested", "multipart/mixed;boundary=o",
        "--o\r\nContent-Type: multipart/alternative;boundary=i\r\n\r\n--i\r\n\r\ntext\r\n--i\r\nc: "
        "application/sdp\r\n\r\nv=0\r\n--i--\r\n--o--",
        "v=0");
    row("no boundary parameter", "multipart/mixed", "--x\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--x--", "v=0");
    row("never closed", "multipart/mixed;boundary=x", "--x\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n", "v=0");
    row("boundary absent from the body", "multipart/mixed;boundary=x", "v=0\r\n", "");
}

void TestSdp::parts() {
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, sdp);
    const std::string typeText = type.toStdString();
    const std::string bodyText = body.toStdString();
    const std::string_view found = sdpOf(typeText, bodyText);
    QCOMPARE(QByteArray(found.data(), static_cast<qsizetype>(found.size())), sdp);
    for (std::size_t size = 0; size <= bodyText.size(); ++size)
        QVERIFY(bodyParts(typeText, bodyText.substr(0, size)).size() < 5);
}

QTEST_APPLESS_MAIN(TestSdp)
#include "test_sdp.moc"
