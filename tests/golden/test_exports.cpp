// Every shape of export of our own making (tests/data/make_exports.py), imported alone: what the case says of it must
// be what exports.txt says, which was reviewed by hand. ECHELLE_GOLDEN_WRITE writes what it says now beside the case.
#include "support/import_for_test.h"
#include "tests/support/samples.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace echelle;

namespace {

std::string storyOf(const std::string& path) {
    const test::ImportedCase imported({path});
    auto reader = store::CaseReader::open(imported.path());
    std::string text = "== " + std::filesystem::path(path).filename().string() + "\n";
    if (!reader)
        return text + "no case\n";
    for (const store::SourceRecord& s : reader->sources()) {
        text += "source " + s.format + ", " + std::to_string(s.records) + " records\n";
        for (const ImportLog::Item& item : s.log)
            text += "  " + item.code + (item.detail.empty() ? "" : " " + item.detail) + " x" +
                    std::to_string(item.count) + " at " + (item.first.empty() ? "" : toString(item.first.front())) +
                    "\n";
        for (const auto& [name, count] : s.skipped)
            text += "  skipped " + name + " x" + std::to_string(count) + "\n";
    }
    for (const store::RowRecord& row : reader->rows({}, store::RowSort::Start, false, 0, 100)) {
        const dialog::RowFacts& f = row.facts;
        text += std::string(toString(f.kind)) + " " + std::string(toString(f.state)) + " " + f.fromDisplay + " > " +
                f.toDisplay + " " + std::to_string(f.finalStatus) + " " + f.finalReason + "\n";
        reader->eachEvent({f.id}, [&text](const store::EventRecord& e) {
            text += "  " + toRfc3339(e.time) + " " + e.packetKind + " " + toString(e.place) + "\n";
            return true;
        });
        for (const rules::Finding& finding : reader->findings({f.id}))
            text += "  ! " + finding.rule + " " + std::string(rules::toString(finding.severity)) + " " +
                    std::string(rules::toString(finding.evidence)) + " " + rules::leadingKey(finding) + "\n";
    }
    return text;
}

} // namespace

class TestExports : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatWasReviewed() {
        std::vector<std::string> paths;
        for (const auto& entry : std::filesystem::directory_iterator(test::dataDir() + "/exports"))
            paths.push_back(entry.path().string());
        std::sort(paths.begin(), paths.end());
        QVERIFY(paths.size() > 20);
        std::string story;
        for (const std::string& path : paths)
            story += storyOf(path);
        const std::string golden = ECHELLE_GOLDEN_DIR "/exports.txt";
        if (qEnvironmentVariableIsSet("ECHELLE_GOLDEN_WRITE"))
            std::ofstream(golden) << story;
        std::ostringstream expected;
        expected << std::ifstream(golden).rdbuf();
        std::istringstream a(story);
        std::istringstream b(expected.str());
        std::string said;
        std::string reviewed;
        while (std::getline(a, said)) {
            QVERIFY2(std::getline(b, reviewed), said.c_str());
            QCOMPARE(said, reviewed);
        }
        QVERIFY(!std::getline(b, reviewed));
    }
    // Whatever an export holds of a token, the case does not.
    void keepsNoToken() {
        for (const char* name : {"console.log", "calls.har"}) {
            const test::ImportedCase imported({test::dataDir() + "/exports/" + name});
            std::ifstream file(imported.path(), std::ios::binary);
            std::ostringstream bytes;
            bytes << file.rdbuf();
            QVERIFY(bytes.str().size() > 1000);
            QVERIFY(bytes.str().find("eyJ") == std::string::npos);
            QVERIFY(bytes.str().find("x=secret") == std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestExports)
#include "test_exports.moc"
