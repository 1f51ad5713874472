#include "core/ladder/mermaid_writer.h"

#include "core/ladder/text_canvas.h"

#include <algorithm>

namespace echelle::ladder {

namespace {
std::string laneId(std::size_t lane) {
    return "L" + std::to_string(lane + 1);
}

std::string over(std::size_t first, std::size_t last) {
    return first == last ? "Note over " + laneId(first) : "Note over " + laneId(first) + "," + laneId(last);
}

// Parts that are there, with a separator between them.
std::string joined(std::initializer_list<std::string_view> parts, std::string_view separator) {
    std::string text;
    for (std::string_view part : parts) {
        if (part.empty())
            continue;
        if (!text.empty())
            text += separator;
        text += part;
    }
    return text;
}

void writeRow(const RowSource& source, std::size_t row, const std::function<void(std::string_view)>& write) {
    const RowContent content = source.content(row);
    const std::size_t last = std::max<std::size_t>(source.laneCount(), 1) - 1;
    switch (content.kind) {
    case RowKind::Message:
    case RowKind::Packet: {
        const bool isDashed = content.isResponse || content.kind == RowKind::Packet;
        const std::string number = content.number.empty() ? std::string() : content.number + ".";
        const std::string what =
            joined({number, signOf(content.mark), content.label, content.repeat, content.aside}, " ");
        const std::string detail = joined({content.badge, content.detail}, " ");
        std::string line = "    " + laneId(content.from) + (isDashed ? "-->>" : "->>") + laneId(content.to) + ": ";
        line += mermaidEscaped(what);
        if (!detail.empty())
            line += "<br/>" + mermaidEscaped(detail);
        if (!content.time.empty())
            line += "<br/>" + mermaidEscaped(content.time);
        write(line + "\n");
        break;
    }
    case RowKind::State:
        write("    " + over(std::min(content.from, content.to), std::max(content.from, content.to)) + ": " +
              mermaidEscaped(content.label) + "\n");
        break;
    case RowKind::Gap:
    case RowKind::Day:
    case RowKind::Hidden:
        write("    " + over(0, last) + ": " + mermaidEscaped(content.label) + "\n");
        break;
    }
    const RowSource::Extent extent = source.extent(row);
    for (const Annotation& annotation : source.annotations(row))
        write("    " + over(extent.left, extent.right) + ": " +
              mermaidEscaped(joined({signOf(annotation.mark), annotation.text}, " ")) + "\n");
}
} // namespace

std::string mermaidEscaped(std::string_view utf8) {
    std::string text;
    for (char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '#' || c == ';' || c == '<' || c == '>' || c == '"' || c == '&' || c == '%' || c == '\\' || c == '`')
            text += '#' + std::to_string(static_cast<int>(byte)) + ';';
        else
            text += byte < 0x20 || byte == 0x7f ? ' ' : c;
    }
    return text;
}

void writeMermaid(const RowSource& source, const std::function<void(std::string_view)>& write) {
    write("sequenceDiagram\n");
    for (std::size_t index = 0; index < source.laneCount(); ++index) {
        const Lane lane = source.lane(index);
        std::string title = mermaidEscaped(lane.name);
        if (!lane.address.empty())
            title += "<br/>" + mermaidEscaped(lane.address);
        write("    participant " + laneId(index) + " as " + title + "\n");
    }
    if (source.laneCount() == 0)
        return;
    for (std::size_t row = 0; row < source.rowCount(); ++row)
        writeRow(source, row, write);
}

} // namespace echelle::ladder
