#include "core/report/captured_text.h"
#include "core/report/pdf_objects.h"
#include "core/store/case_editor.h"
#include "tests/support/import_for_test.h"
#include "tests/unit/report/report_case.h"

using namespace echelle;
using namespace echelle::test;

// What a report says, apart from how it looks.
class TestReportText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneFailedCall() {
        const WrittenCase written([](CaseBuilder& b) { addRefusedCall(b, 1'000); });
        const QString text = said(written.request());
        QVERIFY(text.startsWith(QStringLiteral("# Call report\nINVITE refused with 403 Forbidden [error] [observed]")));
        QVERIFY(text.contains(QStringLiteral("Side to act:  SBC side")));
        QVERIFY(text.contains(QStringLiteral("Start: 2026-01-01 00:00:01.000 UTC")));
        QVERIFY(text.contains(QStringLiteral("Outcome: failed · 403 Forbidden")));
        QVERIFY(text.contains(QStringLiteral("Duration: 310\u00a0ms in all")));
        QVERIFY(text.contains(QStringLiteral("Proof:  message 2 (frame 4), message 1 (frame 2)")));
        QVERIFY(text.contains(QStringLiteral("SHA-256: ") + QString(64, QLatin1Char('a'))));
        QVERIFY(text.contains(QStringLiteral("Only one hop was seen, 192.0.2.1:5060 – 198.51.100.7:5060")));
        QVERIFY(text.contains(QStringLiteral("SIP/2.0 403 Forbidden\nVia: ")));
        QVERIFY2(!text.contains(QStringLiteral("report.")), qPrintable(text)); // no label is missing
    }

    void timesStandInTheZoneAskedFor() {
        const WrittenCase written([](CaseBuilder& b) { addRefusedCall(b, 1'000); });
        report::ReportRequest request = written.request();
        request.zone = QStringLiteral("UTC+02:00");
        QVERIFY(said(request).contains(QStringLiteral("Start: 2026-01-01 02:00:01.000 UTC+02:00")));
    }

    void inferenceIsNamedAndSettled() {
        const WrittenCase written([](CaseBuilder& b) {
            const RowId row = addRefusedCall(b, 0);
            b.row(row).findings.front().evidence = rules::EvidenceTag::Inferred;
        });
        const QString text = said(written.request());
        QVERIFY(text.contains(QStringLiteral("Most likely: INVITE refused")));
        QVERIFY(text.contains(QStringLiteral("Check that settles it:")));
        const QString french = said(written.request(QStringLiteral("fr")));
        QVERIFY(french.contains(QStringLiteral("Le plus probable\u00a0: INVITE refusé")));
        QVERIFY(french.contains(QStringLiteral("Vérification décisive\u00a0:")));
    }

    void noFaultSaysWhatWasNotVisible() {
        const WrittenCase written([](CaseBuilder& b) { addAnsweredCall(b, 0); });
        const QString text = said(written.request());
        QVERIFY(text.contains(QStringLiteral("No fault seen in this input")));
        QVERIFY(text.contains(QStringLiteral("## Not visible in this input")) ||
                text.contains(QStringLiteral("### Not visible in this input")));
        QVERIFY(text.contains(QStringLiteral("frame 7, frame 9")));       // of the import log
        QVERIFY(!text.contains(QStringLiteral("no media was captured"))); // 900 RTP packets were
    }

    void failedWithoutFindingCannotTell() {
        const WrittenCase written([](CaseBuilder& b) {
            const RowId row = b.addRow(dialog::RowState::Failed, 0);
            b.addMessage(row, 0, inviteText(), sip::Method::Invite);
        });
        QVERIFY(said(written.request()).contains(QStringLiteral("This input cannot tell the cause")));
    }

    void aSecondFindingIsFoldedUnderItsCause() {
        const WrittenCase written([](CaseBuilder& b) {
            const RowId row = addRefusedCall(b, 0);
            rules::Finding effect = b.row(row).findings.front();
            effect.role = rules::FindingRole::Effect;
            effect.explainedBy = FindingId{1};
            b.row(row).findings.push_back(effect);
        });
        const QString text = said(written.request());
        QCOMPARE(text.count(QStringLiteral("Explained by finding 1.")), 1);
    }

    void manyCallsAreSummedUp() {
        const WrittenCase written([](CaseBuilder& b) {
            for (int i = 0; i < 45; ++i)
                addAnsweredCall(b, i * 60'000);
            for (int i = 0; i < 15; ++i)
                addRefusedCall(b, 2'700'000 + i * 60'000);
        });
        report::ReportRequest request = written.request();
        request.maxDetails = 3;
        const QString text = said(request);
        QVERIFY(text.contains(QStringLiteral("15 of 60 failed")));
        QVERIFY(text.contains(QStringLiteral("answered\u00a045 · failed\u00a015")));
        // 45 answered within 45 minutes, then 15 failed: five bars of ten minutes, one of each, and so on.
        QVERIFY(text.contains(QStringLiteral("2026-01-01 00:00: 0 0 10")));
        QVERIFY(text.contains(QStringLiteral("2026-01-01 00:40: 5 0 5")));
        QVERIFY(text.contains(QStringLiteral("2026-01-01 00:50: 10 0 0")));
        QVERIFY(text.contains(QStringLiteral("| 15 | 2026-01-01 00:45:00 | 2026-01-01 00:59:00 |")));
        QVERIFY(text.contains(QStringLiteral("one of 15.")));
        QCOMPARE(text.count(QStringLiteral("## Call ")), 3);
        QVERIFY(text.contains(QStringLiteral("## Call 46:"))); // the example comes first
        QCOMPARE(text.count(QStringLiteral(" | call | ")), 60);
    }

    void chosenRowsOnly() {
        const WrittenCase written([](CaseBuilder& b) {
            addAnsweredCall(b, 0);
            addRefusedCall(b, 1'000);
            addRefusedCall(b, 2'000);
        });
        report::ReportRequest request = written.request();
        request.rows = {RowId{2}, RowId{3}};
        const QString text = said(request);
        QVERIFY(text.contains(QStringLiteral("2 of 2 failed")));
        QVERIFY(!text.contains(QStringLiteral("200 OK")));
    }

    void emptyCase() {
        const WrittenCase written([](CaseBuilder&) {});
        QVERIFY(said(written.request()).contains(QStringLiteral("No call and no SIP message in this input")));
    }

    void notesStandInTheReport() {
        const WrittenCase written([](CaseBuilder& b) { addRefusedCall(b, 0); });
        {
            auto editor = store::CaseEditor::open(written.path());
            QVERIFY(editor);
            QVERIFY(editor->addNote({{}, EventId{2}, {}, "asked the carrier", 0, 0}));
        }
        QVERIFY(said(written.request()).contains(QStringLiteral("message 2: asked the carrier")));
    }

    void secretsAreHidden_data() {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("placeholder");
        QTest::newRow("en") << QStringLiteral("en") << QStringLiteral("hidden, ");
        QTest::newRow("fr") << QStringLiteral("fr") << QStringLiteral("masqué, ");
    }
    void secretsAreHidden() {
        QFETCH(QString, locale);
        QFETCH(QString, placeholder);
        const std::string invite = inviteText(
            "Authorization: Digest username=\"a\", realm=\"r\", nonce=\"PLANTED-nonce\", "
            "response=\"PLANTED-response\", "
            "uri=\"sip:b@example.com\"\r\nContent-Type: application/sdp\r\n",
            "v=0\r\nm=audio 4000 RTP/SAVP 8\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:PLANTEDkeyPLANTEDkey\r\n"
            "a=ice-pwd:PLANTEDicepwdPLANTEDicepwd\r\n");
        const WrittenCase written([&](CaseBuilder& b) { addRefusedCall(b, 0, invite); });
        report::ReportRequest request = written.request(locale);
        const QString text = said(request);
        QVERIFY(!text.contains(QStringLiteral("PLANTED")));
        QVERIFY(text.contains(placeholder));
        request.areSecretsShown = true;
        QCOMPARE(said(request).count(QStringLiteral("PLANTED")), 6);
    }

    void passwordsInUrisAreHidden() {
        const WrittenCase written([](CaseBuilder& b) {
            for (int i = 0; i < 2; ++i) {
                const RowId row = addRefusedCall(b, i);
                b.row(row).facts.from = b.row(row).facts.fromDisplay = "sip:alice:PLANTED@example.com";
                b.row(row).findings.front().arguments.push_back({"from", "sip:alice:PLANTED@example.com"});
            }
        });
        const QString text = said(written.request());
        QVERIFY(!text.contains(QStringLiteral("PLANTED")));
        QVERIFY(text.contains(QStringLiteral("sip:alice:hidden, 7 characters@example.com")));
    }

    void capturedTextIsWrittenOut() {
        std::size_t omitted = 0;
        const std::string hostile = "a\x1b[31m\xff\xe2\x80\xaetxt\r\n<img src=\"file:///etc/passwd\">\n\tb\r\n\r\n";
        const QStringList lines = report::capturedLines(hostile, 1'000, omitted);
        QCOMPARE(lines, QStringList({QStringLiteral("a‹x1B›[31m‹xFF›‹U+202E›txt"),
                                     QStringLiteral("<img src=\"file:///etc/passwd\">"), QStringLiteral("        b")}));
        QCOMPARE(omitted, std::size_t{0});
        QCOMPARE(report::capturedLines("abcdef", 4, omitted), QStringList(QStringLiteral("abcd")));
        QCOMPARE(omitted, std::size_t{2});
        QCOMPARE(report::capturedLine(" x\xe2\x80\xae\ry\u202f!"), QStringLiteral("x y\u202f!"));
    }

    void objectsOfAForeignFileAreRefused_data() {
        QTest::addColumn<QByteArray>("pdf");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no table") << QByteArray("%PDF-1.4\nstartxref\n9\n%%EOF");
        QTest::newRow("beyond the end") << QByteArray("%PDF-1.4\nstartxref\n99999999999999999\n%%EOF");
        QTest::newRow("count too large") << QByteArray(
            "%PDF-1.4\nxref\n0 99999999\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Info 2 0 R "
            ">>\nstartxref\n9\n%%EOF");
    }
    void objectsOfAForeignFileAreRefused() {
        QFETCH(QByteArray, pdf);
        QVERIFY(!report::PdfObjects::read(pdf));
    }

    void bundledSampleNamesThePhrase() {
        const std::string sample = std::string(ECHELLE_SOURCE_DIR) + "/resources/samples/teams_no_trunk.pcap";
        ImportedCase imported({sample});
        QVERIFY(imported.hasCase());
        report::ReportRequest request;
        request.casePath = imported.path();
        request.rows = {RowId{1}};
        const QString text = said(request);
        QVERIFY(text.contains(QStringLiteral("No trunk config was found")));
        QVERIFY(text.contains(QStringLiteral("derived from what the trace shows")));
    }
};

QTEST_MAIN(TestReportText)
#include "test_report_text.moc"
