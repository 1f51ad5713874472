#include "core/store/case_reader.h"
#include "core/store/stored_sightings.h"
#include "support/case_builder.h"

#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace echelle;
using store::EventKind;
using test::CaseBuilder;

// Packets beside messages: order, ids, bytes, and which leg shows them (model.md "Events").
class TestCasePackets : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::optional<store::CaseReader> m_reader;
    RowId m_call;
    RowId m_connection;
    EventId m_invite, m_reset, m_syn, m_hello;

    std::vector<EventId> eventsOf(const std::vector<RowId>& rows) {
        std::vector<EventId> ids;
        m_reader->eachEvent(rows, [&ids](const store::EventRecord& e) {
            ids.push_back(e.id);
            return true;
        });
        return ids;
    }

private Q_SLOTS:
    void initTestCase() {
        const std::string path = m_dir.filePath(QStringLiteral("case.echelle")).toStdString();
        CaseBuilder builder(path);
        m_call = builder.addRow(dialog::RowState::Failed, 0);
        m_connection = builder.addRow(dialog::RowState::Failed, 0, "a", "b", dialog::RowKind::Connection);
        m_invite = builder.addMessage(m_call, 10, "INVITE sip:b SIP/2.0", sip::Method::Invite);
        m_reset = builder.addPacket(m_call, 20, "tcp.rst", {{"after", "established"}}, std::string("\0\1\2", 3));
        m_syn = builder.addPacket({}, 5, "tcp.syn", {}, "syn");
        m_hello = builder.addPacket(m_connection, 7, "tls.client-hello", {{"version", "TLS 1.2"}, {"sni", "a\nb=c"}},
                                    "hello");
        // One packet may be shown by several rows.
        builder.batch().packetRoles.push_back({m_reset, LegId{m_connection.value}, CaseBuilder::at(20)});
        builder.finish();
        m_reader = std::move(*store::CaseReader::open(path));
    }
    void comeInOrderAndOnce() {
        QCOMPARE(eventsOf({}), (std::vector<EventId>{m_syn, m_hello, m_invite, m_reset}));
        QCOMPARE(eventsOf({m_call}), (std::vector<EventId>{m_invite, m_reset}));
        QCOMPARE(eventsOf({m_connection}), (std::vector<EventId>{m_hello, m_reset}));
        QCOMPARE(eventsOf({m_call, m_connection}), (std::vector<EventId>{m_hello, m_invite, m_reset}));
        for (const std::vector<RowId>& rows : {std::vector<RowId>{}, {m_call}, {m_connection}, {m_call, m_connection}})
            QCOMPARE(m_reader->countEvents(rows), eventsOf(rows).size());
    }
    void tellWhatTheyAre() {
        const auto hello = m_reader->event(m_hello);
        QVERIFY(hello.has_value());
        QVERIFY(hello->kind == EventKind::Packet);
        QCOMPARE(hello->packetKind, std::string("tls.client-hello"));
        QCOMPARE(hello->packetSummary, std::string("version=TLS 1.2\nsni=a b=c\n"));
        QCOMPARE(hello->row, m_connection);
        QCOMPARE(hello->place.number, static_cast<std::uint64_t>(m_hello.value) * 2);
        QCOMPARE(hello->from.toString(), std::string("192.0.2.1:40000"));
        QVERIFY(hello->transport == Transport::Tcp);
        QVERIFY(!m_reader->event(m_syn)->row.isValid());
        QCOMPARE(m_reader->event(m_reset)->row, m_call); // the lowest of those that show it
    }
    void keepTheirBytes() {
        QCOMPARE(m_reader->bytes(m_reset), std::string("\0\1\2", 3));
        QCOMPARE(m_reader->bytes(m_invite), std::string("INVITE sip:b SIP/2.0"));
        QCOMPARE(m_reader->event(m_reset)->rawBytes, 3U);
        QCOMPARE(m_reader->bytes(EventId{99}), std::string());
    }
    void standInTheCaseOrder() {
        const std::vector<EventId> asked{m_reset, m_hello, m_invite};
        const auto positions = m_reader->positions(asked);
        QCOMPARE(positions.size(), std::size_t{3});
        QCOMPARE(positions[0].id, m_hello);
        QCOMPARE(positions[1].id, m_invite);
        QCOMPARE(positions[2].id, m_reset);
        QCOMPARE(positions[2].row, m_call);
    }
    void areReadBackForAnAnalysis() {
        const auto packets = store::storedPackets(m_reader->database());
        QCOMPARE(packets.size(), std::size_t{3});
        QCOMPARE(packets[0].id, m_reset);
        QCOMPARE(packets[0].source, SourceId{1});
        QCOMPARE(packets[0].record.kind, std::string("tcp.rst"));
        QCOMPARE(std::string(net::factOf(packets[2].record.summary, "sni")), std::string("a\nb=c"));
        QCOMPARE(std::string(net::factOf(packets[2].record.summary, "none")), std::string());
        QCOMPARE(packets[1].record.time, CaseBuilder::at(5));
        QCOMPARE(packets[1].record.connection, std::uint64_t{1});
        QVERIFY(store::nextEventId(m_reader->database()) > m_hello.value);
    }
};

QTEST_APPLESS_MAIN(TestCasePackets)
#include "test_case_packets.moc"
