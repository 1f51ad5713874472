#pragma once

#include "core/report/document.h"
#include "core/report/page_flow.h"
#include "core/report/print_style.h"

#include <QTextLayout>

#include <memory>

namespace echelle::report {

// A text broken into lines of a width. Plain text only: captured markup stays what it is. Copies share the layout.
class TextLines {
public:
    TextLines(const Text& text, style::Face face, double width, double lineHeight);

    [[nodiscard]] int count() const { return m_layout->lineCount(); }
    [[nodiscard]] double height() const { return count() * m_lineHeight; }
    [[nodiscard]] double lineHeight() const { return m_lineHeight; }
    [[nodiscard]] double widest() const; // of its lines

    // Puts one line at (x, y) of the current page, its links included; the flow is not advanced.
    void place(PageFlow& flow, int line, double x, double y) const;
    void placeAll(PageFlow& flow, double x, double y) const;
    // Lets the lines flow from y() on over as many pages as they need, x from the left margin.
    void flow(PageFlow& flow, double x) const;

private:
    struct Span {
        int first = 0;
        int end = 0;
        QString target;
    };
    std::shared_ptr<QTextLayout> m_layout;
    std::vector<Span> m_links;
    double m_lineHeight;
};

} // namespace echelle::report
