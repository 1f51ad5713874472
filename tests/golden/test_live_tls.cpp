#include "support/import_for_test.h"
#include "support/samples.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>

#include <map>

using namespace echelle;

// SIP over TLS 1.2 and 1.3 that is made and captured here and now: AES-GCM, AES-CCM, ChaCha20 and CBC with the MAC
// behind or within, key update, resumption (tests/data/tls/make_captures.py, its set "live"). It is read back whole.
class TestLiveTls : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    // How many messages each Call-ID has.
    static std::map<std::string, int> byCallId(store::CaseReader& reader) {
        std::map<std::string, int> calls;
        reader.eachEventWithBytes({}, [&](const store::EventRecord& e, std::string_view raw) {
            if (e.kind == store::EventKind::Sip) {
                const std::size_t begin = raw.find("Call-ID: ") + 9;
                ++calls[std::string(raw.substr(begin, raw.find('@', begin) - begin))];
            }
            return true;
        });
        return calls;
    }

private Q_SLOTS:
    void initTestCase() {
        for (const char* program : {"python3", "openssl", "tcpdump"})
            if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
                QSKIP("needs python3, openssl and tcpdump");
        QProcess maker;
        maker.setProcessChannelMode(QProcess::MergedChannels);
        maker.start(QStringLiteral("python3"),
                    {QString::fromStdString(test::dataDir()) + QStringLiteral("/tls/make_captures.py"),
                     QStringLiteral("--out"), m_dir.path(), QStringLiteral("live")});
        QVERIFY(maker.waitForFinished(180'000));
        const QByteArray said = maker.readAll();
        if (maker.exitCode() != 0 && said.contains("permission"))
            QSKIP("no right to capture on loopback");
        QVERIFY2(maker.exitCode() == 0, said.constData());
    }

    void withKeyLog() {
        test::ImportedCase imported({m_dir.filePath(QStringLiteral("live.pcap")).toStdString()}); // live.keys is beside
        QVERIFY(imported.hasCase());
        std::map<std::string, int> expected;
        for (int connection = 1; connection <= 11; ++connection)
            for (int request = 1; request <= 2; ++request)
                expected["l" + std::to_string(connection) + "-" + std::to_string(request)] = 2; // and its answer
        const std::map<std::string, int> found = byCallId(imported.reader());
        QCOMPARE(found.size(), expected.size());
        QVERIFY(found == expected);
        for (const rules::Finding& f : imported.reader().findings({}))
            QVERIFY2(f.severity < rules::Severity::Warning, f.rule.c_str());
    }

    // Opens the one connection with RSA key exchange; the others say that they are not read.
    void withPrivateKey() {
        const QString alone = m_dir.filePath(QStringLiteral("alone.pcap"));
        QVERIFY(QFile::copy(m_dir.filePath(QStringLiteral("live.pcap")), alone));
        test::ImportedCase imported({alone.toStdString()}, {},
                                    {m_dir.filePath(QStringLiteral("server.key")).toStdString()});
        QVERIFY(imported.hasCase());
        QVERIFY(byCallId(imported.reader()) == (std::map<std::string, int>{{"l8-1", 2}, {"l8-2", 2}}));
        store::RowFilter connections;
        connections.kinds = {dialog::RowKind::Connection};
        QCOMPARE(imported.reader().countRows(connections), std::uint64_t{12});
    }
};

QTEST_GUILESS_MAIN(TestLiveTls)
#include "test_live_tls.moc"
