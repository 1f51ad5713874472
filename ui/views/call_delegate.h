#pragma once

#include <QStyledItemDelegate>

namespace echelle::ui {

// Paints rows of the call list: in the narrow list two lines in one cell, in the wide one a line over the columns.
class CallDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit CallDelegate(QObject* parent = nullptr) : QStyledItemDelegate(parent) {}

    void setCompact(bool isCompact) { m_isCompact = isCompact; }
    [[nodiscard]] int rowHeight(const QFont& font) const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintCompact(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintColumn(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    bool m_isCompact = true;
};

} // namespace echelle::ui
