#include "core/sip/message.h"

#include <QtTest/QTest>

#include <string>

using namespace echelle::sip;

namespace {

QByteArray namesOf(Defects defects) {
    QByteArray names;
    for (const Defect d : defects.list())
        names += (names.isEmpty() ? "" : " ") +
                 QByteArray(defectName(d).data(), static_cast<qsizetype>(defectName(d).size()));
    return names;
}

} // namespace

class TestMessage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fields();
    void folds();
    void defects_data();
    void defects();
    void everyPrefixIsReadable();
    void objectIsReused();
    void headerNames();
    void methods();
    void defectNames();
};

// RFC 3261 section 24.2, F1 INVITE
void TestMessage::fields() {
    const std::string bytes =
        "INVITE sip:bob@biloxi.com SIP/2.0\r\nVia: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bKnashds8\r\n"
        "Max-Forwards: 70\r\nTo: Bob <sip:bob@biloxi.com>\r\nFrom: Alice <sip:alice@atlanta.com>;tag=1928301774\r\n"
        "Call-ID: a84b4c76e66710@pc33.atlanta.com\r\nCSeq: 314159 INVITE\r\nContact: <sip:alice@pc33.atlanta.com>\r\n"
        "Content-Type: application/sdp\r\nContent-Length: 3\r\n\r\nv=0";
    Message m;
    parse(bytes, m);
    QVERIFY(m.defects.isEmpty());
    QVERIFY(m.isRequest && m.method == Method::Invite);
    QCOMPARE(m.requestUri, std::string_view("sip:bob@biloxi.com"));
    QCOMPARE(m.callId, std::string_view("a84b4c76e66710@pc33.atlanta.com"));
    QCOMPARE(m.fromTag, std::string_view("1928301774"));
    QVERIFY(m.toTag.empty());
    QCOMPARE(m.topBranch, std::string_view("z9hG4bKnashds8"));
    QCOMPARE(m.cseq.number, 314159U);
    QVERIFY(m.cseq.isValid && m.cseq.method == Method::Invite);
    QCOMPARE(m.contentLength.value(), std::uint64_t{3});
    QCOMPARE(m.body, std::string_view("v=0"));
    QCOMPARE(m.headers.size(), 9U);
    QCOMPARE(m.value(HeaderId::MaxForwards), std::string_view("70"));
    QCOMPARE(m.find("max-FORWARDS"), m.find(HeaderId::MaxForwards));
    QVERIFY(m.find(HeaderId::Reason) == nullptr && m.find("X-None") == nullptr && m.value(HeaderId::Reason).empty());
}

void TestMessage::folds() {
    const std::string bytes = "\r\n\nSIP/2.0 200 OK\r\nSubject : I know\r\n\t you're there,  \r\n pick up\r\nf:\r\n "
                              "<sip:a@b>\r\n ;tag=9\r\nX-Other: 1\r\n\r\n";
    Message m;
    parse(bytes, m);
    QCOMPARE(m.startLine, std::string_view("SIP/2.0 200 OK"));
    QCOMPARE(m.statusCode, 200);
    QCOMPARE(m.reasonPhrase, std::string_view("OK"));
    QCOMPARE(unfolded(m.value(HeaderId::Subject)), std::string("I know you're there, pick up"));
    QCOMPARE(m.fromTag, std::string_view("9"));
    QCOMPARE(m.find("x-other")->value, std::string_view("1"));
}

void TestMessage::defects_data() {
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray head =
        "BYE sip:a@b SIP/2.0|Via: SIP/2.0/UDP h;branch=z9|From: <sip:a@b>;tag=1|To: <sip:c@d>|Call-ID: x|CSeq: 1 BYE|";
    const auto row = [](const char* name, QByteArray message, const char* expected) {
        QTest::newRow(name) << message.replace("|", "\r\n") << QByteArray(expected);
    };
    row("none", head + "|", "");
    row("repeated length, same", head + "Content-Length: 1|l: 1||x", "repeated-header");
    row("repeated length, other", head + "Content-Length: 1|l: 2||xy", "repeated-header content-length");
    row("negative length", head + "Content-Length: -1||xy", "content-length");
    row("length too long", head + "Content-Length: 5||xy", "content-length-long");
    row("length too short", head + "Content-Length: 1||xy", "content-length-short");
    row("no header end", head, "no-header-end");
    row("NUL", head + QByteArray("Subject: a\0b||", 14), "control-character");
    row("escaped control character", head + "Subject: \"\\\x07\"||", "");
    row("Latin-1", head + "Subject: \xe9t\xe9||", "not-utf8");
    row("UTF-8", head + "Subject: \xc3\xa9t\xc3\xa9||", "");
    row("LF", QByteArray(head + "|").replace("|", "\n"), "line-end");
    row("CR", QByteArray(head + "|").replace("|", "\r"), "line-end");
    row("CR CR LF", QByteArray(head + "|").replace("|", "\r\r\n"), "line-end");
    row("one CR within", head + "Subject: a\rUser-Agent: b||", "line-end");
    row("other CSeq method", QByteArray(head + "|").replace("1 BYE", "1 ACK"), "cseq-method");
    row("CSeq of 2**31", QByteArray(head + "|").replace("1 BYE", "2147483648 BYE"), "cseq");
    row("blank before the colon", QByteArray(head + "|").replace("To:", "To \t:"), "");
    row("line without a colon", head + "rubbish||", "header-line");
    row("fold behind the start line", QByteArray(head + "|").replace("2.0|Via", "2.0| x|Via"), "header-line");
    row("star", head + "Contact: *||", "");
    row("Contact list, one broken", head + "m: <sip:a@b>, <sip:c||", "address");
    row("From without a scheme", QByteArray(head + "|").replace("<sip:a@b>", "<a@b>"), "address");
    row("Via of 3.0", QByteArray(head + "|").replace("SIP/2.0/UDP", "SIP/3.0/UDP"), "via");
    row("IPv6 without brackets", QByteArray(head + "|").replace("UDP h", "UDP fe80::1:5060"), "via");
    row("status 99", QByteArray(head + "|").replace("BYE sip:a@b SIP/2.0", "SIP/2.0 099 x"), "status-code");
    row("status 700", QByteArray(head + "|").replace("BYE sip:a@b SIP/2.0", "SIP/2.0 700 x"), "status-code");
    row("status of many digits", QByteArray(head + "|").replace("BYE sip:a@b SIP/2.0", "SIP/2.0 4294967301 better not"),
        "status-code"); // RFC 4475 3.1.2.19
    row("no phrase and no blank", QByteArray(head + "|").replace("BYE sip:a@b SIP/2.0", "SIP/2.0 200"), "start-line");
    row("lower-case version", QByteArray(head + "|").replace("a@b SIP/2.0", "a@b sip/2.0"), "");
    row("large header", head + "X: " + QByteArray(60'000, 'y') + "||", "");
}

void TestMessage::defects() {
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, expected);
    const std::string bytes = message.toStdString();
    Message m;
    parse(bytes, m);
    QCOMPARE(namesOf(m.defects), expected);
    // Whatever is wrong, what tells transactions apart is still read.
    QCOMPARE(m.callId, std::string_view("x"));
    QCOMPARE(m.topBranch, std::string_view("z9"));
}

void TestMessage::everyPrefixIsReadable() {
    const std::string bytes = "INVITE sip:b@c SIP/2.0\r\nVia: SIP/2.0/UDP [2001:db8::1]:5060;branch=z9\r\nFrom: \"A "
                              "\\\" B\" <sip:a@b>;tag=1\r\n"
                              "To: <sip:c@d>\r\n ;tag=2\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\nContact: <sip:a@b>, "
                              "<sip:c@d>;q=\"1\"\r\nl: 2\r\n\r\nab";
    Message m;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const std::string prefix = bytes.substr(0, size); // of its own, so that a read behind the end shows
        parse(prefix, m);
        QVERIFY(!m.defects.isEmpty());
        QCOMPARE(m.bytes.size(), size);
    }
    parse(bytes, m);
    QVERIFY(m.defects.isEmpty());
}

void TestMessage::objectIsReused() {
    const std::string first = "INVITE sip:b@c SIP/2.0\r\nCall-ID: one\r\nCSeq: 7 INVITE\r\nl: 2\r\n\r\nab";
    const std::string second = "SIP/2.0 404 Not Found\r\n\r\n";
    Message m;
    parse(first, m);
    const std::size_t storage = m.headers.capacity();
    parse(second, m);
    QVERIFY(!m.isRequest && m.method == Method::Other && m.methodText.empty() && m.requestUri.empty() &&
            m.callId.empty());
    QVERIFY(m.headers.empty() && m.body.empty() && !m.contentLength && !m.cseq.isValid && m.cseq.number == 0);
    QCOMPARE(m.headers.capacity(), storage);
}

void TestMessage::headerNames() {
    for (int i = 1; i <= static_cast<int>(HeaderId::Accept); ++i) {
        const auto id = static_cast<HeaderId>(i);
        const std::string name(canonicalName(id));
        QVERIFY(!name.empty());
        QVERIFY(headerIdFromName(name) == id);
        QVERIFY(headerIdFromName(QByteArray::fromStdString(name).toUpper().toStdString()) == id);
        QVERIFY(headerIdFromName(QByteArray::fromStdString(name).toLower().toStdString()) == id);
        QVERIFY(headerIdFromName(name + "x") != id && headerIdFromName("x" + name) != id);
    }
    // The compact forms of the IANA registry
    const std::pair<char, const char*> compact[] = {
        {'b', "Referred-By"}, {'c', "Content-Type"},    {'e', "Content-Encoding"}, {'f', "From"},
        {'i', "Call-ID"},     {'k', "Supported"},       {'l', "Content-Length"},   {'m', "Contact"},
        {'o', "Event"},       {'r', "Refer-To"},        {'s', "Subject"},          {'t', "To"},
        {'v', "Via"},         {'x', "Session-Expires"}, {'y', "Identity"}};
    for (const auto& [letter, name] : compact) {
        QVERIFY(headerIdFromName(std::string(1, letter)) == headerIdFromName(name));
        QVERIFY(headerIdFromName(std::string(1, static_cast<char>(letter - 32))) == headerIdFromName(name));
    }
    QVERIFY(headerIdFromName("") == HeaderId::Other && headerIdFromName("z") == HeaderId::Other);
}

void TestMessage::methods() {
    for (const char* name : {"INVITE", "ACK", "BYE", "CANCEL", "REGISTER", "OPTIONS", "PRACK", "SUBSCRIBE", "NOTIFY",
                             "PUBLISH", "INFO", "REFER", "MESSAGE", "UPDATE"})
        QCOMPARE(toString(methodFromText(name)), std::string_view(name));
    for (const char* name : {"invite", "INVITED", "", "BYe", "AAA", "I"})
        QVERIFY(methodFromText(name) == Method::Other);
}

void TestMessage::defectNames() {
    QStringList names;
    for (unsigned i = 0; i < static_cast<unsigned>(Defect::Count); ++i)
        names.append(QString::fromLatin1(defectName(static_cast<Defect>(i)).data()));
    QCOMPARE(names.removeDuplicates(), 0);
    QVERIFY(!names.contains(QString()));
    QVERIFY(defectName(Defect::Count).empty());
}

QTEST_APPLESS_MAIN(TestMessage)
#include "test_message.moc"
