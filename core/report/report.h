#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/catalog/catalog.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace echelle::report {

enum class PaperSize : std::uint8_t { A4, Letter };

struct ReportRequest {
    std::string casePath;
    std::vector<RowId> rows;                         // empty: all of the case but folded pings and scans
    std::optional<std::pair<RowId, RowId>> compared; // two of the case that are set beside each other, on a page pair
    int maxDetails = 20; // rows that get a section of their own; the others stand in a table
    QString locale = QStringLiteral("en");
    PaperSize paper = PaperSize::A4;
    QString zone = QStringLiteral("UTC"); // IANA name or "UTC+02:00"
    bool areSecretsShown = false;
    std::string outputPath;
    QString caseName; // stands in the footer; empty: the names of the sources
    QString title;    // of the document; empty: formed from what it is about
    QString author;   // empty: the program
};

struct ReportSummary {
    int pages = 0;
    std::uint64_t rows = 0;    // rows it is about
    std::uint64_t details = 0; // of these, rows with a section of their own
    bool isCancelled = false;  // nothing was written then
};

// Writes the report of a case, or of some of its rows, as a PDF that appears whole or not at all. The fonts need a
// QGuiApplication (offscreen will do); any one thread. Errors: those of CaseReader::open, and kOutput...
Result<ReportSummary> writeReport(const ReportRequest& request, const catalog::Catalog& catalog, std::stop_token stop);

} // namespace echelle::report
