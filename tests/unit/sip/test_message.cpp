#include "core/sip/message.h"
#include "tests/support/samples.h"

#include <QtCore/QDir>

#include <fstream>
#include <iterator>
#include <string>

using namespace echelle::sip;

namespace {

std::string readFile(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

QByteArray namesOf(Defects defects) {
    QByteArray names;
    for (const Defect d : defects.list())
        names += (names.isEmpty() ? "" : " ") +
                 QByteArray(defectName(d).data(), static_cast<qsizetype>(defectName(d).size()));
    return names;
}

struct TortureRow {
    const char* file;
    const char* defects;
};

// Defects worked out from the text of RFC 4475, section behind each row. Where RFC 4475 calls a message valid, there
// are none.
constexpr TortureRow kTorture[] = {
    {"esc02.dat", ""},                      // 3.1.1.5 % in a method is no escape
    {"escnull.dat", ""},                    // 3.1.1.4 escaped NULs
    {"dblreq.dat", "content-length-short"}, // 3.1.1.8 octets behind the end
    {"noreason.dat", ""},                   // 3.1.1.13
    {"unreason.dat", ""},                   // 3.1.1.12 non-ASCII phrase
    {"mpart01.dat", ""},                    // 3.1.1.11
    {"badinv01.dat", "via address"},        // 3.1.2.1
    {"clerr.dat", "content-length-long"},   // 3.1.2.2
    {"scalarlg.dat", "cseq"},               // 3.1.2.5
    {"quotbal.dat", "address"},             // 3.1.2.6
    {"ltgtruri.dat", "request-uri"},        // 3.1.2.7
    {"lwsruri.dat", "request-uri"},         // 3.1.2.8
    {"lwsstart.dat", "start-line"},         // 3.1.2.9
    {"trws.dat", "start-line"},             // 3.1.2.10
    {"regescrt.dat", ""},                   // 3.3.14 headers in a Contact URI
    {"baddate.dat", ""},                    // 3.1.2.12 Date is not judged: no defect is named for it
    {"badaspec.dat", "address"},            // 3.1.2.14
    {"badvers.dat", "version via"},         // 3.1.2.16
    {"mismatch01.dat", "cseq-method"},      // 3.1.2.17
    {"insuf.dat", "missing-header"},        // 3.3.1
    {"unkscm.dat", ""},                     // 3.3.2
    {"bext01.dat", ""},                     // 3.3.5
    {"invut.dat", ""},                      // 3.3.6
    {"regaut01.dat", ""},                   // 3.3.7
    {"multi01.dat", "repeated-header"},     // 3.3.8
    {"zeromf.dat", ""},                     // 3.3.11
    {"cparam01.dat", ""},                   // 3.3.12
    {"sdp01.dat", ""},                      // 3.3.15
    {"inv2543.dat", ""},                    // 3.4.1
    // An early draft's message: no version, no CSeq and Via, "Foobar roobar", and To and From without a scheme.
    {"test.dat", "start-line version header-line missing-header address"},
};

} // namespace

class TestMessage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tortureMessages_data();
    void tortureMessages();
    void tortureTableIsComplete();
};

// Each file of the folder has its row and each row its file, so that nothing goes unchecked or stale.
void TestMessage::tortureTableIsComplete() {
    ECHELLE_NEED_SAMPLES();
    QStringList files = QDir(QString::fromStdString(echelle::test::samplesDir()) + QStringLiteral("/torture"))
                            .entryList({QStringLiteral("*.dat")}, QDir::Files, QDir::Name);
    QStringList rows;
    for (const TortureRow& row : kTorture)
        rows.append(QString::fromLatin1(row.file));
    rows.sort();
    QCOMPARE(rows, files);
}

void TestMessage::tortureMessages_data() {
    QTest::addColumn<QByteArray>("defects");
    for (const TortureRow& row : kTorture)
        QTest::newRow(row.file) << QByteArray(row.defects);
}

void TestMessage::tortureMessages() {
    ECHELLE_NEED_SAMPLES();
    QFETCH(QByteArray, defects);
    const std::string bytes = readFile(echelle::test::samplesDir() + "/torture/" + QTest::currentDataTag());
    QVERIFY(!bytes.empty());
    Message m;
    parse(bytes, m);
    QCOMPARE(namesOf(m.defects), defects);
}

QTEST_APPLESS_MAIN(TestMessage)
#include "test_message.moc"
