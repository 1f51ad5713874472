#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace echelle::report {

// The objects of a PDF with one cross-reference table, as QPdfWriter writes it: enough reading to build on.
class PdfObjects {
public:
    // nullopt where the bytes are not such a file.
    static std::optional<PdfObjects> read(const QByteArray& pdf);

    [[nodiscard]] int size() const { return static_cast<int>(m_offsets.size()); } // one more than the highest number
    [[nodiscard]] int root() const { return m_root; }
    [[nodiscard]] int info() const { return m_info; }
    [[nodiscard]] qsizetype crossReferences() const { return m_crossReferences; } // where the table stands
    // What stands between "obj" and "endobj"; empty for a number that is not in use.
    [[nodiscard]] QByteArray content(int number) const;
    // The numbers of the pages, in order.
    [[nodiscard]] std::vector<int> pages() const;

private:
    QByteArray m_pdf;
    std::vector<qsizetype> m_offsets;
    qsizetype m_crossReferences = 0;
    int m_root = 0;
    int m_info = 0;
};

// The object number in "/Key 12 0 R"; 0 where there is none.
[[nodiscard]] int referenceAt(const QByteArray& content, const QByteArray& key);
// A text string object: UTF-16 with a byte order mark, in hexadecimal (ISO 32000-1, 7.9.2.2).
[[nodiscard]] QByteArray pdfText(const QString& text);

// The objects that an incremental update adds or replaces, and its end.
class PdfUpdate {
public:
    explicit PdfUpdate(const PdfObjects& original) : m_next(original.size()) {}

    [[nodiscard]] int reserve() { return m_next++; }
    void put(int number, QByteArray content) { m_objects.emplace_back(number, std::move(content)); }
    int add(QByteArray content) {
        const int number = reserve();
        put(number, std::move(content));
        return number;
    }
    [[nodiscard]] QByteArray appendedTo(const QByteArray& pdf, const PdfObjects& original) const;

private:
    int m_next;
    std::vector<std::pair<int, QByteArray>> m_objects;
};

} // namespace echelle::report
