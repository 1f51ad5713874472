#include "core/capture/input.h"
#include "core/net/decoder.h"
#include "core/tls/key_schedule.h"
#include "core/tls/key_store.h"
#include "core/tls/session.h"
#include "tests/support/samples.h"
#include "tests/unit/net/packets.h"

#include <QProcess>
#include <QStandardPaths>
#include <QtTest/QTest>

#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <sstream>

using namespace echelle;
using namespace echelle::test;

namespace {

std::string dataFile(const std::string& name) {
    return dataDir() + "/tls/" + name;
}
std::string contentOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
}

struct Reading {
    Listener heard;
    ImportLog log;
};

// Frames of a capture through the decoder; keys: text of a key log, or none.
void readCapture(const std::string& path, const std::string& keyText, Reading& into,
                 const std::function<bool(std::uint64_t)>& isKept = {}) {
    tls::KeyStore keys;
    if (!keyText.empty())
        QVERIFY(keys.add(keyText));
    auto input = capture::Input::open(path);
    QVERIFY(input);
    auto frames = capture::openFrames(*input, into.log);
    QVERIFY(frames);
    net::Decoder decoder(into.heard, into.log, &keys);
    capture::Frame frame;
    for (auto got = (*frames)->next(frame); got && *got; got = (*frames)->next(frame))
        if (!isKept || isKept(frame.number))
            decoder.decode(frame);
    decoder.finish();
}

// The TCP payloads of a capture of loopback, in order: Ethernet, IPv4 without options.
struct Segment {
    std::uint16_t clientPort = 0;
    bool isFromServer = false;
    std::string payload;
    std::uint64_t frame = 0;
};
std::vector<Segment> segmentsOf(const std::string& path) {
    std::vector<Segment> all;
    ImportLog log;
    auto input = capture::Input::open(path);
    auto frames = capture::openFrames(*input, log);
    capture::Frame frame;
    while (*(*frames)->next(frame)) {
        const ByteView tcp = frame.bytes.subspan(14 + 20);
        const std::size_t header = std::size_t{4} * (tcp[12] >> 4);
        const std::uint16_t source = readBe16(tcp.data());
        const bool isFromServer = source == 5061;
        if (tcp.size() > header)
            all.push_back({isFromServer ? readBe16(tcp.data() + 2) : source, isFromServer,
                           std::string(asText(tcp.subspan(header))), frame.number});
    }
    return all;
}

class Plain final : public tls::ContentSink {
public:
    void onContent(tls::Side from, ByteView plain, tls::Origin at) override {
        text[from == tls::Side::Client ? 0 : 1] += asText(plain);
        frames.push_back(at.frame);
    }
    void onContentHole(tls::Side, tls::Origin) override { ++holes; }
    std::string text[2];
    std::vector<std::uint64_t> frames;
    int holes = 0;
};

struct Content {
    std::string client;
    std::string server;
    std::vector<std::uint64_t> frames;
    friend bool operator==(const Content&, const Content&) = default;
};

// What each connection of the capture holds, its segments cut into pieces of the given size.
std::map<std::uint16_t, Content> contents(const std::vector<Segment>& segments, const std::string& keyText,
                                          std::size_t size) {
    tls::KeyStore keys;
    keys.add(keyText);
    std::map<std::uint16_t, Plain> plain;
    std::map<std::uint16_t, std::unique_ptr<tls::Session>> sessions;
    for (const Segment& s : segments) {
        auto& session = sessions[s.clientPort];
        if (!session)
            session = std::make_unique<tls::Session>(keys, plain[s.clientPort]);
        for (std::size_t at = 0; at < s.payload.size(); at += size) {
            const std::string exact = s.payload.substr(at, size);
            session->read(s.isFromServer ? tls::Side::Server : tls::Side::Client, asBytes(exact), {s.frame, {}});
        }
    }
    std::map<std::uint16_t, Content> out;
    for (auto& [port, session] : sessions) {
        session->finish();
        out[port] = {plain[port].text[0], plain[port].text[1], plain[port].frames};
    }
    return out;
}

} // namespace

class TestTls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The example of draft-ietf-tls-tls13-vectors, RFC 8448 section 3: the server's handshake key and IV.
    void keysOfTls13() {
        const std::string secret = hex("b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38");
        const tls::TrafficKeys keys = tls::trafficKeys(*tls::findCipherSuite(0x1301), secret);
        QCOMPARE(keys.key, hex("3fce516009c21727d0f2e4e86ee403bc"));
        QCOMPARE(keys.iv, hex("5d313eb2671276ee13000b30"));
    }

    // Every message of every connection that tshark reads with the same key log, by frame.
    void likeTshark_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("messages");
        QTest::newRow("suites") << QStringLiteral("suites") << 149;
        QTest::newRow("failures") << QStringLiteral("failures") << 0;
        QTest::newRow("healthy") << QStringLiteral("healthy") << 36;
        QTest::newRow("closed") << QStringLiteral("closed") << 12;
        QTest::newRow("websocket") << QStringLiteral("websocket") << 8;
    }
    void likeTshark() {
        QFETCH(QString, name);
        QFETCH(int, messages);
        if (QStandardPaths::findExecutable(QStringLiteral("tshark")).isEmpty())
            QSKIP("no tshark on this machine");
        const std::string base = dataFile(name.toStdString());
        QProcess tshark;
        tshark.start(QStringLiteral("tshark"),
                     {QStringLiteral("-r"), QString::fromStdString(base + ".pcap"), QStringLiteral("-o"),
                      QStringLiteral("tls.keylog_file:") + QString::fromStdString(base + ".keys"), QStringLiteral("-Y"),
                      QStringLiteral("sip && tls && !icmp && (sip.Method || sip.Status-Code)"), QStringLiteral("-T"),
                      QStringLiteral("fields"), QStringLiteral("-e"), QStringLiteral("frame.number"),
                      QStringLiteral("-e"), QStringLiteral("sip.Call-ID"), QStringLiteral("-e"),
                      QStringLiteral("sip.Status-Code")});
        QVERIFY(tshark.waitForFinished(60'000));
        std::vector<std::string> expected;
        for (const QByteArray& line : tshark.readAllStandardOutput().split('\n'))
            if (!line.isEmpty())
                expected.push_back(line.toStdString());
        Reading reading;
        readCapture(base + ".pcap", contentOf(base + ".keys"), reading);
        std::vector<std::string> found;
        for (const Heard& heard : reading.heard.messages) {
            if (heard.payload.transport == Transport::Tcp)
                continue; // the server that speaks no TLS
            const std::size_t begin = heard.bytes.find("Call-ID: ") + 9;
            found.push_back(std::to_string(heard.payload.facts.frame) + '\t' +
                            heard.bytes.substr(begin, heard.bytes.find('\r', begin) - begin) + '\t' +
                            (heard.bytes.starts_with("SIP/2.0 200") ? "200" : ""));
            QVERIFY(heard.payload.transport == (name == QStringLiteral("websocket") ? Transport::Wss : Transport::Tls));
        }
        QCOMPARE(found, expected);
        QCOMPARE(static_cast<int>(found.size()), messages);
    }

    // Without keys nothing is read, and each connection says so with its version and suite.
    void withoutKeys() {
        Reading reading;
        readCapture(dataFile("suites.pcap"), {}, reading);
        QVERIFY(reading.heard.messages.empty());
        QVERIFY(reading.heard.connections.size() >= 35);
        for (const net::ConnectionFacts& facts : reading.heard.connections) {
            QVERIFY(!net::factOf(facts.facts, "tls_version").empty());
            QVERIFY(!net::factOf(facts.facts, "tls_cipher").empty());
            QCOMPARE(net::factOf(facts.facts, "tls_unread"), std::string_view("unread"));
            QCOMPARE(facts.serverName, std::string("sbc.example.com"));
        }
    }
    // A key log of another connection.
    void withoutTheSecret() {
        Reading reading;
        readCapture(dataFile("suites.pcap"), "CLIENT_RANDOM " + std::string(64, 'a') + ' ' + std::string(96, 'b'),
                    reading);
        QVERIFY(reading.heard.messages.empty());
        for (const net::ConnectionFacts& facts : reading.heard.connections)
            QCOMPARE(net::factOf(facts.facts, "tls_unread"), std::string_view("no-secret"));
    }
    // The server's private key opens the connections with RSA key exchange, and those alone.
    void privateKey() {
        Reading reading;
        readCapture(dataFile("suites.pcap"), contentOf(dataFile("server.key")), reading);
        std::set<std::uint64_t> connections;
        for (const Heard& heard : reading.heard.messages)
            connections.insert(heard.payload.connection);
        // AES128-SHA, AES256-SHA256, AES256-GCM, AES128-CCM, NULL, AES128-SHA without EtM, TLS 1.0 and 1.1 twice
        QCOMPARE(connections.size(), std::size_t{10});
    }

    void cutDifferently_data() {
        QTest::addColumn<int>("size");
        for (const int size : {1, 3, 5, 6, 17, 100, 1000})
            QTest::addRow("%d", size) << size;
    }
    void cutDifferently() {
        QFETCH(int, size);
        const std::vector<Segment> segments = segmentsOf(dataFile("suites.pcap"));
        const std::string keys = contentOf(dataFile("suites.keys"));
        const auto whole = contents(segments, keys, 100'000);
        QVERIFY(whole.size() >= 35);
        for (const auto& [port, content] : whole)
            QVERIFY(content.client.starts_with("OPTIONS "));
        QVERIFY(contents(segments, keys, static_cast<std::size_t>(size)) == whole);
    }

    // Each segment of the server's lost in turn: what comes is a part of what was there, and never anything else.
    void holes() {
        Reading whole;
        readCapture(dataFile("suites.pcap"), contentOf(dataFile("suites.keys")), whole);
        std::set<std::string> known;
        for (const Heard& heard : whole.heard.messages)
            known.insert(heard.bytes);
        std::size_t read = 0;
        for (std::uint64_t lost = 3; lost < 120; ++lost) {
            Reading reading;
            readCapture(dataFile("suites.pcap"), contentOf(dataFile("suites.keys")), reading,
                        [lost](std::uint64_t frame) { return frame < 200 && frame != lost; });
            for (const Heard& heard : reading.heard.messages)
                QVERIFY(known.count(heard.bytes) > 0 || heard.payload.isIncomplete);
            read += reading.heard.messages.size();
        }
        QVERIFY(read > 1000); // most goes on behind a hole
    }

    void failures() {
        Reading reading;
        readCapture(dataFile("failures.pcap"), {}, reading);
        const auto has = [&](std::string_view name, std::string_view value) {
            return std::any_of(reading.heard.connections.begin(), reading.heard.connections.end(),
                               [&](const auto& c) { return net::factOf(c.facts, name) == value; });
        };
        QVERIFY(has("tls_alert", "certificate_expired"));
        QVERIFY(has("tls_alert", "protocol_version"));
        QVERIFY(has("tls_alert", "handshake_failure"));
        QVERIFY(has("tls_signature", "") && has("tls_expired", "CN=sbc.example.com"));
        QVERIFY(has("tls_not_after", "2021-01-01"));
    }

    // Bytes changed at random, and streams of nothing: no harm, and nothing that was not there.
    void noise() {
        const std::vector<Segment> segments = segmentsOf(dataFile("suites.pcap"));
        const std::string keys = contentOf(dataFile("suites.keys"));
        std::mt19937 random(5246);
        for (int round = 0; round < 60; ++round) {
            std::vector<Segment> damaged = segments;
            for (int hit = 0; hit < 60; ++hit) {
                std::string& payload = damaged[random() % damaged.size()].payload;
                payload[random() % payload.size()] = static_cast<char>(random());
            }
            QVERIFY(contents(damaged, keys, 1 + random() % 3000).size() >= 35);
        }
    }

    void names() {
        tls::CertificateFacts c;
        c.names = {"sbc.example.com", "*.sip.example.com", "192.0.2.1"};
        for (const char* good :
             {"sbc.example.com", "SBC.example.COM", "a.sip.example.com", "192.0.2.1", "sbc.example.com."})
            QVERIFY2(tls::isFor(c, good), good);
        for (const char* bad :
             {"example.com", "sip.example.com", "a.b.sip.example.com", ".sip.example.com", "192.0.2.2", ""})
            QVERIFY2(!tls::isFor(c, bad), bad);
    }
};

QTEST_GUILESS_MAIN(TestTls)
#include "test_tls.moc"
