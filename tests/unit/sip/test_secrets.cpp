#include "core/sip/message.h"
#include "core/sip/secrets.h"
#include "core/sip/summary.h"

#include <QtTest/QTest>

#include <string>

using namespace echelle::sip;

namespace {

std::string placeholder(std::size_t count) {
    return "<" + std::to_string(count) + ">";
}

QByteArray hidden(const QByteArray& bytes) {
    return QByteArray::fromStdString(
        hideSecrets({bytes.constData(), static_cast<std::size_t>(bytes.size())}, placeholder));
}

} // namespace

class TestSecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hides_data();
    void hides();
    void everyPrefixIsHandled();
    void summaries_data();
    void summaries();
};

void TestSecrets::hides_data() {
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& message, const QByteArray& expected) {
        QTest::newRow(name) << message << expected;
    };
    const QByteArray register_ = "REGISTER sip:a SIP/2.0\r\n";
    row("nothing to hide", "OPTIONS sip:a@b:5060;x=y@z SIP/2.0\r\nFrom: <sip:a@b>;tag=1\r\nContent-Length: 0\r\n\r\n",
        "OPTIONS sip:a@b:5060;x=y@z SIP/2.0\r\nFrom: <sip:a@b>;tag=1\r\nContent-Length: 0\r\n\r\n");
    row("digest",
        register_ + "Authorization: Digest username=\"bob\", nonce=\"abc\",uri=\"sip:x\", RESPONSE = \"0123456789\" "
                    ",cnonce=qw,opaque=\"o\", nc=00000001\r\n\r\n",
        register_ + "Authorization: Digest username=\"bob\", nonce=\"<3>\",uri=\"sip:x\", RESPONSE = \"<10>\" "
                    ",cnonce=<2>,opaque=\"<1>\", nc=00000001\r\n\r\n");
    row("digest, folded",
        register_ + "proxy-AUTHORIZATION : digest username=\"b\",\r\n nonce=\r\n\t\"abc\"\r\nTo: x\r\n\r\n",
        register_ + "proxy-AUTHORIZATION : digest username=\"b\",\r\n nonce=\r\n\t\"<3>\"\r\nTo: x\r\n\r\n");
    row("challenge",
        "SIP/2.0 401 Unauthorized\r\nWWW-Authenticate: Digest "
        "realm=\"r\",nonce=\"n\\\"1\",qop=\"auth\",ik=\"ff\",ck=\"00\"\r\n\r\n",
        "SIP/2.0 401 Unauthorized\r\nWWW-Authenticate: Digest "
        "realm=\"r\",nonce=\"<4>\",qop=\"auth\",ik=\"<2>\",ck=\"<2>\"\r\n\r\n");
    row("open quote", register_ + "Authorization: Digest nonce=\"abc\r\n\r\n",
        register_ + "Authorization: Digest nonce=\"<3>\r\n\r\n");
    row("bearer", register_ + "Authorization: Bearer eyJ.a.b\r\n\r\n", register_ + "Authorization: Bearer <7>\r\n\r\n");
    row("basic", register_ + "Authorization: Basic Ym9iOnB3\r\n\r\n", register_ + "Authorization: Basic <8>\r\n\r\n");
    row("two fields", register_ + "Authorization: Digest nonce=a\r\nProxy-Authorization: Digest nonce=bb\r\n\r\n",
        register_ + "Authorization: Digest nonce=<1>\r\nProxy-Authorization: Digest nonce=<2>\r\n\r\n");
    row("identity", "INVITE sip:a@b SIP/2.0\r\nIdentity: eyJ..sig;info=<https://c>;alg=ES256, two;info=<x>\r\n\r\n",
        "INVITE sip:a@b SIP/2.0\r\nIdentity: <8>;info=<https://c>;alg=ES256, <3>;info=<x>\r\n\r\n");
    row("identity, compact", "INVITE sip:a@b SIP/2.0\r\ny: abc;info=<x>\r\n\r\n",
        "INVITE sip:a@b SIP/2.0\r\ny: <3>;info=<x>\r\n\r\n");
    row("token field", "INVITE sip:a@b SIP/2.0\r\nX-Auth-Token: abc\r\n\r\n",
        "INVITE sip:a@b SIP/2.0\r\nX-Auth-Token: <3>\r\n\r\n");
    row("passwords in URIs",
        "INVITE sip:bob:pw1@b SIP/2.0\r\nContact: <SIPS:u:pw22@b:5061;token=tt>, "
        "<sip:u:pw@[2001:db8::1]>\r\nCall-Info: <http://u:xyz@h/>\r\n\r\n",
        "INVITE sip:bob:<3>@b SIP/2.0\r\nContact: <SIPS:u:<4>@b:5061;token=<2>>, "
        "<sip:u:<2>@[2001:db8::1]>\r\nCall-Info: <http://u:<3>@h/>\r\n\r\n");
    row("sdes, several",
        "INVITE sip:a@b SIP/2.0\r\nContent-Type: application/sdp\r\n\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 "
        "inline:KEY1|2^20|1:4;INLINE:KEY22\r\nA=Crypto:2 X "
        "inline:K\r\na=ice-ufrag:u\r\na=ice-pwd:secret\r\nk=clear:pw\r\n",
        "INVITE sip:a@b SIP/2.0\r\nContent-Type: application/sdp\r\n\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 "
        "inline:<4>|2^20|1:4;INLINE:<5>\r\nA=Crypto:2 X inline:<1>\r\na=ice-ufrag:u\r\na=ice-pwd:<6>\r\nk=<8>\r\n");
    row("sdes in a multipart, LF",
        "INVITE sip:a@b SIP/2.0\nContent-Type: multipart/mixed;boundary=x\n\n--x\nContent-Type: "
        "application/sdp\n\nv=0\na=crypto:1 A inline:KEY\n--x--\n",
        "INVITE sip:a@b SIP/2.0\nContent-Type: multipart/mixed;boundary=x\n\n--x\nContent-Type: "
        "application/sdp\n\nv=0\na=crypto:1 A inline:<3>\n--x--\n");
    row("sdes behind a short Content-Length",
        "INVITE sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\na=crypto:1 A inline:KEY\r\n",
        "INVITE sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\na=crypto:1 A inline:<3>\r\n");
    row("mikey", "INVITE sip:a@b SIP/2.0\r\n\r\na=key-mgmt:mikey AQAF\r\n",
        "INVITE sip:a@b SIP/2.0\r\n\r\na=key-mgmt:mikey <4>\r\n");
    row("dtmf-relay", "INFO sip:a@b SIP/2.0\r\nc: application/DTMF-relay\r\n\r\nsignal= 5\r\nDuration=160\r\n",
        "INFO sip:a@b SIP/2.0\r\nc: application/DTMF-relay\r\n\r\nsignal= <1>\r\nDuration=160\r\n");
    row("dtmf", "INFO sip:a@b SIP/2.0\r\nContent-Type: application/dtmf\r\n\r\n12\r\n",
        "INFO sip:a@b SIP/2.0\r\nContent-Type: application/dtmf\r\n\r\n<2>\r\n");
    row("dtmf in a multipart",
        "INFO sip:a@b SIP/2.0\r\nContent-Type: multipart/mixed;boundary=\"q\"\r\n\r\n--q\r\nContent-Type: "
        "application/dtmf\r\n\r\n9\r\n--q--\r\n",
        "INFO sip:a@b SIP/2.0\r\nContent-Type: multipart/mixed;boundary=\"q\"\r\n\r\n--q\r\nContent-Type: "
        "application/dtmf\r\n\r\n<1>\r\n--q--\r\n");
    row("kpml",
        "NOTIFY sip:a@b SIP/2.0\r\nContent-Type: application/kpml-response+xml\r\n\r\n<kpml-response code=\"200\" "
        "digits='12#'/>",
        "NOTIFY sip:a@b SIP/2.0\r\nContent-Type: application/kpml-response+xml\r\n\r\n<kpml-response code=\"200\" "
        "digits='<3>'/>");
    row("message, in characters", "MESSAGE sip:a@b SIP/2.0\r\nContent-Type: text/plain\r\n\r\nd\xc3\xa9j\xc3\xa0 vu",
        "MESSAGE sip:a@b SIP/2.0\r\nContent-Type: text/plain\r\n\r\n<7>");
    row("message, multipart",
        "MESSAGE sip:a@b SIP/2.0\r\nContent-Type: multipart/mixed;boundary=x\r\n\r\n--x\r\n\r\nhi\r\n--x--",
        "MESSAGE sip:a@b SIP/2.0\r\nContent-Type: multipart/mixed;boundary=x\r\n\r\n<16>");
    row("answer to a message", "SIP/2.0 200 OK\r\nCSeq: 1 MESSAGE\r\nContent-Length: 2\r\n\r\nok",
        "SIP/2.0 200 OK\r\nCSeq: 1 MESSAGE\r\nContent-Length: 2\r\n\r\nok");
    row("quoted message",
        "NOTIFY sip:a@b SIP/2.0\r\nContent-Type: message/sip\r\n\r\nINVITE sip:a@b SIP/2.0\r\nAuthorization: Digest "
        "nonce=abc\r\n\r\n",
        "NOTIFY sip:a@b SIP/2.0\r\nContent-Type: message/sip\r\n\r\nINVITE sip:a@b SIP/2.0\r\nAuthorization: Digest "
        "nonce=<3>\r\n\r\n");
    row("second message behind the first",
        "BYE sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\nBYE sip:a@b SIP/2.0\r\nAuthorization: Digest "
        "nonce=abc\r\n\r\n",
        "BYE sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\nBYE sip:a@b SIP/2.0\r\nAuthorization: Digest "
        "nonce=<3>\r\n\r\n");
}

void TestSecrets::hides() {
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, expected);
    QCOMPARE(hidden(message), expected);
}

void TestSecrets::everyPrefixIsHandled() {
    const QByteArray message =
        "INFO sip:u:SECRET@b SIP/2.0\r\nAuthorization: Digest nonce=\"SECRET\"\r\nIdentity: SECRET;info=<x>\r\n"
        "Content-Type: multipart/mixed;boundary=x\r\n\r\n--x\r\nContent-Type: application/sdp\r\n\r\na=crypto:1 A "
        "inline:SECRET\r\n--x--\r\n";
    for (qsizetype size = 0; size <= message.size(); ++size) {
        QByteArray out = hidden(message.left(size));
        // A URI is told by its '@'; all others are hidden however early the text ends.
        out.replace("sip:u:SECRET", "");
        QVERIFY2(!out.contains("SECRET"), out.constData());
    }
}

void TestSecrets::summaries_data() {
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const QByteArray& expected, const QByteArray& message) {
        QTest::newRow(expected.constData()) << message << expected;
    };
    const QByteArray sdp = "Content-Type: application/sdp\r\n\r\nv=0\r\n";
    row("INVITE (SDP)", "INVITE sip:a@b SIP/2.0\r\n" + sdp);
    row("200 OK (SDP)", "SIP/2.0 200 OK\r\n" + sdp);
    row("NOTIFY (sipfrag 180)",
        "NOTIFY sip:a@b SIP/2.0\r\nContent-Type: message/sipfrag;version=2.0\r\n\r\nSIP/2.0 180 Ringing");
    row("NOTIFY (sipfrag)", "NOTIFY sip:a@b SIP/2.0\r\nContent-Type: message/sipfrag\r\n\r\nwhat");
    row("REGIStER", "REGIStER sip:a@b SIP/2.0\r\n\r\n");
    row("100", "SIP/2.0 100 \r\n\r\n");
    row("BYE", "BYE sip:a@b SIP/2.0\r\n\r\n");
    row("486 Busy\xef\xbf\xbd Here", "SIP/2.0 486 Busy\xff\x01Here\r\n\r\n");
    row("SIP/2.0 abc", "SIP/2.0 abc\r\n\r\n");
}

void TestSecrets::summaries() {
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, expected);
    Message m;
    parse({message.constData(), static_cast<std::size_t>(message.size())}, m);
    QCOMPARE(QByteArray::fromStdString(summary(m)), expected);
}

QTEST_APPLESS_MAIN(TestSecrets)
#include "test_secrets.moc"
