#include "core/capture/pcapng_writer.h"
#include "core/store/stored_sightings.h"
#include "support/import_for_test.h"
#include "tests/unit/net/packets.h"

#include <fstream>

using namespace echelle;
using namespace echelle::test;

namespace {

// A capture of raw IP packets between 10.0.0.1 and 10.0.0.2, written as they are made.
class Trace {
public:
    Trace() : m_writer(m_bytes, "test", "") {
        capture::Interface raw;
        raw.linkType = capture::link::kRaw;
        m_writer.addInterface(raw);
    }
    void packet(std::int64_t ms, bool isFromClient, unsigned protocol, const std::string& payload) {
        Ip4 h;
        h.protocol = protocol;
        h.id = ++m_id;
        if (!isFromClient)
            std::swap(h.from, h.to);
        const std::string bytes = ipv4(payload, h);
        m_writer.addPacket(0, Timestamp{(1'767'225'600'000 + ms) * 1'000'000}, asBytes(bytes),
                           static_cast<std::uint32_t>(bytes.size()));
    }
    void tcpFrom(std::int64_t ms, bool isFromClient, unsigned port, unsigned flags, std::uint32_t sequence,
                 const std::string& payload = {}, unsigned clientPort = 40'000) {
        packet(ms, isFromClient, 6,
               tcp(payload, sequence, flags, 1, isFromClient ? clientPort : port, isFromClient ? port : clientPort));
    }
    void open(std::int64_t ms, unsigned port) {
        tcpFrom(ms, true, port, tcp_flag::kSyn, 100);
        tcpFrom(ms + 1, false, port, tcp_flag::kSyn | tcp_flag::kAck, 500);
        tcpFrom(ms + 2, true, port, tcp_flag::kAck, 101);
    }
    static std::string invite(const std::string& callId) {
        return "INVITE sip:200@10.0.0.2 SIP/2.0\r\nVia: SIP/2.0/TCP 10.0.0.1;branch=z9hG4bK" + callId +
               "\r\nFrom: <sip:100@10.0.0.1>;tag=a\r\nTo: <sip:200@10.0.0.2>\r\nCall-ID: " + callId +
               "\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n";
    }
    std::string writeTo(const QTemporaryDir& dir, const char* name) const {
        const std::string path = dir.filePath(QString::fromLatin1(name)).toStdString();
        std::ofstream(path, std::ios::binary) << m_bytes;
        return path;
    }

private:
    std::string m_bytes;
    capture::PcapngWriter m_writer;
    unsigned m_id = 0;
};

// What the case says of each row: kind, state, findings with their proof, events of its ladder.
std::string storyOf(store::CaseReader& reader) {
    std::string text;
    for (const store::RowRecord& row : reader.rows({}, store::RowSort::Start, false, 0, 100)) {
        const std::vector<RowId> id{row.facts.id};
        text += std::to_string(row.facts.id.value) + " " + std::string(toString(row.facts.kind)) + " " +
                std::string(toString(row.facts.state)) + ":";
        for (const rules::Finding& f : reader.findings(id))
            if (f.rule != "sip.invite-without-sdp") // the INVITEs here have no body
                text += " " + f.rule + "(" + std::to_string(f.proof.front().value) + ")";
        text += " |";
        reader.eachEvent(id, [&text](const store::EventRecord& e) {
            text += " " + std::to_string(e.id.value) + "=" +
                    (e.kind == store::EventKind::Sip ? std::string(sip::toString(e.method)) : e.packetKind) + "@" +
                    std::to_string(e.place.number);
            return true;
        });
        text += "\n";
    }
    return text;
}

} // namespace

// From packets to rows, findings and ladders, through the whole import (model.md "Events").
class TestTransportFaults : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    static void fill(Trace& t) {
        // Frames 1 to 5: an INVITE over TCP, reset before it was answered.
        t.open(0, 5060);
        t.tcpFrom(10, true, 5060, tcp_flag::kAck, 101, Trace::invite("reset"));
        t.tcpFrom(400, false, 5060, tcp_flag::kReset | tcp_flag::kAck, 501);
        // 6 to 9: two refused attempts.
        for (unsigned i = 0; i < 2; ++i) {
            t.tcpFrom(1000 + i * 1000, true, 5061, tcp_flag::kSyn, 100, {}, 41'000 + i);
            t.tcpFrom(1001 + i * 1000, false, 5061, tcp_flag::kReset | tcp_flag::kAck, 0, {}, 41'000 + i);
        }
        // 10 and 11: an INVITE over UDP, and the host says that the port is closed.
        const std::string datagram = udp(Trace::invite("icmp"));
        t.packet(4000, true, 17, datagram);
        Ip4 h;
        t.packet(4001, false, 1, hex("03 03 0000 00000000") + ipv4(datagram, h));
        // 12: the input goes on.
        t.packet(60'000, true, 17, udp("x", 9000, 9000));
    }

private Q_SLOTS:
    void rowsAndFindings() {
        Trace t;
        fill(t);
        ImportedCase imported({t.writeTo(m_dir, "a.pcapng")});
        QVERIFY(imported.hasCase());
        const std::string story = storyOf(imported.reader());
        // Ids are given in the order of time; a call shows the packet that ended it, a connection all of its own.
        QCOMPARE(story, std::string("1 call unanswered: transport.tcp-reset(4) sip.no-final-response(3) | 3=INVITE@4 "
                                    "4=tcp.rst@5\n"
                                    "3 connection failed: transport.tcp-refused(8) | 11=TCP@6 7=tcp.syn@6 8=tcp.rst@7 "
                                    "9=tcp.syn@8 10=tcp.rst@9\n"
                                    "2 call unanswered: transport.icmp-unreachable(6) sip.no-final-response(5) | "
                                    "5=INVITE@10 6=icmp.error@11\n"));
        const auto failing = imported.reader().failingEvents({});
        QVERIFY(std::find(failing.begin(), failing.end(), EventId{4}) != failing.end());
        // Those of a healthy opening belong to no row, and come where all events are asked for.
        std::string kinds;
        imported.reader().eachEvent({}, [&kinds](const store::EventRecord& e) {
            if (!e.row.isValid())
                kinds += e.packetKind + " ";
            return true;
        });
        QCOMPARE(kinds, std::string("tcp.syn tcp.syn-ack "));
    }

    void analysisCanBeMadeAgain() {
        Trace t;
        fill(t);
        ImportedCase imported({t.writeTo(m_dir, "b.pcapng")});
        const std::string before = storyOf(imported.reader());
        QVERIFY(ingest::analyse(imported.path(), codes()));
        auto again = store::CaseReader::open(imported.path());
        QCOMPARE(storyOf(*again), before);
        QCOMPARE(store::storedPackets(again->database()).size(), std::size_t{8});
    }
};

QTEST_GUILESS_MAIN(TestTransportFaults)
#include "test_transport_faults.moc"
