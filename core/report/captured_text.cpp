#include "core/report/captured_text.h"

#include "core/base/text.h"
#include "core/ladder/text_fit.h"

#include <algorithm>

namespace echelle::report {

namespace {

QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString writtenByte(unsigned char byte) {
    return QStringLiteral("‹x%1›").arg(QString::number(uint{byte}, 16).toUpper(), 2, QLatin1Char('0'));
}

// Marks that are not seen and change how their neighbours are read.
bool isInvisible(char32_t c) {
    return (c >= 0x80 && c < 0xa0) || c == 0xad || c == 0x61c || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff);
}

void appendCharacter(QString& line, char32_t c) {
    if (isInvisible(c))
        line += QStringLiteral("‹U+%1›").arg(QString::number(static_cast<uint>(c), 16).toUpper(), 4, QLatin1Char('0'));
    else
        line += QString::fromUcs4(&c, 1);
}

std::size_t sequenceLength(unsigned char first) {
    return first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
}

QString shownLine(std::string_view bytes) {
    constexpr qsizetype kTab = 8;
    QString line;
    line.reserve(static_cast<qsizetype>(bytes.size()));
    for (std::size_t i = 0; i < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte == '\t') {
            line += QString(kTab - line.size() % kTab, QLatin1Char(' '));
            ++i;
        } else if (byte < 0x20 || byte == 0x7f) {
            line += writtenByte(byte);
            ++i;
        } else if (byte < 0x80) {
            line += QLatin1Char(static_cast<char>(byte));
            ++i;
        } else {
            const std::string_view sequence = bytes.substr(i, sequenceLength(byte));
            const bool isText = sequence.size() > 1 && isValidUtf8(sequence);
            if (isText)
                appendCharacter(line, fromUtf8(sequence).toUcs4().value(0));
            else
                line += writtenByte(byte);
            i += isText ? sequence.size() : 1;
        }
    }
    return line;
}

} // namespace

QString capturedLine(std::string_view bytes, std::size_t maxBytes) {
    return fromUtf8(trim(ladder::plainLine(bytes, maxBytes))); // no-break spaces inside it stay: French has them
}

QStringList capturedLines(std::string_view bytes, std::size_t maxBytes, std::size_t& omitted) {
    const std::string_view read = bytes.substr(0, maxBytes);
    omitted = bytes.size() - read.size();
    QStringList lines;
    for (std::size_t begin = 0; begin < read.size();) {
        const std::size_t end = std::min(read.find('\n', begin), read.size());
        std::string_view line = read.substr(begin, end - begin);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.append(shownLine(line));
        begin = end + 1;
    }
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

} // namespace echelle::report
