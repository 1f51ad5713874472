#pragma once

#include <QPainter>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <functional>
#include <vector>

namespace echelle::report {

// One page, ready to be painted. Coordinates are points from its upper left corner.
struct Sheet {
    struct Link {
        QRectF area;
        QString target;
    };
    struct Anchor {
        QString name;
        double y = 0;
    };
    QSizeF size;
    std::vector<std::function<void(QPainter&)>> paints;
    std::vector<Link> links;
    std::vector<Anchor> anchors;
};

struct OutlineEntry {
    int level = 1;
    QString title;
    QString anchor;
};

// Fills pages from top to bottom. What is added stands at y() and is painted later, when all pages are known.
class PageFlow {
public:
    explicit PageFlow(QSizeF paper); // upright

    [[nodiscard]] double left() const;
    [[nodiscard]] double width() const; // between the margins
    [[nodiscard]] double y() const { return m_y; }
    [[nodiscard]] double remaining() const { return bottom() - m_y; }
    [[nodiscard]] double fullHeight(bool isLandscape) const; // of an empty page
    [[nodiscard]] double width(bool isLandscape) const;
    [[nodiscard]] bool isAtTop() const;
    [[nodiscard]] bool isLandscape() const { return m_sheets.back().size.width() > m_sheets.back().size.height(); }

    void advance(double height) { m_y += height; }
    void space(double height); // nothing at the top of a page
    void newPage(bool isLandscape = false);
    // A new page where less than so much is left, unless this one is empty.
    void ensure(double height);

    void paint(std::function<void(QPainter&)> operation) { m_sheets.back().paints.push_back(std::move(operation)); }
    void link(const QRectF& area, const QString& target);
    void anchor(const QString& name, double up = 0); // at y() - up
    void outline(int level, const QString& title, const QString& anchor);

    [[nodiscard]] std::vector<Sheet>& sheets() { return m_sheets; }
    [[nodiscard]] const std::vector<OutlineEntry>& outlineEntries() const { return m_outline; }

private:
    [[nodiscard]] double bottom() const;

    QSizeF m_paper;
    std::vector<Sheet> m_sheets;
    std::vector<OutlineEntry> m_outline;
    double m_y = 0;
};

} // namespace echelle::report
