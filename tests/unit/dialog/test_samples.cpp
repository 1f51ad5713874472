#include "core/capture/input.h"
#include "core/dialog/call_facts.h"
#include "core/dialog/message_digest.h"
#include "core/dialog/sighting_matcher.h"
#include "core/dialog/tracker.h"
#include "core/net/decoder.h"
#include "tests/support/samples.h"

#include <QtTest/QTest>

#include <map>

using namespace echelle;
using dialog::SightingRelation;

namespace {

// Reads one capture through decoder, matcher and tracker.
class Trace : public net::PayloadSink, public dialog::AnalysisSink {
public:
    explicit Trace(const std::string& name) : m_tracker(*this) {
        auto input = capture::Input::open(test::samplesDir() + "/pcap/" + name);
        if (!input)
            return;
        ImportLog log;
        auto source = capture::openFrames(*input, log);
        if (!source)
            return;
        net::Decoder decoder(*this, log);
        capture::Frame frame;
        for (auto more = (*source)->next(frame); more && *more; more = (*source)->next(frame)) {
            decoder.decode(frame);
            if (frame.time.isValid() && (!m_last.isValid() || frame.time > m_last))
                m_last = frame.time;
        }
        decoder.finish();
        m_tracker.finish(m_last);
        isRead = true;
    }

    void onSip(const net::SipPayload& p) override {
        sip::parse(asText(p.bytes), m_message);
        dialog::Observation o;
        o.message = &m_message;
        dialog::digest(m_message, m_digest);
        o.digest = &m_digest;
        o.source = SourceId{1};
        o.place = {PlaceKind::Frame, p.facts.frame};
        o.indexInPlace = p.indexInFrame;
        o.time = p.facts.time;
        o.sourceAddress = p.source;
        o.destinationAddress = p.destination;
        o.transport = p.transport;
        o.ipId = p.facts.ipId;
        o.ttl = p.facts.ttl;
        o.interfaceIndex = p.facts.interfaceIndex;
        o.linkKey = p.facts.linkKey;
        o.connection = p.connection;
        const auto match = m_matcher.match(o);
        ++relations[match.relation];
        if (match.message.isValid()) {
            m_tracker.addSighting(match.message, o, match.relation);
            return;
        }
        const EventId id{static_cast<std::int64_t>(frames.size()) + 1};
        frames.push_back(p.facts.frame);
        m_matcher.remember(id, o);
        placements.push_back(m_tracker.track(id, o));
    }
    void onConnection(const net::ConnectionFacts& facts) override { (void)facts; }
    void onLeg(const dialog::LegFacts& leg) override { legs.push_back(leg); }
    void onRow(const dialog::RowFacts& row, const dialog::CallFacts& facts) override {
        (void)facts;
        rows.push_back(row);
    }

    // Where the message of a frame was put; the frame that its link names.
    [[nodiscard]] const dialog::Placement& at(std::uint64_t frame) const {
        const auto it = std::find(frames.begin(), frames.end(), frame);
        return placements[static_cast<std::size_t>(it - frames.begin())];
    }
    [[nodiscard]] std::uint64_t frameOf(EventId id) const {
        return id.isValid() ? frames[static_cast<std::size_t>(id.value) - 1] : 0;
    }

    bool isRead = false;
    std::map<SightingRelation, int> relations;
    std::vector<std::uint64_t> frames; // of each message
    std::vector<dialog::Placement> placements;
    std::vector<dialog::RowFacts> rows;
    std::vector<dialog::LegFacts> legs;

private:
    sip::Message m_message;
    dialog::MessageDigest m_digest;
    dialog::SightingMatcher m_matcher;
    dialog::Tracker m_tracker;
    Timestamp m_last;
};

} // namespace

// Real captures of the shared samples. Oracle: tshark's dissection, read by hand; figures of the definitions.
class TestSamples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { ECHELLE_NEED_SAMPLES(); }

    void doubleCapturesOfTheFaxCall() {
        Trace trace("call_fax_t38_megaco.pcap");
        QVERIFY(trace.isRead);
        QCOMPARE(trace.relations[SightingRelation::DoubleCapture], 23);
        for (const auto& row : trace.rows)
            QCOMPARE(row.retransmissions, 0U);
    }

    void realRetransmissionAfterAThirdOfAMillisecond() {
        Trace trace("call_b2bua_asterisk_two_phones.pcapng");
        QVERIFY(trace.isRead);
        QCOMPARE(trace.relations[SightingRelation::DoubleCapture], 0);
        QCOMPARE(trace.frameOf(trace.at(25).retransmissionOf), std::uint64_t{24});
        QCOMPARE(trace.frameOf(trace.at(27).retransmissionOf), std::uint64_t{26});
    }

    void callThroughAProxyIsOneRow() {
        Trace trace("call_via_proxy_two_legs.pcap");
        QVERIFY(trace.isRead);
        QCOMPARE(trace.rows.size(), std::size_t{1});
        QVERIFY(trace.rows[0].state == dialog::RowState::Answered);
        QCOMPARE(trace.rows[0].messages, 11U);
        const std::map<std::uint64_t, std::uint64_t> hops{{3, 1}, {6, 5}, {8, 7}};
        for (std::uint64_t frame = 1; frame <= 11; ++frame) {
            const auto it = hops.find(frame);
            QCOMPARE(trace.frameOf(trace.at(frame).nextHopOf), it == hops.end() ? std::uint64_t{0} : it->second);
        }
    }

    void outcomes_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("calls");
        QTest::addColumn<QString>("states"); // of its calls, in order of row
        const auto row = [](const char* file, int calls, const char* states) {
            QTest::newRow(file) << QString::fromLatin1(file) << calls << QString::fromLatin1(states);
        };
        row("call_cancel_487.pcap", 1, "cancelled/caller");
        row("call_488_codec_reject.pcapng", 1, "failed/");
        row("call_603_and_dtmf_rfc2833.cap", 2, "declined/callee answered/");
        row("call_tcp_rtp_rtcp.pcap", 1, "answered/callee");
        row("call_g711_two_calls_no_bye_rtp.pcap", 2, "answered/callee answered/");
        row("gen_kamailio_relay_loopback.pcapng", 2, "answered/caller answered/caller");
        row("call_reinvite_codec_change_opus.pcap", 1, "answered/caller");
    }
    void outcomes() {
        QFETCH(QString, file);
        QFETCH(int, calls);
        QFETCH(QString, states);
        Trace trace(file.toStdString());
        QVERIFY(trace.isRead);
        std::sort(trace.rows.begin(), trace.rows.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
        std::string found;
        int count = 0;
        for (const auto& row : trace.rows) {
            if (row.kind != dialog::RowKind::Call)
                continue;
            ++count;
            found += (found.empty() ? "" : " ") + std::string(toString(row.state)) + "/" +
                     std::string(toString(row.endedBy));
        }
        QCOMPARE(count, calls);
        QCOMPARE(QString::fromStdString(found), states);
    }

    void everyRecordIsInOneRow_data() {
        QTest::addColumn<QString>("file");
        for (const char* file : {"sipp_load_1334_calls_403.pcapng", "mixed_403_407_483_loop_icmp.pcapng",
                                 "fuzz_sip_lab_2006.pcap", "lab_408_480_407_cancel.pcap"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }
    void everyRecordIsInOneRow() {
        QFETCH(QString, file);
        Trace trace(file.toStdString());
        QVERIFY(trace.isRead);
        std::uint32_t messages = 0;
        std::uint32_t sightings = 0;
        for (const auto& row : trace.rows) {
            messages += row.messages;
            sightings += row.sightings;
        }
        int records = 0;
        for (const auto& [relation, count] : trace.relations)
            records += count;
        QCOMPARE(messages, static_cast<std::uint32_t>(trace.placements.size()));
        QCOMPARE(sightings, static_cast<std::uint32_t>(records));
    }
};

QTEST_APPLESS_MAIN(TestSamples)
#include "test_samples.moc"
