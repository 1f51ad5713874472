#include "core/base/diagnostic.h"
#include "tests/unit/report/pdf_reader.h"
#include "tests/unit/report/report_case.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

using namespace echelle;
using namespace echelle::test;

#define NEED_PDF_TOOLS()                                                                                               \
    do {                                                                                                               \
        if (!hasPdfTools())                                                                                            \
            QSKIP("no qpdf or poppler-utils");                                                                         \
    } while (false)

// The file as other programs read it: qpdf and poppler.
class TestReportPdf : public QObject {
    Q_OBJECT

    static void compareWhole(const QString& file, int pages) {
        const ToolOutput check = runTool("qpdf", {QStringLiteral("--check"), file});
        QVERIFY2(check.exitCode == 0, qPrintable(check.text));
        QVERIFY(
            runTool("pdfinfo", {file}).text.contains(QRegularExpression(QStringLiteral("Pages: +%1\n").arg(pages))));
        const PdfJson json(file);
        QVERIFY(!json.outline().contains(QStringLiteral("!")));
        QVERIFY(!json.linkTargets().contains(QString()));
    }

    // Lines that were wrapped put together again.
    static QString joinedText(const QString& file) {
        return pdfText(file).remove(QRegularExpression(QStringLiteral("\\s")));
    }

private Q_SLOTS:
    void languagesAndPaper_data() {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<bool>("isLetter");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("headline");
        QTest::addColumn<QString>("footer");
        QTest::addColumn<QString>("heading");
        QTest::newRow("en, A4") << QStringLiteral("en") << false << QStringLiteral("Call report")
                                << QStringLiteral("INVITE refused with 403 Forbidden") << QStringLiteral("Page 1 of %1")
                                << QStringLiteral("Findings");
        QTest::newRow("fr, Letter") << QStringLiteral("fr") << true << QStringLiteral("Rapport d’appel")
                                    << QStringLiteral("INVITE refusé avec 403 Forbidden")
                                    << QStringLiteral("Page 1 sur %1") << QStringLiteral("Constats");
    }
    void languagesAndPaper() {
        NEED_PDF_TOOLS();
        QFETCH(QString, locale);
        QFETCH(bool, isLetter);
        QFETCH(QString, title);
        QFETCH(QString, headline);
        QFETCH(QString, footer);
        QFETCH(QString, heading);
        const WrittenCase written([](CaseBuilder& b) { addRefusedCall(b, 0); });
        report::ReportRequest request = written.request(locale);
        request.paper = isLetter ? report::PaperSize::Letter : report::PaperSize::A4;
        request.author = QStringLiteral("Zoë (support)");
        const auto summary = report::writeReport(request, reportCatalog(), {});
        QVERIFY(summary);
        compareWhole(written.output(), summary->pages);

        const QString info = runTool("pdfinfo", {written.output()}).text;
        QVERIFY(info.contains(QRegularExpression(QStringLiteral("Title: +") + title)));
        QVERIFY(info.contains(QRegularExpression(QStringLiteral("Author: +Zoë \\(support\\)"))));
        QVERIFY(info.contains(isLetter ? QStringLiteral("612 x 792") : QStringLiteral("595 x 842")));
        const PdfJson json(written.output());
        QCOMPARE(json.catalog().value(QLatin1String("/Lang")).toString(), QStringLiteral("u:") + locale);
        QVERIFY(json.outline().contains(heading));
        QVERIFY(json.linkTargets().size() >= 4); // proofs, and between ladder and messages
        const QString text = pdfText(written.output());
        QVERIFY(text.contains(headline));
        QVERIFY(text.contains(QString(64, QLatin1Char('a'))));
        QVERIFY(text.contains(footer.arg(summary->pages)));
        QVERIFY(text.contains(QStringLiteral("a.pcap · ")));
    }

    void numbersOfRows_data() {
        QTest::addColumn<int>("rows");
        for (const int rows : {0, 1, 2, 60})
            QTest::addRow("%d", rows) << rows;
    }
    void numbersOfRows() {
        NEED_PDF_TOOLS();
        QFETCH(int, rows);
        const WrittenCase written([rows](CaseBuilder& b) {
            for (int i = 0; i < rows; ++i)
                i % 3 == 1 ? addRefusedCall(b, i * 60'000) : addAnsweredCall(b, i * 60'000);
        });
        const auto summary = report::writeReport(written.request(QStringLiteral("fr")), reportCatalog(), {});
        QVERIFY(summary);
        QCOMPARE(summary->rows, static_cast<std::uint64_t>(rows));
        QCOMPARE(summary->details, static_cast<std::uint64_t>(std::min(rows, 20)));
        compareWhole(written.output(), summary->pages);
    }

    void longLadderRepeatsItsHeader() {
        NEED_PDF_TOOLS();
        const WrittenCase written([](CaseBuilder& b) {
            const RowId row = b.addRow(dialog::RowState::Answered, 0);
            for (int i = 0; i < 300; ++i)
                b.addMessage(row, i * 20,
                             "OPTIONS sip:b@example.com SIP/2.0\r\nCSeq: " + std::to_string(i) + " OPTIONS\r\n\r\n",
                             sip::Method::Options);
        });
        const auto summary = report::writeReport(written.request(), reportCatalog(), {});
        QVERIFY(summary);
        compareWhole(written.output(), summary->pages);
        const QStringList pages = pdfText(written.output()).split(QLatin1Char('\f'), Qt::SkipEmptyParts);
        QCOMPARE(pages.size(), summary->pages);
        int ladderPages = 0;
        for (const QString& page : pages)
            if (page.count(QStringLiteral("OPTIONS")) > 3) {
                ++ladderPages;
                QVERIFY2(page.contains(QStringLiteral("198.51.100.7")), qPrintable(page));
            }
        QVERIFY(ladderPages > 5);
        const QString last = pages.last();
        QVERIFY(last.contains(QRegularExpression(QStringLiteral("\\b300\\b"))));
    }

    void secretsAreInNoPage() {
        NEED_PDF_TOOLS();
        const WrittenCase written([](CaseBuilder& b) {
            addRefusedCall(b, 0,
                           inviteText("Proxy-Authorization: Digest username=\"a\", realm=\"r\", nonce=\"PLANTEDn\", "
                                      "cnonce=\"PLANTEDc\", response=\"PLANTEDr\"\r\nIdentity: PLANTEDi\r\n"));
        });
        report::ReportRequest request = written.request();
        QVERIFY(report::writeReport(request, reportCatalog(), {}));
        QVERIFY(!joinedText(written.output()).contains(QStringLiteral("PLANTED")));
        request.areSecretsShown = true;
        QVERIFY(report::writeReport(request, reportCatalog(), {}));
        QVERIFY(joinedText(written.output()).contains(QStringLiteral("PLANTEDr")));
    }

    void hostileText() {
        NEED_PDF_TOOLS();
        const std::string hostile =
            "X-A: \xe2\x80\xae<b>bold</b>\xff\x01\x1b[0m\r\nX-Long: " + std::string(10'240, 'L') +
            "\r\nX-Html: <img src=\"file:///etc/hostname\"><a href=\"http://evil.example/\">x</a>\r\n";
        const WrittenCase written([&](CaseBuilder& b) {
            const RowId row = addRefusedCall(b, 0, inviteText(hostile));
            b.row(row).facts.fromDisplay = "\xe2\x80\xaegro.elpmaxe <h1>" + std::string(4'000, 'W');
            b.row(row).facts.callIds = {std::string(4'096, 'c') + "\xfe"};
        });
        const auto summary = report::writeReport(written.request(), reportCatalog(), {});
        QVERIFY(summary);
        compareWhole(written.output(), summary->pages);
        const QString text = pdfText(written.output());
        QVERIFY(!text.contains(QChar(0x202e)));
        QVERIFY(!text.contains(QChar(0x1b)));
        QVERIFY(text.contains(QStringLiteral("‹U+202E›<b>bold</b>‹xFF›‹x01›‹x1B›[0m")));
        QVERIFY(text.contains(QStringLiteral("<img src=\"file:///etc/hostname\">")));
        QVERIFY(text.count(QLatin1Char('L')) >= 10'240); // wrapped, not cut
    }

    void fontsAreEmbeddedAndFrenchSpacesKept() {
        NEED_PDF_TOOLS();
        const WrittenCase written([](CaseBuilder& b) { addAnsweredCall(b, 0); });
        QVERIFY(report::writeReport(written.request(QStringLiteral("fr")), reportCatalog(), {}));
        const QStringList fonts =
            runTool("pdffonts", {written.output()}).text.split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(2);
        QVERIFY(!fonts.isEmpty());
        for (const QString& font : fonts)
            QVERIFY2(font.contains(QRegularExpression(QStringLiteral("yes +(yes|no) +yes"))), qPrintable(font));
        const QString text = pdfText(written.output());
        QVERIFY(text.contains(QRegularExpression(QStringLiteral("«\\s?Non visible dans cette entrée\\s?»"))));
        QVERIFY(!text.contains(QChar(QChar::ReplacementCharacter)));
        QVERIFY(!text.contains(QStringLiteral("ﬁ"))); // no ligature: a reader searches for letters
    }

    void cancelledLeavesNothing() {
        const WrittenCase written([](CaseBuilder& b) { addRefusedCall(b, 0); });
        std::stop_source stop;
        stop.request_stop();
        const auto summary = report::writeReport(written.request(), reportCatalog(), stop.get_token());
        QVERIFY(summary);
        QVERIFY(summary->isCancelled);
        QVERIFY(!QFileInfo::exists(written.output()));
        QVERIFY(!QFileInfo::exists(written.output() + QStringLiteral(".part")));
    }

    void errorsNameTheirFile() {
        const WrittenCase written([](CaseBuilder& b) { addRefusedCall(b, 0); });
        report::ReportRequest request = written.request();
        request.outputPath = written.path() + "/no-folder/report.pdf";
        const auto nowhere = report::writeReport(request, reportCatalog(), {});
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().path, request.outputPath);
        request.casePath += ".gone";
        const auto gone = report::writeReport(request, reportCatalog(), {});
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, std::string(diag::kFileMissing));
    }
};

QTEST_MAIN(TestReportPdf)
#include "test_report_pdf.moc"
