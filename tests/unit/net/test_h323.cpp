#include "core/net/h323/h225.h"
#include "core/net/h323/per_reader.h"
#include "core/net/h323/q931.h"
#include "packets.h"
#include "tests/support/samples.h"
#include "tshark_capture.h"

#include <QtCore/QProcess>
#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::test;

Q_DECLARE_METATYPE(std::string)

namespace {

ByteView view(const std::string& bytes) {
    return asBytes(bytes);
}
std::string element(unsigned id, const std::string& value) {
    return std::string(1, static_cast<char>(id)) + static_cast<char>(value.size()) + value;
}
// User-user with the ASN.1 discriminator.
std::string userUser(const std::string& per) {
    return std::string(1, '\x7e') + be16(static_cast<unsigned>(per.size() + 1)) + '\x05' + per;
}
std::string q931(unsigned type, const std::string& elements, const std::string& reference = hex("02 1234")) {
    return '\x08' + reference + static_cast<char>(type) + elements;
}
QString text(std::string_view v) {
    return QString::fromUtf8(v.data(), qsizetype(v.size()));
}

} // namespace

class TestH323 : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void setup() {
        const std::string message =
            q931(0x05, element(0x04, hex("8890a5")) + "\xa1" + element(0x28, std::string("Alice\0", 6)) +
                           element(0x6c, hex("0081") + "4930123") + element(0x70, hex("81") + "200") +
                           userUser(hex("20a0")));
        const auto read = net::readQ931(view(message));
        QVERIFY(read);
        QCOMPARE(read->callReference, 0x1234U);
        QVERIFY(!read->isFromDestination);
        QVERIFY(read->type == net::Q931Type::Setup);
        QCOMPARE(text(net::toString(read->type)), QStringLiteral("Setup"));
        QCOMPARE(read->display, std::string("Alice"));
        QCOMPARE(read->calling, std::string("4930123"));
        QCOMPARE(read->called, std::string("200"));
        QCOMPARE(read->userInformation.size(), 2U);
        QVERIFY(!read->cause);
    }
    // Q.931 section 4.5.12: with and without the recommendation's octet.
    void releaseComplete() {
        for (const auto& [value, cause] : {std::pair{hex("8090"), 16}, std::pair{hex("008095"), 21}}) {
            const std::string message = q931(0x5a, element(0x08, value), hex("02 9234"));
            const auto read = net::readQ931(view(message));
            QVERIFY(read && read->cause);
            QCOMPARE(int(*read->cause), cause);
            QVERIFY(read->isFromDestination);
            QCOMPARE(read->callReference, 0x1234U);
        }
    }
    // Worked out by hand from X.691 and annex H of H.225.0: marks and index in 25, marks c0 (reason present) or 80,
    // protocolIdentifier, then the reason: extension mark, four bits of index, or six bits and an open type.
    void releaseReason_data() {
        QTest::addColumn<std::string>("per");
        QTest::addColumn<QString>("reason");
        const std::string protocol = hex("06 0008914a0004");
        QTest::newRow("destinationRejection")
            << hex("25 c0") + protocol + hex("18") << QStringLiteral("destinationRejection");
        QTest::newRow("undefinedReason") << hex("25 c0") + protocol + hex("58") << QStringLiteral("undefinedReason");
        QTest::newRow("calledPartyNotRegistered")
            << hex("25 c0") + protocol + hex("82 01 00") << QStringLiteral("calledPartyNotRegistered");
        QTest::newRow("beyond what is known") << hex("25 c0") + protocol + hex("be 01 00") << QString();
        QTest::newRow("none") << hex("25 80") + protocol << QString();
        QTest::newRow("connect") << hex("22 c0") + protocol + hex("58") << QString();
        QTest::newRow("cut") << hex("25 c0 06 0008") << QString();
        QTest::newRow("nothing") << std::string() << QString();
    }
    void releaseReason() {
        QFETCH(std::string, per);
        QFETCH(QString, reason);
        QCOMPARE(text(net::releaseCompleteReason(view(per))), reason);
    }
    // RasMessage: extension mark, five bits of index, the extension mark and optional fields of the message, then
    // requestSeqNum less one, aligned.
    void rejections_data() {
        QTest::addColumn<std::string>("per");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("sequence");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const std::string& per, net::RasReject kind, int sequence,
                            const char* reason) {
            QTest::newRow(name) << per << static_cast<int>(kind) << sequence << QString::fromLatin1(reason);
        };
        const std::string protocol = hex("06 0008914a0004");
        row("ARJ calledPartyNotRegistered", hex("2c 0006 00"), net::RasReject::Admission, 7,
            "calledPartyNotRegistered");
        row("ARJ requestDenied", hex("2c 0006 20"), net::RasReject::Admission, 7, "requestDenied");
        row("ARJ incompleteAddress", hex("2c 0006 82 01 00"), net::RasReject::Admission, 7, "incompleteAddress");
        row("RRJ duplicateAlias", hex("14 00 0006") + protocol + hex("40 00"), net::RasReject::Registration, 7,
            "duplicateAlias");
        row("RRJ with nonStandardData", hex("15 00 0006") + protocol + hex("00"), net::RasReject::Registration, 7, "");
        row("GRJ terminalExcluded", hex("08 00 0006") + protocol + hex("20"), net::RasReject::Gatekeeper, 7,
            "terminalExcluded");
        row("GRJ with gatekeeperIdentifier", hex("08 80 0006") + protocol + hex("02 00470041") + hex("00"),
            net::RasReject::Gatekeeper, 7, "resourceUnavailable");
        row("URJ callInProgress", hex("20 0006 20"), net::RasReject::Unregistration, 7, "callInProgress");
        row("BRJ insufficientResources", hex("38 0006 30"), net::RasReject::Bandwidth, 7, "insufficientResources");
        row("DRJ requestToDropOther", hex("44 0006 40"), net::RasReject::Disengage, 7, "requestToDropOther");
        row("LRJ undefinedReason", hex("50 0006 60"), net::RasReject::Location, 7, "undefinedReason");
    }
    void rejections() {
        QFETCH(std::string, per);
        QFETCH(int, kind);
        QFETCH(int, sequence);
        QFETCH(QString, reason);
        const auto read = net::readRasRejection(view(per));
        QVERIFY(read);
        QCOMPARE(static_cast<int>(read->kind), kind);
        QCOMPARE(int(read->sequence), sequence);
        QCOMPARE(text(read->reason), reason);
        for (std::size_t size = 0; size < per.size(); ++size) {
            const std::vector<std::uint8_t> exact(per.begin(), per.begin() + static_cast<std::ptrdiff_t>(size));
            const auto cut = net::readRasRejection(exact);
            QVERIFY(!cut || cut->reason.empty() || text(cut->reason) == reason);
        }
    }
    void noRejection() {
        for (const std::string& per : {std::string(), hex("0e 00 0006"), hex("80"), hex("7f"), std::string("OPTIONS")})
            QVERIFY(!net::readRasRejection(view(per)));
        QCOMPARE(text(net::rasMessageName(view(hex("0e 00 0006")))), QStringLiteral("registrationRequest"));
        QCOMPARE(text(net::rasMessageName(view(hex("80 05 0000000000")))), QStringLiteral("requestInProgress"));
    }
    void tpkt() {
        QCOMPARE(net::tpktLength(view(hex("0300 0010 08"))), 16U);
        for (const std::string& bytes : {hex("0300 0004"), hex("0200 0010"), hex("0301 0010"), hex("0300")})
            QCOMPARE(net::tpktLength(view(bytes)), 0U);
    }
    void everyPrefix() {
        const std::string whole = q931(0x5a, element(0x08, hex("8090")) + element(0x70, hex("81") + "200") +
                                                 userUser(hex("25 c0 06 0008914a0004 58")));
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const std::vector<std::uint8_t> exact(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            const auto read = net::readQ931(exact);
            QVERIFY(!read || read->userInformation.empty());
        }
    }

    // Name, number and reason of every RAS message that tshark dissects in the samples.
    void rasOfSamples() {
        ECHELLE_NEED_SAMPLES();
        if (!hasTshark())
            QSKIP("no tshark on this machine");
        const QString path = QString::fromStdString(samplesDir() + "/pcap/mixed_sip_h323_ras_mgcp_noise.pcapng");
        const QStringList lines = tsharkFields(path, QStringLiteral("h225.RasMessage && !_ws.malformed"),
                                               {QStringLiteral("udp.payload"), QStringLiteral("h225.requestSeqNum"),
                                                QStringLiteral("h225.rejectReason"), QStringLiteral("_ws.col.Info")});
        QVERIFY(!lines.isEmpty());
        const QHash<QString, QString> reasons{{QStringLiteral("6"), QStringLiteral("undefinedReason")},
                                              {QStringLiteral("12"), QStringLiteral("fullRegistrationRequired")}};
        int rejections = 0;
        for (const QString& line : lines) {
            const QStringList fields = line.split(QLatin1Char(' '));
            const QByteArray payload = QByteArray::fromHex(fields[0].toLatin1());
            const std::string bytes = payload.toStdString();
            QCOMPARE(text(net::rasMessageName(view(bytes))), fields.last());
            const auto rejection = net::readRasRejection(view(bytes));
            QCOMPARE(rejection.has_value(), fields.last().endsWith(QLatin1String("Reject")));
            if (!rejection)
                continue;
            ++rejections;
            QCOMPARE(QString::number(rejection->sequence), fields[1]);
            QVERIFY(reasons.contains(fields[2]));
            QCOMPARE(text(rejection->reason), reasons.value(fields[2]));
        }
        QVERIFY(rejections >= 2);
    }
    // Type, reference, numbers and reason of every call signalling message of the sample that lies in one segment.
    void signallingOfSample() {
        ECHELLE_NEED_SAMPLES();
        if (!hasTshark())
            QSKIP("no tshark on this machine");
        const QString path = QString::fromStdString(samplesDir() + "/pcap/h323_call_h225_h245.pcap");
        QProcess tshark;
        tshark.start(
            QStringLiteral("tshark"),
            {QStringLiteral("-r"), path, QStringLiteral("-Y"), QStringLiteral("q931"), QStringLiteral("-T"),
             QStringLiteral("fields"), QStringLiteral("-e"), QStringLiteral("tcp.payload"), QStringLiteral("-e"),
             QStringLiteral("q931.message_type"), QStringLiteral("-e"), QStringLiteral("q931.call_ref"),
             QStringLiteral("-e"), QStringLiteral("q931.called_party_number.digits"), QStringLiteral("-e"),
             QStringLiteral("q931.calling_party_number.digits"), QStringLiteral("-e"), QStringLiteral("h225.reason")});
        QVERIFY(tshark.waitForFinished(60'000));
        int compared = 0;
        for (const QByteArray& line : tshark.readAllStandardOutput().split('\n')) {
            const QList<QByteArray> fields = line.split('\t');
            if (fields.size() < 6)
                continue;
            const std::string segment = QByteArray::fromHex(fields[0]).toStdString();
            if (net::tpktLength(view(segment)) != segment.size())
                continue; // the header came in a segment of its own
            const auto read = net::readQ931(view(segment).subspan(4));
            QVERIFY(read);
            ++compared;
            QCOMPARE(static_cast<int>(read->type), fields[1].toInt(nullptr, 16));
            // tshark prints the octets, flag included
            const std::uint32_t reference = fields[2].toUInt(nullptr, 16);
            QCOMPARE(read->callReference, reference & 0x7fffU);
            QCOMPARE(QByteArray::fromStdString(read->called), fields[3]);
            QCOMPARE(QByteArray::fromStdString(read->calling), fields[4]);
            if (!fields[5].isEmpty() && read->type == net::Q931Type::ReleaseComplete) {
                QCOMPARE(fields[5], QByteArray("11"));
                QCOMPARE(text(net::releaseCompleteReason(read->userInformation)), QStringLiteral("undefinedReason"));
            }
        }
        QVERIFY(compared >= 5);
    }
};

QTEST_GUILESS_MAIN(TestH323)
#include "test_h323.moc"
