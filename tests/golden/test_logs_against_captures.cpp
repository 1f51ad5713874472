#include "core/sip/message.h"
#include "support/import_for_test.h"
#include "support/samples.h"

#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

using namespace echelle;

namespace {

struct Seen {
    std::string bytes;
    Timestamp time;
    Endpoint from, to;
};

std::vector<Seen> messagesOf(test::ImportedCase& imported) {
    std::vector<Seen> all;
    imported.reader().eachEventWithBytes({}, [&](const store::EventRecord& e, std::string_view raw) {
        if (e.kind != store::EventKind::Sip)
            return true;
        for (const store::SightingRecord& s : imported.reader().sightings(e.id))
            all.push_back({std::string(raw), s.time, s.from, s.to});
        return true;
    });
    return all;
}

bool isInOrder(test::ImportedCase& imported) {
    Timestamp last;
    bool isInOrder = true;
    imported.reader().eachEventWithBytes({}, [&](const store::EventRecord& e, std::string_view) {
        isInOrder = isInOrder && (!last.isValid() || last <= e.time);
        last = e.time;
        return true;
    });
    return isInOrder;
}

} // namespace

// Logs of traffic of which there is a capture too: the same messages, byte by byte, at the same times.
class TestLogsAgainstCaptures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sameMessages_data() {
        QTest::addColumn<QString>("log");
        QTest::addColumn<QString>("capture");
        QTest::addColumn<int>("microseconds"); // that times may differ by: of the log's clock
        QTest::addColumn<bool>("hasAddresses");
        QTest::addColumn<bool>("isWhole"); // else the log holds more than the capture
        QTest::newRow("SIPp") << "sipp_3.6_uac_messages.log"
                              << "gen_sipp_loopback.pcapng" << 50'000 << true << true;
        QTest::newRow("sipdump") << "kamailio_sipdump.data"
                                 << "gen_kamailio_relay_loopback.pcapng" << 50'000 << false << false;
        QTest::newRow("sngrep, transfer") << "sngrep_save_refer-transfer.txt"
                                          << "call_refer_blind_transfer_488.pcap" << 1 << true << true;
        // The save of call_ipv6_udp.pcap is left out: its times lie beyond 2038, which sngrep prints as 1935 and 1956.
        QTest::newRow("sngrep, B2BUA") << "sngrep_save_b2bua.txt"
                                       << "call_b2bua_asterisk_two_phones.pcapng" << 1 << true << true;
        // sngrep gives a message over several segments the time of its first, here it is that of the last.
        QTest::newRow("sngrep, WebSocket") << "sngrep_save_websocket.txt"
                                           << "call_websocket_webrtc_proxy.pcap" << 1000 << true << false;
    }
    void sameMessages() {
        ECHELLE_NEED_SAMPLES();
        QFETCH(QString, log);
        QFETCH(QString, capture);
        QFETCH(int, microseconds);
        QFETCH(bool, hasAddresses);
        QFETCH(bool, isWhole);
        test::ImportedCase fromLog({test::samplesDir() + "/log/" + log.toStdString()});
        test::ImportedCase fromCapture({test::samplesDir() + "/pcap/" + capture.toStdString()});
        QVERIFY(fromLog.hasCase() && fromCapture.hasCase());
        const std::vector<Seen> logged = messagesOf(fromLog);
        const std::vector<Seen> captured = messagesOf(fromCapture);
        if (isWhole)
            QCOMPARE(logged.size(), captured.size());
        QVERIFY(isInOrder(fromLog)); // whatever the order of the log
        std::multimap<std::string, const Seen*> byBytes;
        for (const Seen& seen : logged)
            byBytes.emplace(seen.bytes, &seen);
        for (const Seen& seen : captured) {
            const auto [begin, end] = byBytes.equal_range(seen.bytes);
            bool isFound = false;
            for (auto it = begin; it != end && !isFound; ++it) {
                const std::int64_t apart = std::llabs((it->second->time - seen.time).ns);
                isFound = apart <= std::int64_t{microseconds} * 1000 &&
                          (!hasAddresses || (it->second->from == seen.from && it->second->to == seen.to));
                if (isFound)
                    byBytes.erase(it);
            }
            QVERIFY2(isFound, qPrintable(QString::fromStdString(toRfc3339(seen.time) + '\n' + seen.bytes)));
        }
    }
};

QTEST_GUILESS_MAIN(TestLogsAgainstCaptures)
#include "test_logs_against_captures.moc"
