#include "core/net/dns/dns_message.h"
#include "packets.h"
#include "support/samples.h"

#include <QProcess>
#include <QStandardPaths>
#include <QtTest/QTest>

#include <set>

using namespace echelle;
using namespace echelle::test;
using net::dns::Type;

namespace {

std::string label(const std::string& text) {
    return std::string(1, static_cast<char>(text.size())) + text;
}
std::string name(const std::string& dotted) {
    std::string out;
    std::size_t begin = 0;
    while (begin <= dotted.size() && !dotted.empty()) {
        const std::size_t end = std::min(dotted.find('.', begin), dotted.size());
        out += label(dotted.substr(begin, end - begin));
        begin = end + 1;
    }
    return out + '\0';
}
std::string question(const std::string& host, unsigned type) {
    return name(host) + be16(type) + be16(1);
}
std::string query(const std::string& host, unsigned type) {
    return be16(7) + be16(0x0100) + be16(1) + be16(0) + be32(0) + question(host, type);
}
std::string record(const std::string& owner, unsigned type, const std::string& data) {
    return owner + be16(type) + be16(1) + be32(60) + be16(static_cast<unsigned>(data.size())) + data;
}
const std::string kOwner = hex("c00c"); // the question's name
std::string response(const std::string& host, unsigned type, unsigned code, const std::vector<std::string>& answers) {
    std::string out = be16(7) + be16(0x8180 | code) + be16(1) + be16(static_cast<unsigned>(answers.size())) + be32(0) +
                      question(host, type);
    for (const std::string& answer : answers)
        out += answer;
    return out;
}

// Lookups by 10.0.0.1 at 10.0.0.2:53.
class Resolver {
public:
    Wire wire;
    void ask(const std::string& host, unsigned type) { wire.ip(ipv4(udp(query(host, type), 5353 + 1, 53))); }
    void answer(const std::string& host, unsigned type, unsigned code, const std::vector<std::string>& answers = {}) {
        Ip4 h;
        std::swap(h.from, h.to);
        wire.ip(ipv4(udp(response(host, type, code, answers), 53, 5353 + 1), h));
    }
    void lookup(const std::string& host, unsigned type, unsigned code, const std::vector<std::string>& answers = {}) {
        ask(host, type);
        answer(host, type, code, answers);
    }
    // Ending and name of each row.
    std::string rows(bool speaksSip = true) {
        if (speaksSip)
            wire.ip(ipv4(udp(request(1))));
        wire.finish();
        std::string all;
        for (const net::ConnectionFacts& c : wire.heard.connections)
            all += std::string(net::factOf(c.facts, "ending")) + " " + c.serverName + "\n";
        return all;
    }
};
constexpr unsigned kA = 1, kAaaa = 28, kSrv = 33, kTxt = 16, kNaptr = 35;
const std::string kAddress = record(kOwner, kA, hex("c0000201"));

} // namespace

// Oracle: RFC 1035, 2782, 3403, 3596 for the format, verdicts "DNS" for what becomes a row, and tshark.
class TestDns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsRecords() {
        const std::string bytes = response(
            "Example.com", kA, 0,
            {record(kOwner, 5, label("sip") + hex("c00c")), record(name("sip.example.com"), kA, hex("c0000201")),
             record(kOwner, kAaaa, hex("20010db8000000000000000000000001")),
             record(kOwner, kSrv, be16(10) + be16(5) + be16(5060) + name("sip.example.com")),
             record(kOwner, kNaptr,
                    be16(100) + be16(10) + label("s") + label("SIP+D2U") + label("") + name("_sip._udp.example.com")),
             record(kOwner, kTxt, label("v=spf1")), record(kOwner, 65, "\x01")});
        const auto m = net::dns::read(asBytes(bytes));
        QVERIFY(m.has_value());
        QVERIFY(m->isResponse && !m->isPartial);
        QCOMPARE(m->name, std::string("Example.com"));
        QCOMPARE(m->answers.size(), std::size_t{7});
        QCOMPARE(m->answers[0].target, std::string("sip.Example.com"));
        QCOMPARE(m->answers[1].name, std::string("sip.example.com"));
        QCOMPARE(m->answers[1].text, std::string("192.0.2.1"));
        QCOMPARE(m->answers[2].text, std::string("2001:db8::1"));
        QCOMPARE(m->answers[3].text, std::string("10 5 5060 sip.example.com"));
        QCOMPARE(m->answers[4].text, std::string("100 10 s SIP+D2U  _sip._udp.example.com"));
        QCOMPARE(m->answers[5].text, std::string("v=spf1"));
        QCOMPARE(net::dns::toString(m->answers[6].type), std::string("TYPE65"));
        // Every cut is read or refused, and gives no more than the whole.
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const std::vector<std::uint8_t> exact(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
            const auto cut = net::dns::read(exact);
            QVERIFY(!cut || (cut->answers.size() < 7 && cut->isPartial));
        }
    }

    void pointersLeadBack_data() {
        QTest::addColumn<QByteArray>("owner");
        QTest::newRow("itself") << QByteArray::fromHex("c021");
        QTest::newRow("ahead") << QByteArray::fromHex("c0ff");
        QTest::newRow("ring") << QByteArray::fromHex("0161c021");
        QTest::newRow("reserved") << QByteArray::fromHex("8061");
        QTest::newRow("half") << QByteArray::fromHex("c0");
    }
    void pointersLeadBack() {
        QFETCH(QByteArray, owner);
        const std::string bytes =
            response("sip.example.com", kA, 0, {record(owner.toStdString(), kA, hex("c0000201"))});
        const auto m = net::dns::read(asBytes(bytes));
        QVERIFY(m.has_value());
        QVERIFY(m->answers.empty());
        QVERIFY(m->isPartial);
    }

    void namesAreBounded() {
        std::string dotted;
        for (int i = 0; i < 6; ++i)
            dotted += (i > 0 ? "." : "") + std::string(50, 'a');
        QVERIFY(!net::dns::read(asBytes(query(dotted, kA))));
        QVERIFY(net::dns::read(asBytes(query(dotted.substr(0, 203), kA))));
        // 200 answers in a small message: 64 are kept.
        const auto many =
            net::dns::read(asBytes(response("sip.example.com", kA, 0, std::vector<std::string>(200, kAddress))));
        QCOMPARE(many->answers.size(), net::dns::kMaxAnswers);
        QVERIFY(many->isPartial);
    }

    void noSuchHost() {
        Resolver r;
        r.lookup("sip.example.com", kA, 3);
        r.lookup("sip.example.com", kAaaa, 3);
        QCOMPARE(r.rows(), std::string("no-such-host sip.example.com\n"));
        const net::ConnectionFacts& c = r.wire.heard.connections[0];
        QCOMPARE(c.protocol, std::string("DNS"));
        QCOMPARE(c.client.address.toString(), std::string("10.0.0.1"));
        QCOMPARE(c.server.toString(), std::string("10.0.0.2:53"));
        QCOMPARE(c.packets, std::uint64_t{4});
        QCOMPARE(std::string(net::factOf(c.facts, "queries")), std::string("2"));
        QCOMPARE(r.wire.heard.packets.size(), std::size_t{4});
        QCOMPARE(r.wire.heard.packets[1].connection, c.number);
        QCOMPARE(std::string(net::factOf(r.wire.heard.packets[1].summary, "rcode")), std::string("NXDOMAIN"));
        QCOMPARE(r.wire.skipped("dns"), std::uint64_t{4});
    }

    // In sound alone it is a SIP name, and nobody here speaks SIP: as in a capture beside a name server.
    void soundIsNoNeed() {
        Resolver r;
        r.lookup("sipinternal.example.com", kA, 3);
        r.lookup("sip.pstnhub.microsoft.com", kA, 3);
        r.lookup("_sip._tls.example.com", kSrv, 3);
        QCOMPARE(r.rows(false), std::string("no-such-host sip.pstnhub.microsoft.com\n"));
    }

    void noAddress() {
        Resolver r;
        r.lookup("sbc.example.com", kA, 0);
        r.lookup("sbc.example.com", kAaaa, 0);
        r.lookup("sbc.example.com", kTxt, 0, {record(kOwner, kTxt, label("MS=ms1"))});
        QCOMPARE(r.rows(), std::string("no-address sbc.example.com\n"));
        QCOMPARE(std::string(net::factOf(r.wire.heard.packets[1].summary, "rcode")), std::string("NODATA"));
    }

    void silent_data() {
        QTest::addColumn<int>("which");
        const char* names[] = {"A came, AAAA did not", "found later",   "only AAAA asked, none",
                               "SRV missed, A came",   "search suffix", "not SIP's",
                               "answer cut",           "no answer"};
        for (int i = 0; i < 8; ++i)
            QTest::newRow(names[i]) << i;
    }
    void silent() {
        QFETCH(int, which);
        Resolver r;
        switch (which) {
        case 0:
            r.lookup("sip.example.com", kA, 0, {kAddress});
            r.lookup("sip.example.com", kAaaa, 0);
            break;
        case 1:
            r.lookup("sip.example.com", kA, 3);
            r.lookup("sip.example.com", kA, 0, {kAddress});
            break;
        case 2:
            r.lookup("sip.example.com", kAaaa, 0);
            break;
        case 3:
            r.lookup("_sip._udp.example.com", kSrv, 3);
            r.lookup("example.com", kA, 0, {kAddress});
            break;
        case 4:
            r.lookup("sip.example.com", kA, 0, {kAddress});
            r.lookup("sip.example.com.corp.local", kA, 3);
            break;
        case 5:
            r.lookup("www.example.org", kA, 3);
            break;
        case 6:
            r.lookup("sip.example.com", kA, 0, {record(kOwner, kA, "xyz")});
            break;
        default:
            r.ask("sip.example.com", kA);
            break;
        }
        QCOMPARE(r.rows(), std::string());
    }

    // The name stands in no list of SIP names, but SIP asks for it: a request to it, or an SRV record that leads to it.
    void neededBySip() {
        Resolver r;
        r.lookup("pbx.example.net", kA, 3);
        r.lookup("_sip._tcp.example.com", kSrv, 0,
                 {record(kOwner, kSrv, be16(1) + be16(1) + be16(5060) + name("edge.example.com"))});
        r.lookup("edge.example.com", kA, 5);
        const std::string text = "INVITE sip:200@PBX.example.net;transport=udp SIP/2.0\r\nCall-ID: 1\r\n"
                                 "Content-Length: 0\r\n\r\n";
        r.wire.ip(ipv4(udp(text)));
        QCOMPARE(r.rows(), std::string("no-such-host pbx.example.net\nrefused-lookup edge.example.com\n"));
        // The answer to SRV is kept as a fact of the case, without a row.
        const auto& packets = r.wire.heard.packets;
        QVERIFY(std::any_of(packets.begin(), packets.end(), [](const net::PacketRecord& p) {
            return p.connection == 0 &&
                   net::factOf(p.summary, "answer") == std::string_view("SRV 1 1 5060 edge.example.com");
        }));
    }

    void overTcp() {
        Wire wire;
        const auto send = [&wire](bool isQuery, const std::string& message) {
            Ip4 h;
            h.protocol = 6;
            if (!isQuery)
                std::swap(h.from, h.to);
            const std::string framed = be16(static_cast<unsigned>(message.size())) + message;
            wire.ip(ipv4(tcp(framed, 1, tcp_flag::kAck, 0, isQuery ? 3000 : 53, isQuery ? 53 : 3000), h));
        };
        send(true, query("sip.example.com", kA));
        send(false, response("sip.example.com", kA, 3, {}));
        wire.ip(ipv4(udp(request(1))));
        wire.finish();
        QCOMPARE(wire.heard.connections.size(), std::size_t{1});
        QVERIFY(wire.heard.connections[0].transport == Transport::Tcp);
    }

    void agreesWithTshark_data() {
        QTest::addColumn<QString>("file");
        for (const char* file : {"dns_naptr.pcap", "dns_nxdomain.pcap", "register_dns_srv_refused_480.pcapng",
                                 "teams_client_tls_stun_dns.pcap"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }
    void agreesWithTshark() {
        QFETCH(QString, file);
        const QString path = QString::fromStdString(samplesDir()) + QStringLiteral("/pcap/") + file;
        if (!QFile::exists(path))
            QSKIP("the shared samples are not here");
        if (QStandardPaths::findExecutable(QStringLiteral("tshark")).isEmpty())
            QSKIP("no tshark on this machine");
        QProcess tshark;
        QStringList arguments{QStringLiteral("-n"),
                              QStringLiteral("-r"),
                              path,
                              QStringLiteral("-Y"),
                              QStringLiteral("dns && udp && !mdns"),
                              QStringLiteral("-T"),
                              QStringLiteral("fields"),
                              QStringLiteral("-E"),
                              QStringLiteral("separator=|"),
                              QStringLiteral("-E"),
                              QStringLiteral("aggregator= ")};
        for (const char* field : {"udp.payload", "dns.qry.name", "dns.qry.type", "dns.flags.rcode", "dns.a", "dns.aaaa",
                                  "dns.cname", "dns.srv.target", "dns.naptr.replacement"})
            arguments << QStringLiteral("-e") << QString::fromLatin1(field);
        tshark.start(QStringLiteral("tshark"), arguments);
        QVERIFY(tshark.waitForFinished(60'000));
        int compared = 0;
        for (const QByteArray& line : tshark.readAllStandardOutput().split('\n')) {
            const QList<QByteArray> fields = line.split('|');
            if (fields.size() != 9)
                continue;
            const std::string payload = QByteArray::fromHex(fields[0]).toStdString();
            const auto m = net::dns::read(asBytes(payload));
            QVERIFY(m.has_value());
            ++compared;
            QCOMPARE(QByteArray::fromStdString(m->name), fields[1]);
            QCOMPARE(QByteArray::number(static_cast<int>(m->type)), fields[2]);
            if (m->isResponse)
                QCOMPARE(QByteArray::number(static_cast<int>(m->code)), fields[3]);
            QByteArrayList ours[5];
            for (const net::dns::Record& r : m->answers) {
                const int place = r.type == Type::A       ? 0
                                  : r.type == Type::Aaaa  ? 1
                                  : r.type == Type::Cname ? 2
                                  : r.type == Type::Srv   ? 3
                                  : r.type == Type::Naptr ? 4
                                                          : -1;
                if (place >= 0)
                    ours[place] << QByteArray::fromStdString(place < 2 ? r.text : r.target);
            }
            // tshark has the addresses of all sections; here only the answers count.
            for (int i = 0; i < 5; ++i)
                QVERIFY2(fields[4 + i].startsWith(ours[i].join(' ')), qPrintable(QString::fromLatin1(line)));
        }
        QVERIFY(compared > 0);
    }
};

QTEST_APPLESS_MAIN(TestDns)
#include "test_dns.moc"
