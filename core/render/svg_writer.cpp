#include "core/render/svg_writer.h"

#include "core/base/text.h"
#include "core/render/fonts.h"
#include "core/render/mark_path.h"

#include <QByteArray>

#include <cmath>

namespace echelle::render {

namespace {
using ladder::Align;
using ladder::Stroke;

// Two decimals are finer than any screen; written without the locale.
std::string number(double value) {
    QByteArray text = QByteArray::number(value, 'f', 2);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text == "-0" ? "0" : text.toStdString();
}

std::string attribute(std::string_view name, double value) {
    return " " + std::string(name) + "=\"" + number(value) + "\"";
}

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + xmlEscaped(value) + "\"";
}

std::string pathData(const QPainterPath& path) {
    std::string data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        if (element.isMoveTo())
            data += 'M';
        else if (element.isLineTo())
            data += 'L';
        else if (element.isCurveTo())
            data += 'C'; // two further points follow as data elements
        else
            data += ' ';
        data += number(element.x) + ' ' + number(element.y);
    }
    return data + 'Z';
}

class SvgWriter {
public:
    explicit SvgWriter(const Theme& theme) : m_theme(theme) {}

    void operator()(const ladder::Line& line) {
        const bool isThin = line.width < 2;
        const double dx = isThin && line.x1 == line.x2 ? 0.5 : 0;
        const double dy = isThin && line.y1 == line.y2 ? 0.5 : 0;
        m_out += "<line" + attribute("x1", line.x1 + dx) + attribute("y1", line.y1 + dy) +
                 attribute("x2", line.x2 + dx) + attribute("y2", line.y2 + dy) +
                 attribute("stroke", color(line.color)) + attribute("stroke-width", line.width);
        if (line.stroke != Stroke::Solid)
            m_out += attribute("stroke-dasharray", line.stroke == Stroke::Dashed ? "5 3" : "1.5 3");
        m_out += "/>\n";
    }

    void operator()(const ladder::ArrowHead& head) {
        const double back = head.x + 0.5 + (head.isLeftward ? head.size : -head.size);
        const double y = head.y + 0.5;
        m_out += "<path" + attribute("d", "M" + number(head.x + 0.5) + " " + number(y) + "L" + number(back) + " " +
                                              number(y - head.size * 0.45) + "L" + number(back) + " " +
                                              number(y + head.size * 0.45) + "Z");
        m_out += head.isFilled ? attribute("fill", color(head.color))
                               : attribute("fill", "none") + attribute("stroke", color(head.color));
        m_out += "/>\n";
    }

    void operator()(const ladder::Text& text) {
        const QFont font = fontOf(text.role);
        m_out += "<text" + attribute("x", text.x) + attribute("y", text.y) + attribute("font-size", font.pixelSize());
        if (font.weight() > QFont::Medium)
            m_out += attribute("font-weight", static_cast<double>(font.weight()));
        if (text.align != Align::Left)
            m_out += attribute("text-anchor", text.align == Align::Right ? "end" : "middle");
        m_out += attribute("fill", color(text.color)) + ">" + xmlEscaped(text.text) + "</text>\n";
    }

    void operator()(const ladder::Rect& rect) {
        m_out += "<rect" + attribute("x", rect.x) + attribute("y", rect.y) + attribute("width", rect.w) +
                 attribute("height", rect.h);
        if (rect.radius > 0)
            m_out += attribute("rx", rect.radius);
        m_out += attribute("fill", color(rect.fill));
        if (rect.hasBorder)
            m_out += attribute("stroke", color(rect.border));
        m_out += "/>\n";
    }

    void operator()(const ladder::MarkShape& mark) {
        const QPainterPath path = markPath(mark.mark, mark.size).translated(mark.x, mark.y);
        const std::string rule = path.fillRule() == Qt::OddEvenFill ? "evenodd" : "nonzero";
        m_out += "<path" + attribute("d", pathData(path)) + attribute("fill", color(mark.color)) +
                 attribute("fill-rule", rule) + "/>\n";
    }

    [[nodiscard]] std::string take() { return std::move(m_out); }

private:
    [[nodiscard]] std::string color(ladder::ColorRole role) const { return m_theme.color(role).name().toStdString(); }
    static std::string attribute(std::string_view name, double value) { return render::attribute(name, value); }
    static std::string attribute(std::string_view name, std::string_view value) {
        return render::attribute(name, value);
    }

    const Theme& m_theme;
    std::string m_out;
};
} // namespace

std::string xmlEscaped(std::string_view utf8) {
    std::string text;
    text.reserve(utf8.size());
    const std::string valid = toValidUtf8(utf8);
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const char c = valid[i];
        const auto byte = static_cast<unsigned char>(c);
        if (c == '&')
            text += "&amp;";
        else if (c == '<')
            text += "&lt;";
        else if (c == '>')
            text += "&gt;";
        else if (c == '"')
            text += "&quot;";
        else if (byte < 0x20 && c != '\t' && c != '\n' && c != '\r')
            text += "\xef\xbf\xbd";
        else if (byte == 0xef && i + 2 < valid.size() && static_cast<unsigned char>(valid[i + 1]) == 0xbf &&
                 static_cast<unsigned char>(valid[i + 2]) >= 0xbe) { // U+FFFE and U+FFFF are no XML characters
            text += "\xef\xbf\xbd";
            i += 2;
        } else
            text += c;
    }
    return text;
}

std::string toSvg(const ladder::DisplayList& list, const Theme& theme, std::string_view title, double scale) {
    SvgWriter writer(theme);
    for (const ladder::Primitive& primitive : list.primitives)
        std::visit(writer, primitive);
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\"";
    out += attribute("width", std::ceil(list.width * scale)) + attribute("height", std::ceil(list.height * scale));
    out += attribute("viewBox", "0 0 " + number(std::ceil(list.width)) + " " + number(std::ceil(list.height)));
    out +=
        attribute("font-family", sansFamily().toStdString() + ", DejaVu Sans, Segoe UI, Helvetica, Arial, sans-serif");
    out += " xml:space=\"preserve\">\n<title>" + xmlEscaped(title) + "</title>\n" + writer.take() + "</svg>\n";
    return out;
}

} // namespace echelle::render
