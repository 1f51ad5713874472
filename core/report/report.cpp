#include "core/report/report.h"

#include "core/base/atomic_file.h"
#include "core/report/case_material.h"
#include "core/report/composer.h"
#include "core/report/document_builder.h"
#include "core/report/pdf_file.h"

namespace echelle::report {

namespace {

constexpr QSizeF kA4(595, 842); // points
constexpr QSizeF kLetter(612, 792);

store::RowFilter selectionOf(const ReportRequest& request, store::CaseReader& reader) {
    store::RowFilter filter;
    filter.ids = request.rows;
    // Rows that were asked for stand in it even if they are folded; and where all are, they are what there is.
    filter.isFoldedShown = !request.rows.empty() || reader.countRows(filter) == 0;
    return filter;
}

} // namespace

Result<ReportSummary> writeReport(const ReportRequest& request, const catalog::Catalog& catalog, std::stop_token stop) {
    auto reader = store::CaseReader::open(request.casePath);
    if (!reader)
        return Unexpected(reader.error());
    const Wording wording(catalog, request.locale, request.zone);
    CaseMaterial material{request, wording, std::make_shared<store::CaseReader>(std::move(*reader)), {}, {}, {}};
    material.sources = material.reader->sources();
    material.notes = material.reader->notes();
    material.selection = selectionOf(request, *material.reader);

    const BuiltDocument built = buildDocument(material, stop);
    PageFlow flow = compose(built.document, request.paper == PaperSize::A4 ? kA4 : kLetter, stop);
    ReportSummary summary{static_cast<int>(flow.sheets().size()), built.rows, built.details, false};
    const QByteArray pdf = stop.stop_requested() ? QByteArray() : writePdf(built.document, flow, stop);
    if (pdf.isEmpty() || stop.stop_requested()) {
        summary = {};
        summary.isCancelled = true;
        return summary;
    }
    if (auto written = writeAtomically(request.outputPath, {pdf.constData(), static_cast<std::size_t>(pdf.size())});
        !written)
        return Unexpected(written.error());
    return summary;
}

} // namespace echelle::report
