#include "core/report/page_flow.h"

#include "core/report/print_style.h"

namespace echelle::report {

PageFlow::PageFlow(QSizeF paper) : m_paper(paper) {
    newPage();
}

double PageFlow::left() const {
    return style::kSide;
}

double PageFlow::width() const {
    return m_sheets.back().size.width() - 2 * style::kSide;
}

double PageFlow::width(bool isLandscape) const {
    return (isLandscape ? m_paper.height() : m_paper.width()) - 2 * style::kSide;
}

double PageFlow::fullHeight(bool isLandscape) const {
    return (isLandscape ? m_paper.width() : m_paper.height()) - style::kTop - style::kBottom;
}

double PageFlow::bottom() const {
    return m_sheets.back().size.height() - style::kBottom;
}

bool PageFlow::isAtTop() const {
    return m_y <= style::kTop;
}

void PageFlow::space(double height) {
    if (!isAtTop())
        m_y += height;
}

void PageFlow::newPage(bool isLandscape) {
    Sheet sheet;
    sheet.size = isLandscape ? m_paper.transposed() : m_paper;
    m_sheets.push_back(std::move(sheet));
    m_y = style::kTop;
}

void PageFlow::ensure(double height) {
    if (!isAtTop() && remaining() < height)
        newPage();
}

void PageFlow::link(const QRectF& area, const QString& target) {
    if (!target.isEmpty())
        m_sheets.back().links.push_back({area, target});
}

void PageFlow::anchor(const QString& name, double up) {
    if (!name.isEmpty())
        m_sheets.back().anchors.push_back({name, m_y - up});
}

void PageFlow::outline(int level, const QString& title, const QString& anchor) {
    m_outline.push_back({level, title, anchor});
}

} // namespace echelle::report
