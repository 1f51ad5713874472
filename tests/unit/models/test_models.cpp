#include "tests/support/import_for_test.h"
#include "tests/support/samples.h"
#include "ui/models/case_document.h"
#include "ui/models/explanation.h"
#include "ui/models/import_log_nodes.h"
#include "ui/models/message_tree.h"
#include "ui/models/row_table_model.h"
#include "ui/models/ticket.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::ui;
using namespace Qt::StringLiterals;

namespace {

std::string sample(const char* name) {
    return std::string(ECHELLE_SOURCE_DIR "/resources/samples/") + name;
}

constexpr std::string_view kRefused = "SIP/2.0 403 Forbidden\r\n"
                                      "Via: SIP/2.0/TLS 10.0.0.1:5061;branch=z9hG4bK1\r\n"
                                      "From: \"A <b>\" <sip:+331@sbc.example>;tag=1\r\n"
                                      "To: <sip:+442@example.net;user=phone>;tag=2\r\n"
                                      "Call-ID: c1\r\nCSeq: 1 INVITE\r\n"
                                      "Reason: Q.850;cause=63;text=\"g;No trunk config was found.\"\r\n"
                                      "Content-Length: 0\r\n\r\n";

QModelIndex child(const QAbstractItemModel& model, const QString& name, const QModelIndex& parent = {}) {
    for (int row = 0; row < model.rowCount(parent); ++row)
        if (const QModelIndex at = model.index(row, 0, parent); at.data().toString() == name)
            return at;
    return {};
}

QString value(const QModelIndex& name) {
    return name.siblingAtColumn(1).data().toString();
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headersAreTakenApart();
    void hostileTextStaysPlain();
    void rowsComeInPages();
    void rowsAreFilteredAndSorted();
    void provisionalRowsAreAdded();
    void findingsFoldUnderTheirCause();
    void importLogNamesSources();
    void ticketHasWhatIsAskedFor();
    void notesAreWrittenAndHeard();
};

void TestModels::headersAreTakenApart() {
    TreeModel model(2);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setNodes(headerNodes(kRefused));
    const QModelIndex from = child(model, u"From"_s);
    QVERIFY(from.isValid());
    QCOMPARE(value(child(model, u"user"_s, from)), u"+331"_s);
    QCOMPARE(value(child(model, u"tag"_s, from)), u"1"_s);
    const QModelIndex reason = child(model, u"Reason"_s);
    const QModelIndex protocol = child(model, u"protocol"_s, reason);
    QCOMPARE(value(child(model, u"cause"_s, protocol)), u"63"_s);
    // A header leads to its bytes.
    const auto at = static_cast<std::size_t>(reason.data(TreeModel::OffsetRole).toLongLong());
    QCOMPARE(kRefused.substr(at, 14), std::string_view("Reason: Q.850;"));
    model.setNodes(headerNodes({}));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(sdpNodes(kRefused).empty());
}

void TestModels::hostileTextStaysPlain() {
    QCOMPARE(toolTipOf(u"<img src='file:///x'>"_s).contains(u"<img"_s), false);
    const QString line = plainLine("a\r\nb\x1b[0m\xe2\x80\xae"
                                   "c\xff");
    QVERIFY(!line.contains(u'\n') && !line.contains(QChar(0x1b)) && !line.contains(QChar(0x202e)));
    const QString block = plainBlock(std::string_view("x\0y\r\nz\xe2\x80\xae", 9));
    QCOMPARE(block, u"x\u2400y\nz\uFFFD"_s);
}

void TestModels::rowsComeInPages() {
    ECHELLE_NEED_SAMPLES();
    test::ImportedCase imported({test::samplesDir() + "/pcap/sipp_load_1334_calls_403.pcapng"});
    QVERIFY(imported.hasCase());
    RowTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCase(&imported.reader(), {});
    // 1,334 calls and 1,334 registrations, by tshark's count of their Call-IDs.
    QCOMPARE(model.rowCount(), 2668);
    const auto ids = imported.reader().rowIds({}, store::RowSort::Start, false);
    for (const int row : {0, 255, 256, 1000, 2667}) {
        QCOMPARE(model.idAt(row), ids[static_cast<std::size_t>(row)]);
        QCOMPARE(model.rowOf(ids[static_cast<std::size_t>(row)]), row);
    }
    QCOMPARE(model.idAt(2668), RowId{});
    QCOMPARE(model.rowOf(RowId{999'999'999}), -1);
}

void TestModels::rowsAreFilteredAndSorted() {
    test::ImportedCase imported({sample("ordinary_day.pcap")});
    QVERIFY(imported.hasCase());
    RowTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCase(&imported.reader(), {});
    const int all = model.rowCount();
    QVERIFY(all > 3);
    model.sort(RowTableModel::MessagesColumn, Qt::DescendingOrder);
    for (int row = 1; row < all; ++row)
        QVERIFY(model.index(row - 1, 0).data(RowTableModel::MessagesRole).toULongLong() >=
                model.index(row, 0).data(RowTableModel::MessagesRole).toULongLong());
    const auto isFailed = [&](int row) {
        return model.index(row, 0).data(RowTableModel::StateRole).toInt() == static_cast<int>(dialog::RowState::Failed);
    };
    for (int row = -1; row < all; ++row) {
        int next = row;
        do
            next = (next + 1) % all;
        while (!isFailed(next) && next != row);
        QCOMPARE(model.nextFailed(row), next);
    }
    store::RowFilter answered;
    answered.states = {dialog::RowState::Answered};
    model.setFilter(answered);
    QCOMPARE(model.nextFailed(0), -1);
    store::RowFilter failed;
    failed.states = {dialog::RowState::Failed};
    model.setFilter(failed);
    QVERIFY(model.rowCount() < all);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.index(row, 0).data(RowTableModel::StateRole).toInt(),
                 static_cast<int>(dialog::RowState::Failed));
    failed.text = "no such text anywhere";
    model.setFilter(failed);
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::provisionalRowsAreAdded() {
    RowTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.beginProvisional();
    store::RowRecord row;
    row.facts.id = RowId{7};
    row.facts.from = "sip:a@x";
    model.addProvisional({row, row});
    model.addProvisional({});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOf(RowId{7}), 0);
    QCOMPARE(model.index(1, RowTableModel::FromColumn).data().toString(), u"sip:a@x"_s);
}

void TestModels::findingsFoldUnderTheirCause() {
    const auto catalog = *catalog::Catalog::load();
    rules::Finding cause;
    cause.id = FindingId{1};
    cause.rule = "sip.final-failure";
    cause.catalogKeys = {"microsoft.510532.403.no-trunk-found", "sip.403"};
    rules::Finding effect = cause;
    effect.id = FindingId{2};
    effect.explainedBy = FindingId{1};
    effect.evidence = rules::EvidenceTag::Inferred;
    TreeModel model(2);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setNodes(findingNodes({effect, cause}, *catalog, u"en"_s));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data(TreeModel::IdRole).toLongLong(), 1);
    QCOMPARE(model.rowCount(model.index(0, 0)), 1);
    QVERIFY(model.index(0, 0, model.index(0, 0)).data().toString().startsWith(u"Most likely: "_s));
    QCOMPARE(titleOf(cause, *catalog, u"fr"_s), u"Aucune configuration de trunk trouvée"_s);
}

void TestModels::importLogNamesSources() {
    const auto catalog = *catalog::Catalog::load();
    store::SourceRecord source;
    source.path = "/x/trace.pcap";
    source.packets = 12;
    source.messages = 3;
    source.skipped = {{"rtp", 9}};
    source.log = {{std::string(diag::kTcpHole), "", 2, {{PlaceKind::Frame, 7}}}};
    TreeModel model(2);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setNodes(importLogNodes({source}, *catalog, u"en"_s));
    const QModelIndex top = child(model, u"trace.pcap"_s);
    QCOMPARE(model.rowCount(top), 3); // facts, the hole, what was passed over
    const QModelIndex hole = model.index(1, 0, top);
    QCOMPARE(value(hole), u"2"_s);
    QCOMPARE(model.index(0, 0, hole).data().toString(), u"frame 7"_s);
    QCOMPARE(value(model.index(0, 0, model.index(2, 0, top))), u"9"_s);
}

void TestModels::ticketHasWhatIsAskedFor() {
    test::ImportedCase imported({sample("teams_no_trunk.pcap")});
    QVERIFY(imported.hasCase());
    store::RowFilter failed;
    failed.states = {dialog::RowState::Failed};
    const auto rows = imported.reader().rowIds(failed, store::RowSort::Start, false);
    QVERIFY(!rows.empty());
    const QString text = ticketText(imported.reader(), rows.front());
    static const QRegularExpression guid(u"Microsoft GUID: [0-9a-f]{8}-[0-9a-f-]{27}"_s);
    QVERIFY2(guid.match(text).hasMatch(), qPrintable(text));
    for (const QString& part :
         {u"Call-ID: "_s, u"Start: 20"_s, u"403"_s, u"cause=63"_s, u"Hop: "_s, u"Version: "_s, u"SHA-256 "_s})
        QVERIFY2(text.contains(part), qPrintable(part + u'\n' + text));
    QCOMPARE(ticketText(imported.reader(), RowId{123456}), QString());
}

void TestModels::notesAreWrittenAndHeard() {
    test::ImportedCase imported({sample("teams_no_trunk.pcap")});
    CaseDocument document(*catalog::Catalog::load());
    QVERIFY(document.open(QString::fromStdString(imported.path())));
    QSignalSpy heard(&document, &CaseDocument::notesChanged);
    store::NoteRecord note;
    note.row = RowId{1};
    note.text = "seen";
    const auto id = document.putNote(note);
    QVERIFY(id);
    QCOMPARE(heard.size(), 1);
    QVERIFY(document.noteOf({}, RowId{1}) != nullptr);
    QVERIFY(document.removeNote(*id));
    QVERIFY(document.noteOf({}, RowId{1}) == nullptr);
    QVERIFY(!document.open(u"/nowhere/x.echelle"_s));
    QVERIFY(document.isOpen()); // the case shown so far stays
}

QTEST_GUILESS_MAIN(TestModels)
#include "test_models.moc"
