#include "core/sip/address.h"

#include <QtTest/QTest>

#include <string>

using namespace echelle::sip;

namespace {

QByteArray text(std::string_view view) {
    return {view.data(), static_cast<qsizetype>(view.size())};
}
std::string_view view(const QByteArray& bytes) {
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

class TestAddress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void uris_data();
    void uris();
    void nameAddresses_data();
    void nameAddresses();
    void parameters();
    void lists();
    void vias_data();
    void vias();
    void reasonsAndWarnings();
    void numbers();
};

void TestAddress::uris_data() {
    QTest::addColumn<QByteArray>("uri");
    QTest::addColumn<QByteArray>("parts"); // scheme|user|host|port|parameters|headers, "" where unreadable
    const auto row = [](const char* uri, const char* parts) {
        QTest::newRow(uri) << QByteArray(uri) << QByteArray(parts);
    };
    // RFC 3261 section 19.1.3
    row("sip:alice@atlanta.com", "sip|alice|atlanta.com|0||");
    row("sip:alice:secretword@atlanta.com;transport=tcp", "sip|alice|atlanta.com|0|transport=tcp|");
    row("sips:alice@atlanta.com?subject=project%20x&priority=urgent",
        "sips|alice|atlanta.com|0||subject=project%20x&priority=urgent");
    row("sip:+1-212-555-1212:1234@gateway.com;user=phone", "sip|+1-212-555-1212|gateway.com|0|user=phone|");
    row("sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com",
        "sip||atlanta.com|0|method=REGISTER|to=alice%40atlanta.com");
    row("sip:alice;day=tuesday@atlanta.com", "sip|alice;day=tuesday|atlanta.com|0||");
    row("sip:a@[2001:db8::1]:5070;lr", "sip|a|2001:db8::1|5070|lr|");
    row("sip:a@[2001:db8::1]", "sip|a|2001:db8::1|0||");
    row("tel:+33-1-23;phone-context=x", "tel|+33-1-23||0|phone-context=x|");
    row("urn:service:sos", "urn|||0||");
    row("sip:a@h:99999", "");
    row("sip:a@[2001:db8::1", "");
    row("sip:", "");
    row("sip:@", "");
    row("alice@atlanta.com", "");
    row("", "");
}

void TestAddress::uris() {
    QFETCH(QByteArray, uri);
    QFETCH(QByteArray, parts);
    const auto found = parseUri(view(uri));
    if (!found) {
        QCOMPARE(QByteArray(), parts);
        return;
    }
    QCOMPARE(text(found->scheme) + '|' + text(found->user) + '|' + text(found->host) + '|' +
                 QByteArray::number(found->port) + '|' + text(found->parameters) + '|' + text(found->headers),
             parts);
}

void TestAddress::nameAddresses_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("parts"); // display name|uri|parameters
    const auto row = [](const char* value, const char* parts) {
        QTest::newRow(value) << QByteArray(value) << QByteArray(parts);
    };
    row("\"A. G. Bell\" <sip:agb@bell-telephone.com> ;tag=a48s",
        "A. G. Bell|sip:agb@bell-telephone.com|tag=a48s"); // section 20.20
    row("sip:+12125551212@server.phone2net.com;tag=887s", "|sip:+12125551212@server.phone2net.com|tag=887s");
    row("Anonymous <sip:c8oqz84zk7z@privacy.org>;tag=hyh8", "Anonymous|sip:c8oqz84zk7z@privacy.org|tag=hyh8");
    row("\"Bell, \\\"Alexander\\\"\" <sip:a.g.bell@bell-tel.com;lr>",
        "Bell, \"Alexander\"|sip:a.g.bell@bell-tel.com;lr|");
    row("\"two\r\n lines\" <sip:a@b>", "two lines|sip:a@b|");
    row("\"a;b<c>\" <sip:a@b>;x", "a;b<c>|sip:a@b|x");
    row("<sip:a@b>, <sip:c@d>", "|sip:a@b|");
    row("", "");
    row("\"open <sip:a@b>", "");
}

void TestAddress::nameAddresses() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, parts);
    const auto found = parseNameAddress(view(value));
    if (!found || parts.isEmpty()) {
        // What is damaged may still give the URI, but never an invented one.
        QVERIFY(parts.isEmpty() && (!found || value.contains(text(found->uri))));
        return;
    }
    QCOMPARE(QByteArray::fromStdString(found->displayName) + '|' + text(found->uri) + '|' + text(found->parameters),
             parts);
}

void TestAddress::parameters() {
    QCOMPARE(parameter(";a=1; B = \"x;y\" ;c", "b").value(), std::string_view("x;y"));
    QCOMPARE(parameter("a=1;c", "C").value(), std::string_view());
    QVERIFY(!parameter(";ab=1", "a"));
    QVERIFY(!parameter("", "a"));
    QCOMPARE(parameter(";q=\"open", "q").value(), std::string_view("open"));
}

void TestAddress::lists() {
    const std::string value = "\"A, B\" <sip:a@b;x=1,2>, , sip:c@d,<sip:e@f>";
    const auto entries = splitList(value);
    QCOMPARE(entries.size(), 3U);
    QCOMPARE(entries[0], std::string_view("\"A, B\" <sip:a@b;x=1,2>"));
    QCOMPARE(entries[1], std::string_view("sip:c@d"));
    QCOMPARE(entries[2], std::string_view("<sip:e@f>"));
    // Hostile: linear also where no quote is ever closed.
    std::string open;
    for (int i = 0; i < 300'000; ++i)
        open += "\\\",";
    QVERIFY(!splitList("\"" + open).empty());
}

void TestAddress::vias_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("parts"); // transport|host|port|branch|received|rport
    const auto row = [](const char* value, const char* parts) {
        QTest::newRow(value) << QByteArray(value) << QByteArray(parts);
    };
    // RFC 3261 section 20.42
    row("SIP/2.0/UDP erlang.bell-telephone.com:5060;branch=z9hG4bK87asdks7",
        "UDP|erlang.bell-telephone.com|5060|z9hG4bK87asdks7||");
    row("SIP/2.0/UDP 192.0.2.1:5060 ;received=192.0.2.207;rport=7;branch=z9hG4bK77asjd",
        "UDP|192.0.2.1|5060|z9hG4bK77asjd|192.0.2.207|7");
    row("SIP / 2.0 / UDP first.example.com: 4000;ttl=16 ;maddr=224.2.0.1 ;branch=z9hG4bKa7c6a8dlze.1",
        "UDP|first.example.com|4000|z9hG4bKa7c6a8dlze.1||");
    row("SIP\r\n /2.0/TLS\r\n [2001:db8::9]\r\n ;branch=z9", "TLS|2001:db8::9|0|z9||");
    row("SIP/2.0/TCP a;branch=x, SIP/2.0/UDP b;branch=y", "TCP|a|0|x||");
    row("SIP/2.0/UDP fe80:0:0:0:21a:a0ff:fe07:32e0:5060;branch=z9",
        "UDP|fe80:0:0:0:21a:a0ff:fe07:32e0|5060|z9||"); // no brackets
    row("SIP/2.0/UDP a :5060;branch=z9", "UDP|a|5060|z9||");
    row("SIP/2.0/UDP a b", "");
    row("SIP/2.0 a", "");
    row("SIP/2.0/UDP", "");
    row("SIP/2.0/UDP a:port", "");
    row("", "");
}

void TestAddress::vias() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, parts);
    const auto via = parseVia(view(value));
    if (!via) {
        QCOMPARE(QByteArray(), parts);
        return;
    }
    QCOMPARE(text(via->transport) + '|' + text(via->host) + '|' + QByteArray::number(via->port) + '|' +
                 text(via->branch) + '|' + text(via->received) + '|' + text(via->rport),
             parts);
}

void TestAddress::reasonsAndWarnings() {
    // RFC 3326 section 2, and the form of Microsoft's SBC interface
    const auto reasons = parseReasons("SIP ;cause=200 ;text=\"Call completed elsewhere\", "
                                      "Q.850;cause=31;text=\"8d-\\\"g\\\";No callee endpoints were found.\"");
    QCOMPARE(reasons.size(), 2U);
    QCOMPARE(reasons[0].protocol, std::string_view("SIP"));
    QCOMPARE(reasons[0].cause.value(), 200);
    QCOMPARE(reasons[0].text, std::string("Call completed elsewhere"));
    QCOMPARE(reasons[1].cause.value(), 31);
    QCOMPARE(reasons[1].text, std::string("8d-\"g\";No callee endpoints were found."));
    QVERIFY(!parseReasons("X").front().cause);
    // RFC 3261 section 20.43
    const auto warnings =
        parseWarnings("307 isi.edu \"Session parameter 'foo' not understood\", 301 isi.edu:5060 \"a, \\\"b\\\"\"");
    QCOMPARE(warnings.size(), 2U);
    QCOMPARE(warnings[0].code, 307);
    QCOMPARE(warnings[0].agent, std::string_view("isi.edu"));
    QCOMPARE(warnings[0].text, std::string("Session parameter 'foo' not understood"));
    QCOMPARE(warnings[1].text, std::string("a, \"b\""));
    QVERIFY(parseWarnings("1812 overture \"In Progress\"").empty()); // RFC 4475 section 3.1.2.5
}

void TestAddress::numbers() {
    QCOMPARE(numberDigits("+33 1-23"), std::string("33123"));
    QCOMPARE(numberDigits("12345678901234567"), std::string("345678901234567"));
    QCOMPARE(numberDigits("+1 (212) 555.1212;isub=1411"), std::string("12125551212"));
    QCOMPARE(numberDigits("alice1"), std::string());
    QCOMPARE(numberDigits(""), std::string());
}

QTEST_APPLESS_MAIN(TestAddress)
#include "test_address.moc"
