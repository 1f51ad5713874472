#include "core/report/pdf_objects.h"

#include <QList>

#include <algorithm>

namespace echelle::report {

namespace {

QByteArray paddedNumber(qsizetype number, int digits) {
    return QByteArray::number(number).rightJustified(digits, '0');
}

} // namespace

std::optional<PdfObjects> PdfObjects::read(const QByteArray& pdf) {
    constexpr qsizetype kEntry = 20; // bytes of one line of the table
    PdfObjects objects;
    objects.m_pdf = pdf;
    const qsizetype start = pdf.lastIndexOf("startxref");
    if (start < 0)
        return std::nullopt;
    bool isNumber = false;
    const qsizetype table = pdf.mid(start + 9, 24).simplified().split(' ').value(0).toLongLong(&isNumber);
    if (!isNumber || table <= 0 || table >= start || pdf.mid(table, 4) != "xref")
        return std::nullopt;
    objects.m_crossReferences = table;
    const qsizetype counts = table + 5;
    const qsizetype entries = pdf.indexOf('\n', counts) + 1;
    const QList<QByteArray> range = pdf.mid(counts, entries - counts).simplified().split(' ');
    const qsizetype count = range.value(1).toLongLong(&isNumber);
    if (!isNumber || range.value(0) != "0" || count <= 0 || entries + count * kEntry > start)
        return std::nullopt;
    for (qsizetype i = 0; i < count; ++i)
        objects.m_offsets.push_back(pdf.mid(entries + i * kEntry, 10).toLongLong());
    const QByteArray trailer = pdf.mid(entries + count * kEntry, start - entries - count * kEntry);
    objects.m_root = referenceAt(trailer, "/Root");
    objects.m_info = referenceAt(trailer, "/Info");
    return objects.m_root > 0 && objects.m_info > 0 ? std::optional(objects) : std::nullopt;
}

QByteArray PdfObjects::content(int number) const {
    if (number <= 0 || number >= size())
        return {};
    const qsizetype at = m_offsets[static_cast<std::size_t>(number)];
    const QByteArray head = QByteArray::number(number) + " 0 obj";
    if (at <= 0 || m_pdf.mid(at, head.size()) != head)
        return {};
    const qsizetype end = m_pdf.indexOf("endobj", at);
    return end < 0 ? QByteArray() : m_pdf.mid(at + head.size(), end - at - head.size()).trimmed();
}

std::vector<int> PdfObjects::pages() const {
    const QByteArray tree = content(referenceAt(content(m_root), "/Pages"));
    const qsizetype begin = tree.indexOf('[', tree.indexOf("/Kids"));
    const qsizetype end = tree.indexOf(']', begin);
    std::vector<int> numbers;
    if (begin < 0 || end < 0)
        return numbers;
    const QList<QByteArray> words = tree.mid(begin + 1, end - begin - 1).simplified().split(' ');
    for (qsizetype i = 0; i + 2 < words.size(); i += 3)
        numbers.push_back(words[i].toInt());
    return numbers;
}

int referenceAt(const QByteArray& content, const QByteArray& key) {
    const qsizetype at = content.indexOf(key + ' ');
    return at < 0 ? 0 : content.mid(at + key.size() + 1, 16).simplified().split(' ').value(0).toInt();
}

QByteArray pdfText(const QString& text) {
    QByteArray hex = "<FEFF";
    for (const QChar c : text)
        hex += QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    return hex + '>';
}

QByteArray PdfUpdate::appendedTo(const QByteArray& pdf, const PdfObjects& original) const {
    QByteArray bytes = pdf;
    if (!bytes.endsWith('\n'))
        bytes += '\n';
    std::vector<std::pair<int, qsizetype>> offsets;
    for (const auto& [number, content] : m_objects) {
        offsets.emplace_back(number, bytes.size());
        bytes += QByteArray::number(number) + " 0 obj\n" + content + "\nendobj\n";
    }
    std::sort(offsets.begin(), offsets.end());
    const qsizetype table = bytes.size();
    bytes += "xref\n";
    for (std::size_t first = 0; first < offsets.size();) {
        std::size_t end = first + 1;
        while (end < offsets.size() && offsets[end].first == offsets[end - 1].first + 1)
            ++end;
        bytes += QByteArray::number(offsets[first].first) + ' ' +
                 QByteArray::number(static_cast<qsizetype>(end - first)) + '\n';
        for (std::size_t i = first; i < end; ++i)
            bytes += paddedNumber(offsets[i].second, 10) + " 00000 n \n";
        first = end;
    }
    bytes += "trailer\n<< /Size " + QByteArray::number(m_next) + " /Root " + QByteArray::number(original.root()) +
             " 0 R /Info " + QByteArray::number(original.info()) + " 0 R /Prev " +
             QByteArray::number(original.crossReferences()) + " >>\nstartxref\n" + QByteArray::number(table) +
             "\n%%EOF\n";
    return bytes;
}

} // namespace echelle::report
