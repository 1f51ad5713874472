#include "tests/support/capture_writer.h"
#include "tests/support/log_writer.h"
#include "tests/unit/cli/cli_run.h"

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace echelle;
using test::CliRun;

namespace {

// All planted secrets begin with it, and nothing else says it.
const QByteArray kMark = "S3CR3T";

std::string secret(const std::string& name) {
    return kMark.toStdString() + name;
}

struct Message {
    std::string start;
    std::string method;
    int cseq = 1;
    std::string toTag;
    std::string headers; // with CRLF
    std::string type;
    std::string body;
};

std::string written(const Message& m) {
    std::string text = m.start + "\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-" + std::to_string(m.cseq) +
                       "\r\nFrom: \"Alice\" <sip:100:" + secret("frompw") +
                       "@192.0.2.1>;tag=a\r\nTo: <sip:200:" + secret("topw") + "@198.51.100.7>" +
                       (m.toTag.empty() ? "" : ";tag=" + m.toTag) +
                       "\r\nCall-ID: planted\r\nCSeq: " + std::to_string(m.cseq) + " " + m.method + "\r\n" + m.headers;
    if (!m.type.empty())
        text += "Content-Type: " + m.type + "\r\n";
    return text + "Content-Length: " + std::to_string(m.body.size()) + "\r\n\r\n" + m.body;
}

std::string sdp() {
    return "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\na=ice-pwd:" + secret("icepwd") +
           "\r\na=key-mgmt:mikey " + secret("mikey") +
           "\r\nm=audio 4000 RTP/SAVP 8\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + secret("sdes") +
           "|2^20|1:4\r\nk=clear:" + secret("kline") + "\r\n";
}

std::string digest(const std::string& field, const std::string& name) {
    return field + ": Digest username=\"100\", realm=\"example\", nonce=\"" + secret(name + "nonce") +
           "\", uri=\"sip:200@198.51.100.7\",\r\n response=\"" + secret(name + "response") + "\", cnonce=\"" +
           secret(name + "cnonce") + "\", opaque=\"" + secret(name + "opaque") + "\"\r\n";
}

// A call refused in the end, with secrets wherever SIP has room for one. True: sent by the caller.
std::vector<std::pair<bool, std::string>> messages() {
    const std::string invite =
        "INVITE sip:200:" + secret("uripw") + "@198.51.100.7;token=" + secret("uritoken") + " SIP/2.0";
    const std::string multipart = "--b\r\nContent-Type: application/sdp\r\n\r\n" + sdp() +
                                  "\r\n--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n";
    return {
        {true, written({invite, "INVITE", 1, "", "Contact: <sip:100:" + secret("contact") + "@192.0.2.1>\r\n",
                        "application/sdp", sdp()})},
        {false,
         written({"SIP/2.0 401 Unauthorized", "INVITE", 1, "b",
                  "WWW-Authenticate: Digest realm=\"example\", nonce=\"" + secret("challenge") + "\"\r\n", "", ""})},
        {true, written({"ACK sip:200@198.51.100.7 SIP/2.0", "ACK", 1, "b", "", "", ""})},
        {true, written({invite, "INVITE", 2, "",
                        digest("Authorization", "auth") + digest("pRoXy-authorization ", "proxy") + "Identity: \"" +
                            secret("identity") + "\";info=<https://192.0.2.9/c>\r\ny: " + secret("compactidentity") +
                            ";ppt=shaken\r\nX-Api-Token: " + secret("header") + "\r\n",
                        "multipart/mixed;boundary=b", multipart})},
        {false, written({"SIP/2.0 183 Session Progress", "INVITE", 2, "b",
                         "Authentication-Info: nextnonce=\"" + secret("nextnonce") + "\", rspauth=\"" +
                             secret("rspauth") + "\"\r\n",
                         "", ""})},
        {true, written({"INFO sip:200@198.51.100.7 SIP/2.0", "INFO", 3, "b",
                        "Authorization: Bearer " + secret("bearer") + "\r\n", "application/dtmf-relay",
                        "Signal=" + secret("digits") + "\r\nDuration=100\r\n"})},
        {true,
         written({"MESSAGE sip:200@198.51.100.7 SIP/2.0", "MESSAGE", 4, "b",
                  "Proxy-Authorization: Basic " + secret("basic") + "\r\n", "text/plain", "hello " + secret("text")})},
        {false, written({"NOTIFY sip:100@192.0.2.1 SIP/2.0", "NOTIFY", 5, "a", "Event: refer\r\n", "message/sipfrag",
                         "INVITE sip:200@198.51.100.7 SIP/2.0\r\n" + digest("Authorization", "frag")})},
        {true, written({"REFER sip:200@198.51.100.7 SIP/2.0", "REFER", 6, "b",
                        "Refer-To: <sip:300:" + secret("referto") + "@192.0.2.5?access_token=" + secret("refertoken") +
                            ">\r\nReferred-By: <sip:100:" + secret("referredby") + "@192.0.2.1>\r\n",
                        "", ""})},
        // Broken on purpose: its defects are told, its secrets are not.
        {true, "UPDATE sip:200:" + secret("brokenpw") + "@198.51.100.7 SIP/2.0\r\nCall-ID: planted\r\nnonsense\r\n" +
                   "From: <sip:100:" + secret("brokenfrom") + "@192.0.2.1>;tag=a\r\nCSeq: x\r\n" +
                   digest("Authorization", "broken") + "Content-Length: 0\r\n\r\n"},
        {false, written({"SIP/2.0 503 Service Unavailable", "INVITE", 2, "b",
                         "Reason: SIP;cause=503;text=\"see sip:x:" + secret("reason") + "@192.0.2.7\"\r\n", "", ""})},
        {true, written({"ACK sip:200@198.51.100.7 SIP/2.0", "ACK", 2, "b", "", "", ""})},
    };
}

// Text of a PDF without the blanks at which its lines were broken.
QByteArray textOfPdf(const QString& path) {
    QProcess process;
    process.start(QStringLiteral("pdftotext"), {QStringLiteral("-raw"), path, QStringLiteral("-")});
    if (!process.waitForFinished() || process.exitCode() != 0)
        return {};
    QByteArray text = process.readAllStandardOutput();
    for (const char blank : {'\n', '\r', ' ', '\f'})
        text.replace(QByteArray(1, blank), QByteArray());
    return text;
}

} // namespace

// Issue of trust: whoever hands an output on hands no key, password or digit on with it. The case itself, --raw,
// --show-secrets and the capture are the named exceptions, and prove here that the secrets were planted well.
class TestCliSecrets : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QTemporaryDir m_scratch;

    QString path(const QString& name) const { return m_dir.filePath(name); }
    CliRun run(const QString& line) const {
        QStringList arguments;
        for (QString word : line.split(QLatin1Char(' ')))
            arguments << word.replace(QLatin1Char('@'), m_dir.path() + QLatin1Char('/'));
        return test::runCli(arguments, m_scratch.path());
    }
    QByteArray contentOf(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // What stands around the first secret that an output shows; empty where it shows none.
    static QByteArray leakIn(const QByteArray& output) {
        const qsizetype at = output.indexOf(kMark);
        return at < 0 ? QByteArray() : output.mid(std::max<qsizetype>(0, at - 60), 120);
    }

private Q_SLOTS:
    void initTestCase() {
        test::LogWriter log;
        test::CaptureWriter capture;
        int second = 10;
        for (const auto& [isSent, text] : messages()) {
            ++second;
            isSent ? log.sent(second, text) : log.received(second, text);
            capture.sip(second * 1000, isSent, text);
        }
        log.writeTo(path(QStringLiteral("planted.log")).toStdString());
        capture.writeTo(path(QStringLiteral("planted.pcapng")).toStdString());
    }

    void standardOutput_data() {
        QTest::addColumn<QString>("command");
        for (const char* input : {"@planted.log", "@planted.pcapng"})
            for (const char* lang : {"--lang en ", "--lang fr "})
                for (const char* command :
                     {"import % -o @x.echelle --force", "import % -o @x.echelle --force --json", "sources %",
                      "sources % --json", "calls %", "calls % --detail", "calls % --detail --json", "messages %",
                      "messages % --json", "messages % --events all --json", "findings %", "findings % --json",
                      "findings % --group", "findings % --group --json", "ladder %", "ladder % --format mermaid"}) {
                    const QString line = QLatin1String(lang) +
                                         QString::fromLatin1(command).replace(QLatin1Char('%'), QLatin1String(input));
                    QTest::newRow(qPrintable(line)) << line;
                }
    }
    void standardOutput() {
        QFETCH(QString, command);
        const CliRun done = run(command);
        QCOMPARE(done.status, 0);
        QVERIFY(done.out.size() > 80);
        QCOMPARE(leakIn(done.out), QByteArray());
        QCOMPARE(leakIn(done.err), QByteArray());
    }

    void files_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("file");
        for (const char* input : {"@planted.log", "@planted.pcapng"})
            for (const char* lang : {"--lang en ", "--lang fr "}) {
                const auto row = [&](const char* command, const char* file) {
                    const QString line = QLatin1String(lang) +
                                         QString::fromLatin1(command).replace(QLatin1Char('%'), QLatin1String(input));
                    QTest::newRow(qPrintable(line)) << line << QString::fromLatin1(file);
                };
                row("export % -o @out.txt", "out.txt");
                row("ladder % --call 1 --format svg -o @out.svg", "out.svg");
                row("ladder % --call 1 --format png -o @out.png", "out.png");
                row("report % -o @out.pdf", "out.pdf");
                row("report % --call 1 -o @one.pdf", "one.pdf");
            }
    }
    void files() {
        QFETCH(QString, command);
        QFETCH(QString, file);
        QCOMPARE(run(command).status, 0);
        const QByteArray content = contentOf(file);
        QVERIFY(content.size() > 500);
        QCOMPARE(leakIn(content), QByteArray());
        if (!file.endsWith(QStringLiteral(".pdf")))
            return;
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("no pdftotext on this machine");
        // Titles and outlines are strings of UTF-16, as bytes or in hexadecimal (ISO 32000-1 section 7.9.2).
        QByteArray wide;
        for (const char c : kMark)
            wide += QByteArray(1, '\0') + c;
        QVERIFY(!content.contains(wide));
        QVERIFY(!content.toUpper().contains(wide.toHex().toUpper()));
        const QByteArray text = textOfPdf(path(file));
        QVERIFY(text.contains("planted")); // the Call-ID: the text was found
        QCOMPARE(leakIn(text), QByteArray());
    }

    // Each secret by its name, so that a planted one that no reader meets fails here.
    void exceptionsShowThem() {
        QSet<QByteArray> planted;
        QByteArray all;
        for (const auto& message : messages())
            all += QByteArray::fromStdString(message.second);
        static const QRegularExpression word(QStringLiteral("S3CR3T[a-z]+"));
        for (auto i = word.globalMatch(QString::fromLatin1(all)); i.hasNext();)
            planted.insert(i.next().captured().toLatin1());
        QVERIFY(planted.size() > 35);
        QByteArray raw;
        for (const QJsonValue& message : run(QStringLiteral("messages @planted.log --raw --json")).array())
            raw += message.toObject()[QLatin1String("raw")].toString().toUtf8();
        QCOMPARE(run(QStringLiteral("export @planted.log --show-secrets -o @shown.txt")).status, 0);
        QCOMPARE(run(QStringLiteral("export @planted.pcapng -o @shown.pcapng")).status, 0);
        const QByteArray shown = contentOf(QStringLiteral("shown.txt"));
        const QByteArray capture = contentOf(QStringLiteral("shown.pcapng"));
        for (const QByteArray& name : planted) {
            QVERIFY2(raw.contains(name), name.constData());
            QVERIFY2(shown.contains(name), name.constData());
            QVERIFY2(capture.contains(name), name.constData());
        }
        // What was put in their place says how much is missing.
        QVERIFY(run(QStringLiteral("export @planted.log -o @hidden.txt")).status == 0);
        QVERIFY(contentOf(QStringLiteral("hidden.txt")).contains("hidden, 10 characters")); // S3CR3Tsdes
    }
};

QTEST_GUILESS_MAIN(TestCliSecrets)
#include "test_cli_secrets.moc"
