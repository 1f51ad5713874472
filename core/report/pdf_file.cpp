#include "core/report/pdf_file.h"

#include "core/report/pdf_update.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

namespace echelle::report {

namespace {

constexpr int kDotsPerInch = 720; // fine enough for positions; a point is ten of them
constexpr double kDotsPerPoint = kDotsPerInch / 72.0;

QPageLayout layoutOf(QSizeF size) {
    const bool isWide = size.width() > size.height();
    const QPageSize page(isWide ? size.transposed() : size, QPageSize::Point, {}, QPageSize::ExactMatch);
    return {page, isWide ? QPageLayout::Landscape : QPageLayout::Portrait, QMarginsF(0, 0, 0, 0)};
}

} // namespace

QByteArray writePdf(const Document& document, PageFlow& flow, const std::stop_token& stop) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kDotsPerInch);
    writer.setTitle(document.title);
    writer.setCreator(QStringLiteral("Echelle " ECHELLE_VERSION));
    writer.setPageLayout(layoutOf(flow.sheets().front().size));
    QPainter painter(&writer);
    bool isFirst = true;
    for (Sheet& sheet : flow.sheets()) {
        if (stop.stop_requested())
            return {};
        if (!isFirst) {
            writer.setPageLayout(layoutOf(sheet.size));
            writer.newPage();
        }
        isFirst = false;
        painter.resetTransform();
        painter.scale(kDotsPerPoint, kDotsPerPoint);
        for (const auto& paint : sheet.paints)
            paint(painter);
        sheet.paints.clear();
    }
    painter.end();
    buffer.close();
    return withNavigation(bytes, document, flow.sheets(), flow.outlineEntries());
}

} // namespace echelle::report
