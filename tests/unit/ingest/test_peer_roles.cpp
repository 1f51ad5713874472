#include "core/store/case_editor.h"
#include "core/store/peer_roles.h"
#include "support/import_for_test.h"
#include "support/log_writer.h"

#include <algorithm>

using namespace echelle;
using test::LogWriter;

namespace {

const IpAddress kPeer = *IpAddress::parse("198.51.100.7"); // of LogWriter

std::size_t teamsFindings(store::CaseReader& reader) {
    const auto all = reader.findings({});
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [](const rules::Finding& f) { return f.rule.compare(0, 6, "teams.") == 0; }));
}

} // namespace

// The user's word on who an address is (model.md "Evidence and analysis": peer roles are settings).
class TestPeerRoles : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::string path(const char* name) const { return m_dir.path().toStdString() + "/" + name; }
    std::string log() const { return LogWriter().call(10, "one").writeTo(path("one.log")); }

    std::size_t findingsAfter(const std::string& casePath) const {
        if (!ingest::analyse(casePath, test::codes()))
            qFatal("no analysis");
        return teamsFindings(*store::CaseReader::open(casePath));
    }

private Q_SLOTS:
    void saidAfterwards() {
        test::ImportedCase imported({log()});
        QCOMPARE(teamsFindings(imported.reader()), std::size_t{0}); // nothing on the trace says Teams
        auto editor = store::CaseEditor::open(imported.path());
        QVERIFY(editor);
        QVERIFY(editor->setPeerRole(kPeer, true));
        QVERIFY(findingsAfter(imported.path()) > 0);
        const auto kept = store::peerRoles(store::CaseReader::open(imported.path())->database());
        QCOMPARE(kept.size(), std::size_t{1});
        QVERIFY((kept.front() == dialog::PeerRole{kPeer, true}));
        QVERIFY(editor->setPeerRole(kPeer, false));
        QCOMPARE(findingsAfter(imported.path()), std::size_t{0});
        QVERIFY(editor->setPeerRole(kPeer, std::nullopt));
        QVERIFY(store::peerRoles(store::CaseReader::open(imported.path())->database()).empty());
    }

    void saidWithTheInputs() {
        ingest::ImportRequest request;
        request.inputs = {log()};
        request.casePath = path("said.echelle");
        request.codes = &test::codes();
        request.peers = {{kPeer, true}};
        ingest::ImportObserver nobody;
        QVERIFY(ingest::runImport(request, nobody, {}));
        const std::size_t found = teamsFindings(*store::CaseReader::open(request.casePath));
        QVERIFY(found > 0);
        QCOMPARE(findingsAfter(request.casePath), found); // it is kept
    }

    // The word goes before Microsoft's own networks.
    void saidNotToBe() {
        const std::string teams = "52.114.76.76:5061";
        LogWriter writer;
        writer.sent(1, LogWriter::request("INVITE", "t", 1, "z9hG4bK-t"), teams);
        writer.received(2, LogWriter::response(200, "OK", "INVITE", "t", 1, "z9hG4bK-t"), teams);
        writer.sent(2, LogWriter::request("ACK", "t", 1, "z9hG4bK-t2", "remote"), teams);
        test::ImportedCase imported({writer.writeTo(path("teams.log"))});
        QVERIFY(teamsFindings(imported.reader()) > 0);
        auto editor = store::CaseEditor::open(imported.path());
        QVERIFY(editor->setPeerRole(*IpAddress::parse("52.114.76.76"), false));
        QCOMPARE(findingsAfter(imported.path()), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestPeerRoles)
#include "test_peer_roles.moc"
