#include "ui/views/tree_panel.h"

#include "ui/models/tree_model.h"
#include "ui/views/look.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace echelle::ui {

namespace {

class NodeDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QSize hint = QStyledItemDelegate::sizeHint(option, index);
        return {hint.width(), option.fontMetrics.height() + kGrid + 2};
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideRight;
        if (index.data(TreeModel::StrongRole).toBool())
            option->font = strongFont(option->font);
        const auto tone = static_cast<Tone>(index.data(TreeModel::ToneRole).toInt());
        if (index.column() == 0 && tone != Tone::Neutral) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->decorationSize = {14, 14};
            option->icon = toneIcon(tone, option->palette);
        }
        if (index.data(TreeModel::HighlightRole).toBool())
            option->backgroundBrush = color(ladder::ColorRole::NoteFill, option->palette);
        if (index.column() > 0 && !index.data(TreeModel::HighlightRole).toBool())
            option->palette.setColor(QPalette::Text, color(ladder::ColorRole::TextMuted, option->palette));
    }
};

} // namespace

QTreeView* makeTree(TreeModel* model, QWidget* parent) {
    auto* tree = new QTreeView(parent);
    tree->setModel(model);
    tree->setItemDelegate(new NodeDelegate(tree));
    tree->setFrameShape(QFrame::NoFrame);
    tree->setUniformRowHeights(true);
    tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    tree->setIndentation(4 * kGrid);
    tree->setTabKeyNavigation(false);
    tree->header()->setStretchLastSection(true);
    tree->header()->setHighlightSections(false);
    tree->header()->resizeSection(0, 160);
    return tree;
}

} // namespace echelle::ui
