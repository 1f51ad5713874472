#include "core/base/text.h"
#include "core/net/packet_event.h"
#include "core/rules/finding.h"
#include "support/import_for_test.h"
#include "support/samples.h"

#include <QFile>

#include <algorithm>

using namespace echelle;

namespace {

// A row of a case with what a reader sees of it.
struct Seen {
    store::RowRecord row;
    std::vector<rules::Finding> findings;
    QStringList ladder; // kinds of its packets, in order
    std::uint32_t packetBytes = 0;
};

} // namespace

// Handshakes that openssl made (tests/data/tls/make_captures.py numbers them by the server's address): those that
// failed are rows of kind connection, with the rule and the ladder that tell why; of those that came about nothing is
// said above a remark.
class TestTlsHandshakes : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    // Without keys the capture is read from a folder where no key log lies beside it.
    [[nodiscard]] test::ImportedCase import(const QString& name, bool isKeyed) const {
        const QString capture = QString::fromStdString(test::dataDir()) + QStringLiteral("/tls/") + name;
        if (isKeyed)
            return test::ImportedCase({(capture + QStringLiteral(".pcap")).toStdString()});
        const QString copy = m_dir.filePath(name + QStringLiteral(".pcap"));
        QFile::copy(capture + QStringLiteral(".pcap"), copy);
        return test::ImportedCase({copy.toStdString()});
    }

    // The row of kind connection whose server is that; without one the row's id is invalid.
    static Seen connectionTo(store::CaseReader& reader, const std::string& server) {
        Seen seen;
        store::RowFilter connections;
        connections.kinds = {dialog::RowKind::Connection};
        for (const store::RowRecord& row : reader.rows(connections, store::RowSort::Start, false, 0, 1000))
            if (row.facts.to == server + ":5061")
                seen.row = row;
        if (!seen.row.facts.id.isValid())
            return seen;
        seen.findings = reader.findings({seen.row.facts.id});
        reader.eachEvent({seen.row.facts.id}, [&](const store::EventRecord& e) {
            if (e.kind == store::EventKind::Packet && e.id != seen.row.facts.firstEvent) { // that is the connection
                seen.ladder << QString::fromStdString(e.packetKind);
                seen.packetBytes += reader.bytes(e.id).empty() ? 0 : 1;
            }
            return true;
        });
        return seen;
    }

private Q_SLOTS:
    void failed_data() {
        QTest::addColumn<bool>("isKeyed");
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("cause"); // the catalog's key of what is said first
        QTest::addColumn<QString>("evidence");
        QTest::addColumn<QString>("ladder"); // up to the packet that is cited first
        const QString hello = QStringLiteral("tcp.syn tcp.syn-ack tls.client-hello");
        const QString clear = hello + QStringLiteral(" tls.server-hello tls.certificate tls.alert");
        const QString alone = hello + QStringLiteral(" tls.alert");
        const QString hidden = hello + QStringLiteral(" tls.server-hello tls.alert");
        const QString finished = hello + QStringLiteral(" tls.server-hello tls.certificate tls.finished tls.alert");
        const auto add = [](bool isKeyed, int number, const char* what, const char* cause, const char* evidence,
                            const QString& ladder) {
            QTest::addRow("%s, %s", what, isKeyed ? "decrypted" : "as captured")
                << isKeyed << number << QStringLiteral("rule.tls.") + QString::fromLatin1(cause)
                << QString::fromLatin1(evidence) << ladder;
        };
        for (const bool isKeyed : {false, true}) {
            add(isKeyed, 1, "unknown authority", "certificate-untrusted.incomplete", "observed", clear);
            add(isKeyed, 2, "out of date", "certificate-expired", "correlated", clear);
            add(isKeyed, 3, "another name", "certificate-wrong-name", "correlated", clear);
            add(isKeyed, 4, "bad signature", "certificate-bad-signature", "correlated", clear);
            add(isKeyed, 5, "no common suite", "handshake-failed", "observed", alone);
            add(isKeyed, 6, "no common version", "handshake-failed", "observed", alone);
            add(isKeyed, 10, "self-signed", "certificate-untrusted.self-signed", "observed", clear);
            add(isKeyed, 13, "plain SIP", "handshake-failed.no-tls", "observed", hello);
            add(isKeyed, 14, "closed", "handshake-failed.no-tls", "observed", hello);
        }
        add(false, 7, "unknown authority in TLS 1.3", "handshake-failed.hidden", "observed", hidden);
        add(false, 11, "out of date in TLS 1.3", "handshake-failed.hidden", "observed", hidden);
        add(true, 7, "unknown authority in TLS 1.3", "certificate-untrusted.incomplete", "observed", finished);
        add(true, 11, "out of date in TLS 1.3", "certificate-expired", "correlated", finished);
        const QString both = hello + QStringLiteral(" tls.server-hello tls.certificate tls.certificate tls.alert");
        add(false, 8, "client without a certificate", "handshake-failed", "observed", both);
        add(false, 12, "client of an unknown authority", "certificate-untrusted.incomplete", "observed", both);
        add(true, 9, "client of an unknown authority in TLS 1.3", "certificate-untrusted.incomplete", "observed",
            hello + QStringLiteral(
                        " tls.server-hello tls.certificate tls.finished tls.certificate tls.finished tls.alert"));
    }
    void failed() {
        QFETCH(bool, isKeyed);
        QFETCH(int, number);
        QFETCH(QString, cause);
        QFETCH(QString, evidence);
        QFETCH(QString, ladder);
        test::ImportedCase imported = import(QStringLiteral("failures"), isKeyed);
        QVERIFY(imported.hasCase());
        const Seen seen = connectionTo(imported.reader(), "127.0.2." + std::to_string(number));
        QVERIFY(seen.row.facts.id.isValid());
        QCOMPARE(QString::fromStdString(seen.row.causeKey), cause);
        QVERIFY(seen.row.worst == rules::Severity::Error);
        QVERIFY(seen.row.facts.state == dialog::RowState::Failed);
        const auto first = std::find_if(seen.findings.begin(), seen.findings.end(), [&](const rules::Finding& f) {
            return rules::leadingKey(f) == cause.toStdString();
        });
        QVERIFY(first != seen.findings.end());
        const std::string_view tag = rules::toString(first->evidence);
        QCOMPARE(QString::fromUtf8(tag.data(), static_cast<qsizetype>(tag.size())), evidence);
        QCOMPARE(first->microsoftCode, 0); // none of Microsoft's is here
        const QStringList wanted = ladder.split(QLatin1Char(' '));
        QCOMPARE(seen.ladder.mid(0, wanted.size()), wanted);
        QVERIFY(seen.packetBytes >= 3);
    }

    void healthy_data() {
        QTest::addColumn<bool>("isKeyed");
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("remark");
        const QStringList remarks{QString(), // numbers begin at 1
                                  QString(), QStringLiteral("tls.certificate-expired"),
                                  QString(), QString(),
                                  QString(), QString(),
                                  QString(), QString(),
                                  QString()};
        for (int number = 1; number < remarks.size(); ++number)
            for (const bool isKeyed : {false, true})
                QTest::addRow("%d, %s", number, isKeyed ? "decrypted" : "as captured")
                    << isKeyed << number << remarks[number];
    }
    void healthy() {
        QFETCH(bool, isKeyed);
        QFETCH(int, number);
        QFETCH(QString, remark);
        test::ImportedCase imported = import(QStringLiteral("healthy"), isKeyed);
        QVERIFY(imported.hasCase());
        for (const rules::Finding& f : imported.reader().findings({}))
            QVERIFY2(f.severity == rules::Severity::Info, f.rule.c_str());
        const Seen seen = connectionTo(imported.reader(), "127.0.3." + std::to_string(number));
        QCOMPARE(seen.row.facts.id.isValid(), !isKeyed); // its messages tell
        if (isKeyed) {
            QCOMPARE(imported.report().totals.messages, std::uint64_t{36});
            return;
        }
        QStringList said;
        for (const rules::Finding& f : seen.findings)
            if (f.rule != "connection.encrypted")
                said << QString::fromStdString(f.rule);
        QCOMPARE(said.join(QLatin1Char(' ')), remark);
        QVERIFY(std::any_of(seen.findings.begin(), seen.findings.end(),
                            [](const rules::Finding& f) { return f.rule == "connection.encrypted"; }));
    }

    // The server ends TLS, and the client writes on: told of what was written a second later, not of what was on its
    // way. In TLS 1.3 the end is seen with keys only.
    void closed_data() {
        QTest::addColumn<bool>("isKeyed");
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("evidence"); // empty: silent
        QTest::newRow("TLS 1.2") << false << 1 << QStringLiteral("inferred");
        QTest::newRow("TLS 1.2, decrypted") << true << 1 << QStringLiteral("observed");
        QTest::newRow("TLS 1.3") << false << 2 << QString();
        QTest::newRow("TLS 1.3, decrypted") << true << 2 << QStringLiteral("observed");
        QTest::newRow("TLS 1.2, on its way") << false << 3 << QString();
        QTest::newRow("TLS 1.2, on its way, decrypted") << true << 3 << QString();
        QTest::newRow("TLS 1.3, on its way, decrypted") << true << 4 << QString();
    }
    void closed() {
        QFETCH(bool, isKeyed);
        QFETCH(int, number);
        QFETCH(QString, evidence);
        test::ImportedCase imported = import(QStringLiteral("closed"), isKeyed);
        QVERIFY(imported.hasCase());
        const Seen seen = connectionTo(imported.reader(), "127.0.4." + std::to_string(number));
        QString found;
        for (const rules::Finding& f : seen.findings)
            if (f.rule == "tls.context-expired") {
                const std::string_view tag = rules::toString(f.evidence);
                found = QString::fromUtf8(tag.data(), static_cast<qsizetype>(tag.size()));
            }
        QCOMPARE(found, evidence);
    }

    // WebSocket over TLS.
    void webSocket() {
        test::ImportedCase imported = import(QStringLiteral("websocket"), true);
        QVERIFY(imported.hasCase());
        QCOMPARE(imported.report().totals.messages, std::uint64_t{8});
        int decrypted = 0;
        imported.reader().eachEvent({}, [&](const store::EventRecord& e) {
            decrypted += e.isDecrypted && e.transport == Transport::Wss ? 1 : 0;
            return true;
        });
        QCOMPARE(decrypted, 8);
        QVERIFY(imported.report().totals.isDecrypted);
    }

    // A connection that is not read says why in its row.
    void reasons_data() {
        QTest::addColumn<QString>("keys");   // text of a key log
        QTest::addColumn<QString>("reason"); // as it is said first
        QTest::newRow("none") << QString() << QStringLiteral("rule.connection.encrypted");
        QTest::newRow("another's")
            << QStringLiteral("CLIENT_RANDOM %1 %2").arg(QString(64, QLatin1Char('a')), QString(96, QLatin1Char('b')))
            << QStringLiteral("diagnostic.tls.no-secret");
    }
    void reasons() {
        QFETCH(QString, keys);
        QFETCH(QString, reason);
        const QString copy = m_dir.filePath(QStringLiteral("reasons.pcap"));
        QFile::copy(QString::fromStdString(test::dataDir()) + QStringLiteral("/tls/healthy.pcap"), copy);
        std::vector<std::string> keyFiles;
        if (!keys.isEmpty()) {
            QFile file(m_dir.filePath(QStringLiteral("given")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(keys.toLatin1());
            keyFiles = {file.fileName().toStdString()};
        }
        test::ImportedCase imported({copy.toStdString()}, {}, keyFiles);
        QVERIFY(imported.hasCase());
        const Seen seen = connectionTo(imported.reader(), "127.0.3.1");
        const auto unread = std::find_if(seen.findings.begin(), seen.findings.end(),
                                         [](const rules::Finding& f) { return f.rule == "connection.encrypted"; });
        QVERIFY(unread != seen.findings.end());
        QCOMPARE(QString::fromStdString(rules::leadingKey(*unread)), reason);
    }
};

QTEST_GUILESS_MAIN(TestTlsHandshakes)
#include "test_tls_handshakes.moc"
