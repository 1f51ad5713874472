#include "core/render/picture.h"

#include "core/ladder/pages.h"
#include "core/render/fonts.h"
#include "core/render/list_painter.h"
#include "core/render/svg_writer.h"

#include <QBuffer>
#include <QImage>

#include <algorithm>
#include <cmath>

namespace echelle::render {

namespace {
QByteArray toPng(const ladder::DisplayList& list, const Theme& colors, double scale) {
    // A row with many long notes may be higher than a sheet; it is cut, so that the bound holds.
    const int width = std::clamp(static_cast<int>(std::ceil(list.width * scale)), 1, kLargestPicture);
    const int height = std::clamp(static_cast<int>(std::ceil(list.height * scale)), 1, kLargestPicture);
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(colors.color(ladder::ColorRole::Canvas));
    QPainter painter(&image);
    painter.scale(scale, scale);
    paint(list, colors, painter);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}
} // namespace

std::size_t makePictures(const ladder::RowSource& source, const PictureOptions& options,
                         const std::function<bool(std::size_t, std::size_t, const QByteArray&)>& receive) {
    const FontMeasurer measurer;
    const double scale = std::clamp(options.scale, 0.1, 8.0);
    const ladder::Layout layout(source, measurer, {options.availableWidth, options.hasNumbers, true});
    const double bound = std::floor(kLargestPicture / scale);
    const std::vector<ladder::Page> pages = ladder::paginate(layout, bound, bound);
    const Theme& colors = theme(options.theme);
    for (std::size_t index = 0; index < pages.size(); ++index) {
        const ladder::DisplayList list = ladder::drawPage(source, layout, measurer, pages[index]);
        const QByteArray bytes = options.format == PictureFormat::Png
                                     ? toPng(list, colors, scale)
                                     : QByteArray::fromStdString(toSvg(list, colors, options.title, scale));
        if (!receive(index, pages.size(), bytes))
            break;
    }
    return pages.size();
}

} // namespace echelle::render
