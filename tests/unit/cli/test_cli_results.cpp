#include "tests/support/capture_writer.h"
#include "tests/support/log_writer.h"
#include "tests/unit/cli/cli_run.h"

#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace echelle;
using test::CaptureWriter;
using test::CliRun;
using test::LogWriter;

// What the commands print: the keys of cli.md, in its order, with values worked out by hand.
class TestCliResults : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QTemporaryDir m_scratch;

    QString path(const char* name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    CliRun run(const QStringList& arguments) const { return test::runCli(arguments, m_scratch.path()); }
    CliRun json(const QStringList& arguments) const { return run(QStringList(arguments) << QStringLiteral("--json")); }
    static QJsonObject at(const CliRun& run, int index) { return run.array().at(index).toObject(); }
    static QString text(const QJsonObject& object, const char* key) { return object[QLatin1String(key)].toString(); }
    static QStringList words(const char* line) { return QString::fromLatin1(line).split(QLatin1Char(' ')); }
    static int number(const QJsonObject& object, const char* key) { return object[QLatin1String(key)].toInt(-1); }

private Q_SLOTS:
    void initTestCase() {
        LogWriter log;
        log.line(5, "-- Called 200").call(10, "good").call(60, "bad", 503);
        log.writeTo(path("calls.log").toStdString());
        CaptureWriter capture;
        capture.call(0, "wire", 4000, 5000).rtp(300, "192.0.2.1", 4000, "198.51.100.7", 5000);
        capture.writeTo(path("wire.pcapng").toStdString());
    }

    void listsCalls() {
        const CliRun calls = json({QStringLiteral("calls"), path("calls.log")});
        QCOMPARE(calls.status, 0);
        QVERIFY(calls.err.isEmpty());
        QCOMPARE(calls.array().size(), 2);
        const QStringList contract =
            words("id kind call_ids legs forks start setup_s talk_s duration_s from to state partial final_status "
                  "final_reason ended_by messages sightings retransmissions worst");
        QCOMPARE(calls.keysOfFirst(), contract);
        const QJsonObject good = at(calls, 0);
        QCOMPARE(text(good, "kind"), QStringLiteral("call"));
        QCOMPARE(text(good, "state"), QStringLiteral("answered"));
        QCOMPARE(text(good, "ended_by"), QStringLiteral("caller"));
        QCOMPARE(text(good, "start"), QStringLiteral("2026-01-01T00:00:10.000000000Z"));
        QCOMPARE(good[QLatin1String("setup_s")].toDouble(), 2.0);
        QCOMPARE(good[QLatin1String("talk_s")].toDouble(), 3.0);
        QCOMPARE(good[QLatin1String("duration_s")].toDouble(), 5.0);
        QCOMPARE(number(good, "messages"), 7);
        const QJsonObject bad = at(calls, 1);
        QCOMPARE(text(bad, "state"), QStringLiteral("failed"));
        QCOMPARE(number(bad, "final_status"), 503);
        QCOMPARE(text(bad, "worst"), QStringLiteral("error"));
        QVERIFY(!bad.contains(QLatin1String("talk_s")));
    }

    void listsLegs() {
        const QJsonObject call = at(json({QStringLiteral("calls"), path("calls.log"), QStringLiteral("--detail")}), 0);
        const QJsonArray legs = call[QLatin1String("legs_detail")].toArray();
        QCOMPARE(legs.size(), 1);
        QCOMPARE(text(legs.at(0).toObject(), "call_id"), QStringLiteral("good"));
        QVERIFY(!legs.at(0).toObject().contains(QLatin1String("joined_to")));
    }

    // The failed call is weighed, the answered one is not; a 503 is the sign of its hypothesis.
    void weighsHypotheses() {
        const QStringList arguments{QStringLiteral("calls"), path("calls.log"), QStringLiteral("--detail")};
        const CliRun calls = json(arguments);
        QVERIFY(!at(calls, 0).contains(QLatin1String("hypotheses")));
        const QJsonArray hypotheses = at(calls, 1)[QLatin1String("hypotheses")].toArray();
        QCOMPARE(hypotheses.size(), 8); // those of a trunk
        const QJsonObject first = hypotheses.at(0).toObject();
        QCOMPARE(text(first, "id"), QStringLiteral("sbc-refusing"));
        QCOMPARE(text(first, "verdict"), QStringLiteral("supported"));
        QCOMPARE(text(first, "playbook_tag"), QStringLiteral("observed"));
        QCOMPARE(text(first, "evidence"), QStringLiteral("observed"));
        QVERIFY(!first[QLatin1String("proof")].toArray().isEmpty());
        QVERIFY(!text(first, "check").isEmpty());
        const QJsonObject dns = hypotheses.at(2).toObject();
        QCOMPARE(text(dns, "verdict"), QStringLiteral("not-tested"));
        QVERIFY(!text(dns, "missing").isEmpty());
        QVERIFY(!dns.contains(QLatin1String("proof")));
        const QString french =
            QString::fromUtf8(run(QStringList{QStringLiteral("--lang"), QStringLiteral("fr")} + arguments).out);
        QVERIFY(french.contains(QStringLiteral("étayée")));
        QVERIFY(french.contains(QStringLiteral("Le saut suivant est arrêté ou refuse")));
    }

    void listsMessages() {
        const CliRun messages = json({QStringLiteral("messages"), path("wire.pcapng"), QStringLiteral("--raw")});
        QCOMPARE(messages.array().size(), 5);
        const QStringList contract = words(
            "id event call leg source frame time src dst transport summary method call_id cseq sightings failing raw");
        QCOMPARE(messages.keysOfFirst(), contract);
        const QJsonObject ok = at(messages, 1);
        QCOMPARE(number(ok, "frame"), 2);
        QCOMPARE(text(ok, "time"), QStringLiteral("2026-01-01T00:00:00.100000000Z"));
        QCOMPARE(text(ok, "src"), QStringLiteral("198.51.100.7:5060"));
        QCOMPARE(text(ok, "dst"), QStringLiteral("192.0.2.1:5060"));
        QCOMPARE(text(ok, "transport"), QStringLiteral("UDP"));
        QCOMPARE(text(ok, "summary"), QStringLiteral("200 OK (SDP)"));
        QCOMPARE(text(ok, "method"), QStringLiteral("INVITE")); // that of its CSeq
        QCOMPARE(number(ok, "status"), 200);
        QCOMPARE(text(ok, "cseq"), QStringLiteral("1 INVITE"));
        QCOMPARE(text(ok, "raw").toStdString(), CaptureWriter::response("200 OK", "INVITE", "wire", 1, "z9hG4bK-wire",
                                                                        CaptureWriter::sdp("198.51.100.7", 5000)));
        const QJsonArray sightings = ok[QLatin1String("sightings")].toArray();
        QCOMPARE(sightings.size(), 1);
        QCOMPARE(text(sightings.at(0).toObject(), "relation"), QStringLiteral("first"));
    }

    void namesLinesOfLogs() {
        const QJsonObject invite = at(json({QStringLiteral("messages"), path("calls.log")}), 0);
        QCOMPARE(number(invite, "line"), 2);
        QVERIFY(!invite.contains(QLatin1String("frame")));
        QVERIFY(!invite.contains(QLatin1String("raw")));
    }

    void marksWhatFailed() {
        int failing = 0;
        for (const QJsonValue& message : json({QStringLiteral("messages"), path("calls.log")}).array())
            if (message.toObject()[QLatin1String("failing")].toBool()) {
                ++failing;
                QCOMPARE(number(message.toObject(), "status"), 503);
            }
        QCOMPARE(failing, 1);
    }

    void givesBytesThatAreNoTextAsBase64() {
        CaptureWriter capture;
        const std::string raw = CaptureWriter::request("OPTIONS", "latin", 1, "z9hG4bK-o", "caf\xe9");
        capture.sip(0, true, raw).writeTo(path("latin.pcapng").toStdString());
        const QJsonObject message =
            at(json({QStringLiteral("messages"), path("latin.pcapng"), QStringLiteral("--raw")}), 0);
        QVERIFY(!message.contains(QLatin1String("raw")));
        QCOMPARE(QByteArray::fromBase64(text(message, "raw_base64").toLatin1()).toStdString(), raw);
    }

    void choosesCalls() {
        const QStringList byNumber{QStringLiteral("messages"), path("calls.log"), QStringLiteral("--call"),
                                   QStringLiteral("2")};
        const QStringList byId{QStringLiteral("messages"), path("calls.log"), QStringLiteral("--call-id=bad")};
        QCOMPARE(json(byNumber).array().size(), 5);
        QCOMPARE(json(byId).out, json(byNumber).out);
    }

    void hasNoTimeWithoutAClock() {
        QString log = QString::fromStdString(LogWriter().call(10, "timeless").text());
        log.remove(QRegularExpression(QStringLiteral("^\\[[^\\]]*\\] VERBOSE\\[7\\] res_pjsip_logger.c: "),
                                      QRegularExpression::MultilineOption));
        const QString file = path("console.log");
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(log.toUtf8());
        out.close();
        const CliRun messages = json({QStringLiteral("messages"), file});
        QCOMPARE(messages.array().size(), 7);
        for (const QJsonValue& message : messages.array())
            QVERIFY(!message.toObject().contains(QLatin1String("time")));
        const QJsonObject call = at(json({QStringLiteral("calls"), file}), 0);
        for (const char* key : {"start", "setup_s", "talk_s", "duration_s"})
            QVERIFY2(!call.contains(QLatin1String(key)), key);
        QCOMPARE(text(at(json({QStringLiteral("sources"), file}), 0), "clock"), QStringLiteral("none"));
    }

    void explainsWhatFailed() {
        const CliRun findings = json({QStringLiteral("findings"), path("calls.log")});
        QJsonObject finding;
        for (const QJsonValue& one : findings.array())
            if (text(one.toObject(), "rule") == QStringLiteral("sip.final-failure"))
                finding = one.toObject();
        QCOMPARE(number(finding, "call"), 2);
        QCOMPARE(text(finding, "severity"), QStringLiteral("error"));
        QCOMPARE(text(finding, "evidence"), QStringLiteral("observed"));
        QCOMPARE(number(finding[QLatin1String("codes")].toObject(), "sip"), 503);
        QVERIFY(!text(finding, "title").isEmpty());
        QVERIFY(!text(finding, "explanation").isEmpty());
        QVERIFY(!finding[QLatin1String("actions")].toArray().isEmpty());
        const QJsonObject proof = finding[QLatin1String("proof")].toArray().at(0).toObject();
        QVERIFY(proof.contains(QLatin1String("line")));
        const CliRun french =
            json({QStringLiteral("findings"), path("calls.log"), QStringLiteral("--lang"), QStringLiteral("fr")});
        QVERIFY(text(at(french, 0), "explanation") != text(at(findings, 0), "explanation"));
    }

    void groupsByCause() {
        LogWriter log;
        log.call(10, "a", 503).call(60, "b", 503).call(110, "c", 404);
        log.writeTo(path("failures.log").toStdString());
        const CliRun groups = json({QStringLiteral("findings"), path("failures.log"), QStringLiteral("--group")});
        QCOMPARE(groups.array().size(), 2);
        QCOMPARE(at(groups, 0)[QLatin1String("calls")].toArray(), (QJsonArray{1, 2}));
        QCOMPARE(at(groups, 1)[QLatin1String("calls")].toArray(), (QJsonArray{3}));
        QCOMPARE(text(at(groups, 0), "first"), QStringLiteral("2026-01-01T00:00:10.000000000Z"));
        QCOMPARE(text(at(groups, 0), "last"), QStringLiteral("2026-01-01T00:01:00.000000000Z"));
    }

    void drawsLadders() {
        const QStringList command{QStringLiteral("ladder"), path("calls.log"), QStringLiteral("--call"),
                                  QStringLiteral("2")};
        const QByteArray ladder = run(command).out;
        QVERIFY(ladder.contains("INVITE"));
        QVERIFY(ladder.contains("503 Refused"));
        QVERIFY(!ladder.contains("BYE"));
        const QByteArray mermaid =
            run(QStringList(command) << QStringLiteral("--format") << QStringLiteral("mermaid")).out;
        QVERIFY(mermaid.startsWith("sequenceDiagram"));
    }

    void looksCodesUp() {
        const CliRun pair = json({QStringLiteral("explain"), QStringLiteral("569008"), QStringLiteral("504")});
        QCOMPARE(pair.status, 0);
        QCOMPARE(text(at(pair, 0), "family"), QStringLiteral("microsoft"));
        QCOMPARE(number(at(pair, 0)[QLatin1String("codes")].toObject(), "microsoft"), 569008);
        QCOMPARE(pair.keysOfFirst(), words("key family codes title explanation actions source lang"));
        const CliRun nothing = json({QStringLiteral("explain"), QStringLiteral("qwertzuiop")});
        QCOMPARE(nothing.status, 1);
        QCOMPARE(nothing.out.trimmed(), QByteArray("[]"));
        const CliRun all = json({QStringLiteral("catalog"), QStringLiteral("--lang"), QStringLiteral("fr")});
        QVERIFY(all.array().size() > 500);
        QCOMPARE(text(at(all, 0), "lang"), QStringLiteral("fr"));
    }

    // A captured escape sequence must not reach the terminal.
    void printsNoControlCharacters() {
        CaptureWriter capture;
        std::string evil = CaptureWriter::request("OPTIONS", "evil", 1, "z9hG4bK-e", {});
        evil.replace(evil.find("sip:100@"), 8, "sip:\x1b[31m1@");
        capture.sip(0, true, evil).writeTo(path("evil.pcapng").toStdString());
        for (const char* command : {"calls", "messages", "findings", "ladder"})
            QVERIFY2(!run({QString::fromLatin1(command), path("evil.pcapng")}).out.contains('\x1b'), command);
        QVERIFY(!run({QStringLiteral("calls"), path("evil\x1b[31m")}).err.contains('\x1b'));
    }

    void hidesPasswordsOfUris() {
        CaptureWriter capture;
        std::string request = CaptureWriter::request("INVITE", "password", 1, "z9hG4bK-p", {});
        request.replace(request.find("sip:100@"), 8, "sip:100:geheim@");
        capture.sip(0, true, request).writeTo(path("password.pcapng").toStdString());
        const QStringList command{QStringLiteral("calls"), path("password.pcapng"), QStringLiteral("--json")};
        QVERIFY(!run(command).out.contains("geheim"));
        QVERIFY(run(QStringList(command) << QStringLiteral("--show-secrets")).out.contains("geheim"));
    }

    void readsStandardInput() {
        QFile log(path("calls.log"));
        QVERIFY(log.open(QIODevice::ReadOnly));
        const CliRun calls = test::runCli({QStringLiteral("calls"), QStringLiteral("--json"), QStringLiteral("-")},
                                          m_scratch.path(), log.readAll());
        QCOMPARE(calls.status, 0);
        QCOMPARE(calls.array().size(), 2);
    }

    void tellsACaptureWithoutSip() {
        CaptureWriter capture;
        capture.rtp(0, "192.0.2.1", 4000, "198.51.100.7", 5000).writeTo(path("rtp.pcapng").toStdString());
        const CliRun calls = json({QStringLiteral("calls"), path("rtp.pcapng")});
        QCOMPARE(calls.status, 0);
        QCOMPARE(calls.errorCodes(), QStringList{QStringLiteral("file.no-sip")});
        QCOMPARE(calls.out.trimmed(), QByteArray("[]"));
    }
};

QTEST_GUILESS_MAIN(TestCliResults)
#include "test_cli_results.moc"
