#include "core/sip/address.h"
#include "core/sip/framer.h"
#include "core/sip/message.h"
#include "tests/support/samples.h"

#include <QtCore/QDir>

#include <fstream>
#include <iterator>
#include <map>
#include <string>

using namespace echelle::sip;

namespace {

std::string readFile(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

QByteArray namesOf(Defects defects) {
    QByteArray names;
    for (const Defect d : defects.list())
        names += (names.isEmpty() ? "" : " ") +
                 QByteArray(defectName(d).data(), static_cast<qsizetype>(defectName(d).size()));
    return names;
}

// What a message must be. The verdict is the RFC's; what it names no parser's fault (the Date, a host that is missing,
// a scheme that is unknown) is an element's to refuse, and no defect here.
struct TortureRow {
    const char* name;
    const char* section;
    const char* must;      // the defects that RFC's verdict means; "" where the message is to be accepted
    const char* deviation; // "": as it must; else what is found instead, which fails once it no longer holds
    const char* why;       // of a deviation
};

constexpr TortureRow kRfc4475[] = {
    {"wsinv", "3.1.1.1", "", "", ""},
    {"intmeth", "3.1.1.2", "", "", ""},
    {"esc01", "3.1.1.3", "", "", ""},
    {"escnull", "3.1.1.4", "", "", ""},
    {"esc02", "3.1.1.5", "", "", ""},
    {"lwsdisp", "3.1.1.6", "", "", ""},
    {"longreq", "3.1.1.7", "", "", ""},
    {"dblreq", "3.1.1.8", "content-length-short", "", ""}, // valid, with octets behind its end that are to be ignored
    {"semiuri", "3.1.1.9", "", "", ""},
    {"transports", "3.1.1.10", "", "", ""},
    {"mpart01", "3.1.1.11", "", "", ""},
    {"unreason", "3.1.1.12", "", "", ""},
    {"noreason", "3.1.1.13", "", "", ""},
    {"badinv01", "3.1.2.1", "via address", "", ""},
    {"clerr", "3.1.2.2", "content-length-long", "", ""},
    {"ncl", "3.1.2.3", "content-length", "", ""},
    {"scalar02", "3.1.2.4", "cseq", "", ""},
    {"scalarlg", "3.1.2.5", "cseq", "", ""},
    {"quotbal", "3.1.2.6", "address", "", ""},
    {"ltgtruri", "3.1.2.7", "request-uri", "", ""},
    {"lwsruri", "3.1.2.8", "request-uri", "", ""},
    {"lwsstart", "3.1.2.9", "start-line", "", ""},
    {"trws", "3.1.2.10", "start-line", "", ""},
    {"escruri", "3.1.2.11", "request-uri", "", ""},
    {"baddate", "3.1.2.12", "", "", ""}, // an element may pass a Date over that it cannot read
    {"regbadct", "3.1.2.13", "address", "", ""},
    {"badaspec", "3.1.2.14", "address", "", ""},
    {"baddn", "3.1.2.15", "address", "", ""},
    {"badvers", "3.1.2.16", "version via", "", ""},
    {"mismatch01", "3.1.2.17", "cseq-method", "", ""},
    {"mismatch02", "3.1.2.18", "cseq-method", "", ""},
    {"bigcode", "3.1.2.19", "status-code", "", ""},
    {"badbranch", "3.2.1", "", "", ""}, // syntax is right; a branch that is the cookie alone identifies nothing
    {"insuf", "3.3.1", "missing-header", "", ""},
    {"unkscm", "3.3.2", "", "", ""},
    {"novelsc", "3.3.3", "", "", ""},
    {"unksm2", "3.3.4", "", "", ""},
    {"bext01", "3.3.5", "", "", ""},
    {"invut", "3.3.6", "", "", ""},
    {"regaut01", "3.3.7", "", "", ""},
    {"multi01", "3.3.8", "repeated-header", "", ""},
    {"mcl01", "3.3.9", "repeated-header content-length", "", ""},
    {"bcast", "3.3.10", "", "", ""},
    {"zeromf", "3.3.11", "", "", ""},
    {"cparam01", "3.3.12", "", "", ""},
    {"cparam02", "3.3.13", "", "", ""},
    {"regescrt", "3.3.14", "", "", ""},
    {"sdp01", "3.3.15", "", "", ""},
    {"inv2543", "3.4.1", "", "", ""},
};

constexpr TortureRow kRfc5118[] = {
    {"ipv6-good", "4.1", "", "", ""},
    {"ipv6-bad", "4.2", "request-uri", "", ""},
    {"port-ambiguous", "4.3", "", "", ""}, // valid, though hardly what was meant
    {"port-unambiguous", "4.4", "", "", ""},
    {"via-received-param-with-delim", "4.5", "", "", ""}, // to be accepted in either form
    {"via-received-param-no-delim", "4.5", "", "", ""},
    {"ipv6-in-sdp", "4.6", "", "", ""},
    {"mult-ip-in-header", "4.7", "", "", ""},
    {"mult-ip-in-sdp", "4.8", "", "", ""},
    {"ipv4-mapped-ipv6", "4.9", "", "", ""},
    {"ipv6-bug-abnf-3-colons", "4.10", "", "", ""}, // a fault of the old grammar: implementations should take it
};

// Of the folder of samples, no message of the RFC but an early draft's: no version, no CSeq and Via, "Foobar roobar",
// and To and From without a scheme.
constexpr TortureRow kOthers[] = {
    {"test", "", "start-line version header-line missing-header address", "", ""},
};

// The RFC's notation (section 2.1): "<tag>inner</tag>" by what becomes of the inner text.
template <typename Expand>
std::string expand(std::string text, const std::string& tag, Expand to) {
    std::string out;
    std::size_t at = 0;
    while (true) {
        const std::size_t open = text.find('<' + tag, at);
        if (open == std::string::npos)
            return out + text.substr(at);
        const std::size_t begin = text.find('>', open) + 1;
        const std::size_t close = text.find("</" + tag + '>', begin);
        out += text.substr(at, open - at) + to(text.substr(open, begin - open), text.substr(begin, close - begin));
        at = close + tag.size() + 3;
    }
}

std::string fromHex(const std::string& digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    return bytes;
}

std::string crlf(const std::string& lines) {
    std::string out;
    for (const char c : lines)
        out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

std::string expandAll(std::string text) {
    text = expand(text, "repeat", [](const std::string& tag, const std::string& inner) {
        std::string all;
        for (int count = std::stoi(tag.substr(tag.find('=') + 1)); count > 0; --count)
            all += inner;
        return all;
    });
    return expand(text, "hex", [](const std::string&, const std::string& inner) { return fromHex(inner); });
}

// Lines between <allOneLine> tags become one.
std::string joinLines(const std::string& text) {
    std::string out;
    bool isJoining = false;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = text.find('\n', at);
        const std::string line = text.substr(at, end - at);
        at = end + 1;
        if (line == "<allOneLine>") {
            isJoining = true;
        } else if (line == "</allOneLine>") {
            isJoining = false;
            out += "\n";
        } else {
            out += isJoining ? line : line + "\n";
        }
    }
    return out;
}

// Messages by name, from a file of tests/data/torture.
std::map<std::string, std::string> readNotation(const std::string& file) {
    const std::string text = readFile(echelle::test::dataDir() + "/torture/" + file);
    std::map<std::string, std::string> messages;
    std::size_t at = text.find("\n== ");
    while (at != std::string::npos) {
        const std::size_t lineEnd = text.find('\n', at + 1);
        const std::string name = text.substr(at + 4, text.find(' ', at + 4) - at - 4);
        const std::size_t next = text.find("\n== ", lineEnd);
        messages[name] =
            expandAll(crlf(joinLines(text.substr(lineEnd + 1, next == std::string::npos ? next : next - lineEnd))));
        at = next;
    }
    return messages;
}

} // namespace

// RFC 4475 and RFC 5118, message by message.
class TestTorture : public QObject {
    Q_OBJECT

    std::map<std::string, std::string> m_messages; // by name

    void addRows(const TortureRow* begin, const TortureRow* end) {
        QTest::addColumn<QByteArray>("must");
        QTest::addColumn<QByteArray>("deviation");
        for (const TortureRow* row = begin; row != end; ++row)
            QTest::newRow(row->name) << QByteArray(row->must) << QByteArray(row->deviation);
    }
    // A message must be one for the framers too, whatever is wrong with it.
    void check() {
        QFETCH(QByteArray, must);
        QFETCH(QByteArray, deviation);
        const auto found = m_messages.find(QTest::currentDataTag());
        if (found == m_messages.end())
            QSKIP("its file is in ../shared/samples/torture");
        Message message;
        parse(found->second, message);
        const QByteArray defects = namesOf(message.defects);
        if (deviation.isEmpty()) {
            QCOMPARE(defects, must);
        } else {
            QVERIFY2(defects != must, "the deviation no longer holds: take it out of the table");
            QCOMPARE(defects, deviation == "none" ? QByteArray() : deviation);
        }
        QVERIFY(looksLikeSip(found->second));
        std::size_t resume = 0;
        QVERIFY(nextInStream(found->second, true, resume).status == FrameStatus::Message);
        QVERIFY(nextInDatagram(found->second).status == FrameStatus::Message);
    }

private Q_SLOTS:
    void initTestCase() {
        m_messages = readNotation("rfc4475.txt");
        const std::map<std::string, std::string> more = readNotation("rfc5118.txt");
        m_messages.insert(more.begin(), more.end());
        if (echelle::test::samplesDir().empty())
            return;
        const QDir dir(QString::fromStdString(echelle::test::samplesDir()) + QStringLiteral("/torture"));
        for (const QString& name : dir.entryList({QStringLiteral("*.dat")}, QDir::Files))
            m_messages[name.chopped(4).toStdString()] = readFile(dir.filePath(name).toStdString());
    }
    void rfc4475_data() { addRows(std::begin(kRfc4475), std::end(kRfc4475)); }
    void rfc4475() { check(); }
    void rfc5118_data() { addRows(std::begin(kRfc5118), std::end(kRfc5118)); }
    void rfc5118() { check(); }
    void others_data() { addRows(std::begin(kOthers), std::end(kOthers)); }
    void others() { check(); }

    void tableIsComplete() {
        QCOMPARE(std::size(kRfc4475), std::size_t{49});
        QCOMPARE(std::size(kRfc5118), std::size_t{11});
        for (const TortureRow& row : kRfc4475)
            QCOMPARE(*row.deviation == '\0', *row.why == '\0');
        ECHELLE_NEED_SAMPLES();
        QCOMPARE(m_messages.size(), std::size_t{61});
    }

    // What the messages were written for, as far as a reader of traces shows it.
    void whatIsReadOfThem() {
        Message message;
        parse(m_messages.at("wsinv"), message);
        QVERIFY(message.method == Method::Invite);
        QCOMPARE(message.cseq.number, 9U);
        QCOMPARE(std::string(message.fromTag), std::string("98asjd8"));
        QCOMPARE(std::string(message.toTag), std::string("1918181833n"));
        QCOMPARE(message.contentLength.value_or(0), std::uint64_t{150});
        QCOMPARE(message.body.size(), std::size_t{150});
        parse(m_messages.at("longreq"), message);
        QCOMPARE(std::string(message.value(HeaderId::Via).substr(0, 30)), std::string("SIP/2.0/TCP sip33.example.com"));
        QCOMPARE(message.body.size(), std::size_t{150});
        parse(m_messages.at("intmeth"), message);
        QVERIFY(message.isRequest && message.method == Method::Other);
        QCOMPARE(std::string(message.cseq.methodText), std::string(message.methodText));
        parse(m_messages.at("bcast"), message);
        QCOMPARE(message.statusCode, 200);
        parse(m_messages.at("port-unambiguous"), message);
        const auto uri = parseUri(message.requestUri);
        QVERIFY(uri.has_value());
        QCOMPARE(std::string(uri->host), std::string("2001:db8::10"));
        QCOMPARE(uri->port, std::uint16_t{5070});
        parse(m_messages.at("via-received-param-no-delim"), message);
        const auto via = parseVia(message.value(HeaderId::Via));
        QVERIFY(via.has_value());
        QCOMPARE(std::string(via->received), std::string("2001:db8::9:255"));
    }
};

QTEST_APPLESS_MAIN(TestTorture)
#include "test_torture.moc"
