#include "core/capture/pcapng_writer.h"
#include "core/ingest/part_file.h"
#include "support/import_for_test.h"
#include "support/log_writer.h"
#include "unit/net/packets.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <map>
#include <set>

using namespace echelle;
using test::ImportedCase;
using test::LogWriter;

class TestImport : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::string path(const std::string& name) const { return m_dir.path().toStdString() + "/" + name; }

    // Everything the analysis made, as text, to compare two analyses by.
    static std::string dump(store::CaseReader& reader) {
        std::string text;
        store::RowFilter all;
        all.isFoldedShown = true;
        for (const store::RowRecord& r : reader.rows(all, store::RowSort::Start, false, 0, 10'000)) {
            text += "row " + std::to_string(r.facts.id.value) + " " + std::string(toString(r.facts.state)) + " " +
                    (r.facts.callIds.empty() ? "" : r.facts.callIds.front()) + " " + std::to_string(r.facts.messages) +
                    "\n";
            for (const rules::Finding& f : reader.findings({r.facts.id}))
                text += "  " + f.rule + " " + std::to_string(f.proof.empty() ? 0 : f.proof.front().value) + "\n";
            reader.eachEvent({r.facts.id}, [&](const store::EventRecord& e) {
                text += "  " + std::to_string(e.id.value) + " " + toRfc3339(e.time) + " " + e.from.toString() + "\n";
                return true;
            });
        }
        return text;
    }
    static std::vector<std::string> callIdsInOrder(store::CaseReader& reader) {
        std::vector<std::string> ids;
        for (const store::RowRecord& r : reader.rows({}, store::RowSort::Start, false, 0, 10'000))
            ids.push_back(r.facts.callIds.front());
        return ids;
    }
    static ingest::ImportRequest request(std::vector<std::string> inputs, const std::string& casePath) {
        ingest::ImportRequest r;
        r.inputs = std::move(inputs);
        r.casePath = casePath;
        r.codes = &test::codes();
        return r;
    }

private Q_SLOTS:
    void oneLog() {
        const std::string log =
            LogWriter().line(1, "-- Executing").call(10, "one").call(60, "two", 486).writeTo(path("one.log"));
        ImportedCase imported({log});
        QVERIFY(imported.hasCase());
        const auto rows = imported.reader().rows({}, store::RowSort::Start, false, 0, 10);
        QCOMPARE(rows.size(), 2U);
        QVERIFY(rows[0].facts.state == dialog::RowState::Answered);
        QCOMPARE(rows[0].facts.messages, 7U);
        QCOMPARE(rows[0].facts.setup->toSeconds(), 2.0);
        QCOMPARE(rows[0].facts.talk->toSeconds(), 3.0);
        QVERIFY(rows[0].facts.endedBy == dialog::EndedBy::Caller);
        QVERIFY(rows[1].facts.state == dialog::RowState::Busy);
        QCOMPARE(rows[1].facts.finalStatus, 486);
        const auto sources = imported.reader().sources();
        QCOMPARE(sources.size(), 1U);
        QCOMPARE(sources[0].messages, 12U);
        QFile file(QString::fromStdString(log));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QByteArray::fromStdString(sources[0].sha256),
                 QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex());
    }
    // What a pcapng file says beside its packets is kept, but for its secrets.
    void commentsNamesAndSecretsOfACapture() {
        std::string bytes;
        capture::PcapngWriter writer(bytes, "test", "of the whole\x1b[1m");
        capture::Interface raw;
        raw.linkType = capture::link::kRaw;
        writer.addInterface(raw);
        const std::string packet = test::ipv4(test::udp(test::request(1)));
        writer.addPacket(0, Timestamp{1'767'225'600'000'000'000}, asBytes(packet),
                         static_cast<std::uint32_t>(packet.size()), "of the packet");
        bytes += test::hex("04000000 24000000 01001000 c0000201 7362632e6578616d706c6500 00000000 24000000");
        const std::string secret = "CLIENT_RANDOM feedbeef";
        bytes += test::hex("0a000000 2c000000 4b534c54 16000000") + secret + test::hex("0000 2c000000");
        std::ofstream(path("annotated.pcapng"), std::ios::binary) << bytes;
        ImportedCase imported({path("annotated.pcapng")});
        QVERIFY(imported.hasCase());
        std::vector<std::string> kept;
        const auto sources = imported.reader().sources();
        for (const ImportLog::Item& item : sources.at(0).log)
            if (item.code.starts_with("capture."))
                kept.push_back(item.code + " " + item.detail);
        QCOMPARE(kept, (std::vector<std::string>{"capture.comment of the packet", "capture.comment of the whole [1m",
                                                 "capture.name 192.0.2.1 sbc.example"}));
        QFile file(QString::fromStdString(imported.path()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("feedbeef"));
    }
    void severalInputsAreOneCaseInOrderOfTime() {
        const std::string a = LogWriter().call(10, "a1").call(200, "a2").writeTo(path("a.log"));
        const std::string b = LogWriter().call(100, "b1").call(300, "b2", 404).writeTo(path("b.log"));
        ImportedCase both({b, a});
        QCOMPARE(callIdsInOrder(both.reader()), (std::vector<std::string>{"a1", "b1", "a2", "b2"}));
        QCOMPARE(both.report().sources.size(), 2U);
    }
    void sameInputTwiceCountsOnce() {
        const std::string a = LogWriter().call(10, "a1").writeTo(path("twice.log"));
        ImportedCase imported({a, a});
        QCOMPARE(imported.report().sources.size(), 1U);
        QCOMPARE(imported.report().errors.size(), 1U);
        QCOMPARE(imported.report().errors[0].code, std::string(diag::kInputDuplicate));
        QCOMPARE(imported.report().totals.messages, 7U);
    }
    // More records out of place than any window holds: the answer is that of the same log in order.
    void timesRunningBack() {
        LogWriter late;
        LogWriter early;
        for (int i = 0; i < 150; ++i) {
            early.call(i * 10, "early" + std::to_string(i));
            late.call(20'000 + i * 10, "late" + std::to_string(i), i % 3 == 0 ? 503 : 200);
        }
        LogWriter mixed = late;
        const std::string file = path("back.log");
        std::ofstream(file, std::ios::binary) << late.text() << early.text();
        ImportedCase back({file});
        QVERIFY(back.hasCase());
        std::ofstream(path("forth.log"), std::ios::binary) << early.text() << late.text();
        ImportedCase forth({path("forth.log")});
        QCOMPARE(dump(back.reader()), dump(forth.reader()));
        QCOMPARE(callIdsInOrder(back.reader()).front(), std::string("early0"));
    }
    void addingGivesTheSameCase() {
        const std::string a = LogWriter().call(10, "x1").call(500, "x2", 503).writeTo(path("x.log"));
        const std::string b = LogWriter().call(100, "y1").call(600, "y2").writeTo(path("y.log"));
        const std::string casePath = path("added.echelle");
        ingest::ImportObserver nobody;
        QVERIFY(ingest::runImport(request({a}, casePath), nobody, {}).has_value());
        std::map<std::string, std::int64_t> before;
        {
            auto reader = store::CaseReader::open(casePath);
            for (const auto& r : reader->rows({}, store::RowSort::Start, false, 0, 10))
                before[r.facts.callIds.front()] = r.facts.id.value;
        }
        ingest::ImportRequest add = request({b, a}, casePath);
        add.isAdding = true;
        const auto added = ingest::runImport(add, nobody, {});
        QVERIFY(added.has_value());
        QCOMPARE(added->errors.size(), 1U); // a is in the case already
        QCOMPARE(added->sources.size(), 1U);
        QCOMPARE(added->sources[0].id.value, 2);
        auto reader = store::CaseReader::open(casePath);
        QCOMPARE(callIdsInOrder(*reader), (std::vector<std::string>{"x1", "y1", "x2", "y2"}));
        for (const auto& r : reader->rows({}, store::RowSort::Start, false, 0, 10))
            if (before.contains(r.facts.callIds.front()))
                QCOMPARE(r.facts.id.value, before[r.facts.callIds.front()]); // ids are never changed
        QCOMPARE(reader->totals().messages, 7U + 5U + 7U + 7U);
        QCOMPARE(reader->sources().size(), 2U);
    }
    void analysisCanBeMadeAgain() {
        LogWriter log;
        for (int i = 0; i < 30; ++i)
            log.call(i * 7, "c" + std::to_string(i), i % 4 == 0 ? 404 : 200);
        const std::string casePath = path("again.echelle");
        ingest::ImportObserver nobody;
        QVERIFY(ingest::runImport(request({log.writeTo(path("again.log"))}, casePath), nobody, {}).has_value());
        const std::string first = dump(*store::CaseReader::open(casePath));
        QVERIFY(ingest::analyse(casePath, test::codes()));
        QCOMPARE(dump(*store::CaseReader::open(casePath)), first);
    }

    void whatGivesNothing() {
        std::ofstream(path("words.txt")) << "nothing of interest\nhere\n";
        std::ofstream(path("empty.pcap"));
        std::ofstream(path("picture.png"), std::ios::binary) << "\x89PNG\r\n\x1a\n" << std::string(64, '\0');
        const std::string good = LogWriter().call(10, "good").writeTo(path("good.log"));
        ImportedCase imported({path("words.txt"), path("empty.pcap"), path("picture.png"), path("absent"),
                               m_dir.path().toStdString(), good});
        QVERIFY(imported.hasCase());
        QCOMPARE(imported.report().totals.messages, 7U);
        std::multiset<std::string> codes;
        for (const Error& e : imported.report().errors) {
            codes.insert(e.code);
            QVERIFY(!e.path.empty());
        }
        QCOMPARE(codes, (std::multiset<std::string>{"file.no-message", "file.empty", "file.unknown-format",
                                                    "file.missing", "file.directory"}));

        ImportedCase nothing({path("words.txt")});
        QVERIFY(!nothing.hasCase());
        QVERIFY(!nothing.error());
    }
    void whereTheCaseCannotGo() {
        const std::string good = LogWriter().call(10, "good").writeTo(path("good2.log"));
        ingest::ImportObserver nobody;
        std::ofstream(path("there")) << "something else";
        const auto exists = ingest::runImport(request({good}, path("there")), nobody, {});
        QVERIFY(!exists);
        QCOMPARE(exists.error().code, std::string(diag::kOutputExists));
        const auto nowhere = ingest::runImport(request({good}, path("no/such/folder/x")), nobody, {});
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().code, std::string(diag::kOutputFailed));
        const auto full = ingest::runImport(request({good}, "/dev/full/x"), nobody, {});
        QVERIFY(!full);
    }
    // Another import of the same case was faster: its case stays, and this one leaves nothing.
    void caseThatAppearsMeanwhileStays() {
        const std::string place = path("raced.echelle");
        auto part = ingest::PartFile::create(place);
        QVERIFY(part);
        std::ofstream(place) << "theirs";
        const auto moved = part->moveTo(place, false, false);
        QVERIFY(!moved);
        QCOMPARE(moved.error().code, std::string(diag::kOutputExists));
        std::string content;
        std::ifstream(place) >> content;
        QCOMPARE(content, std::string("theirs"));
        QVERIFY(part->moveTo(place, false, true));
    }

    void cancelLeavesNothing() {
        LogWriter log;
        for (int i = 0; i < 2000; ++i)
            log.call(i * 7 % 80'000, "c" + std::to_string(i));
        const std::string file = log.writeTo(path("big.log"));
        struct Canceller final : ingest::ImportObserver {
            std::stop_source stop;
            int calls = 0;
            void onProgress(std::uint64_t, std::uint64_t) override {
                if (++calls == 3)
                    stop.request_stop();
            }
        } observer;
        const std::string casePath = path("cancelled.echelle");
        const auto report = ingest::runImport(request({file}, casePath), observer, observer.stop.get_token());
        QVERIFY(report.has_value());
        QVERIFY(report->isCancelled);
        QCOMPARE(QDir(m_dir.path()).entryList({QStringLiteral("cancelled*")}), QStringList());
    }
    // Killed at any moment, an import leaves no half case under the name it was to have.
    void killedImportLeavesNoCase() {
        LogWriter log;
        for (int i = 0; i < 3000; ++i)
            log.call(i * 7 % 80'000, "k" + std::to_string(i));
        const std::string file = log.writeTo(path("kill.log"));
        (void)test::codes();
        for (int ms = 1; ms < 120; ms += 13) {
            const std::string casePath = path("killed" + std::to_string(ms) + ".echelle");
            const pid_t child = ::fork();
            if (child == 0) {
                ingest::ImportObserver nobody;
                (void)ingest::runImport(request({file}, casePath), nobody, {});
                ::_exit(0);
            }
            ::usleep(static_cast<useconds_t>(ms) * 1000);
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            if (QFile::exists(QString::fromStdString(casePath))) {
                auto reader = store::CaseReader::open(casePath);
                QVERIFY(reader.has_value());
                QCOMPARE(reader->totals().messages, 21'000U);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestImport)
#include "test_import.moc"
