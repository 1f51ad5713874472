#include "ui/views/call_delegate.h"

#include "ui/models/row_table_model.h"
#include "ui/views/look.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

using Model = RowTableModel;
using ladder::ColorRole;

constexpr int kMark = 14;
constexpr int kMargin = 2 * kGrid;

dialog::RowState stateAt(const QModelIndex& index) {
    return static_cast<dialog::RowState>(index.data(Model::StateRole).toInt());
}

void paintBackground(QPainter* painter, const QStyleOptionViewItem& option) {
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected)
        painter->fillRect(option.rect, color(ColorRole::SelectionFill, option.palette));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, color(ColorRole::HoverFill, option.palette));
}

// Draws from the right and returns the new right edge.
int drawRight(QPainter* painter, const QRect& line, int right, const QString& text) {
    if (text.isEmpty())
        return right;
    const int width = painter->fontMetrics().horizontalAdvance(text);
    painter->drawText(QRect(right - width, line.y(), width, line.height()), Qt::AlignVCenter | Qt::AlignRight, text);
    return right - width - 2 * kGrid;
}

// A sheet with a folded corner, and how many there are. Returns the new right edge.
int drawNotes(QPainter* painter, const QRect& line, int right, uint count, const QPalette& palette) {
    if (count == 0)
        return right;
    painter->save();
    painter->setPen(color(ColorRole::Accent, palette));
    right = drawRight(painter, line, right, Words::count(count)) + kGrid;
    const double side = line.height() * 0.65;
    const double fold = side * 0.35;
    const QRectF sheet(right - side, line.y() + (line.height() - side) / 2, side, side);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(color(ColorRole::NoteFill, palette));
    painter->drawPolygon(QPolygonF({sheet.topLeft(),
                                    {sheet.right() - fold, sheet.top()},
                                    {sheet.right(), sheet.top() + fold},
                                    sheet.bottomRight(),
                                    sheet.bottomLeft()}));
    painter->drawPolyline(QPolygonF({{sheet.right() - fold, sheet.top()},
                                     {sheet.right() - fold, sheet.top() + fold},
                                     {sheet.right(), sheet.top() + fold}}));
    painter->restore();
    return static_cast<int>(sheet.left()) - 2 * kGrid;
}

void drawElided(QPainter* painter, const QRect& rect, const QString& text) {
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

} // namespace

int CallDelegate::rowHeight(const QFont& font) const {
    const int line = QFontMetrics(font).height();
    return m_isCompact ? line + QFontMetrics(smallFont(font)).height() + 3 * kGrid : line + 2 * kGrid;
}

QSize CallDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int width = m_isCompact ? 0 : QStyledItemDelegate::sizeHint(option, index).width() + kMargin;
    return {width, rowHeight(option.font)};
}

void CallDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    paintBackground(painter, option);
    if (m_isCompact)
        paintCompact(painter, option, index);
    else
        paintColumn(painter, option, index);
    painter->restore();
}

void CallDelegate::paintCompact(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const dialog::RowState state = stateAt(index);
    const QFont small = smallFont(option.font);
    const int lineHeight = QFontMetrics(option.font).height();
    const QRect inner = option.rect.adjusted(kMargin, kGrid, -kMargin, -kGrid);
    const QRect first(inner.x(), inner.y(), inner.width(), lineHeight);
    const QRect second(inner.x(), first.bottom() + 1 + kGrid / 2, inner.width(), QFontMetrics(small).height());
    paintState(*painter, QRectF(inner.x(), first.y() + (lineHeight - kMark) / 2.0, kMark, kMark), state,
               option.palette);
    const int left = inner.x() + kMark + 2 * kGrid;

    // First line: when, from whom, to whom.
    painter->setFont(option.font);
    painter->setPen(color(ColorRole::Text, option.palette));
    const QString start = index.siblingAtColumn(Model::StartColumn).data().toString();
    const int startWidth = painter->fontMetrics().horizontalAdvance(u"00:00:00"_s) + 2 * kGrid;
    painter->drawText(QRect(left, first.y(), startWidth, first.height()), Qt::AlignVCenter | Qt::AlignLeft, start);
    const QString arrow = u" → "_s;
    const int arrowWidth = painter->fontMetrics().horizontalAdvance(arrow);
    const int room = inner.right() - left - startWidth - arrowWidth;
    const QString from = index.data(Model::FromRole).toString();
    const QString to = index.data(Model::ToRole).toString();
    const int half = std::max(room / 2, room - painter->fontMetrics().horizontalAdvance(to));
    const QString shownFrom = painter->fontMetrics().elidedText(from, Qt::ElideMiddle, half);
    const int fromWidth = painter->fontMetrics().horizontalAdvance(shownFrom);
    painter->drawText(QRect(left + startWidth, first.y(), fromWidth + 1, first.height()), Qt::AlignVCenter, shownFrom);
    painter->setPen(color(ColorRole::TextMuted, option.palette));
    painter->drawText(QRect(left + startWidth + fromWidth, first.y(), arrowWidth, first.height()), Qt::AlignVCenter,
                      arrow);
    painter->setPen(color(ColorRole::Text, option.palette));
    const int toLeft = left + startWidth + fromWidth + arrowWidth;
    const QRect toRect(toLeft, first.y(), inner.right() - toLeft + 1, first.height());
    painter->drawText(toRect, Qt::AlignVCenter, painter->fontMetrics().elidedText(to, Qt::ElideMiddle, toRect.width()));

    // Second line: the state in a word, why, and how long.
    painter->setFont(small);
    painter->setPen(color(ColorRole::TextMuted, option.palette));
    const qulonglong messages = index.data(Model::MessagesRole).toULongLong();
    int right = inner.right() + 1;
    if (messages > 0) // a connection that was not read has none
        right = drawRight(painter, second, right, RowTableModel::tr("%1 msg").arg(Words::count(messages)));
    right = drawRight(painter, second, right, index.data(Model::DurationRole).toString());
    right = drawNotes(painter, second, right, index.data(Model::NotesRole).toUInt(), option.palette);
    const QString word = index.siblingAtColumn(Model::StateColumn).data().toString();
    painter->setFont(strongFont(small));
    painter->setPen(toneColor(toneOf(state), option.palette));
    const int wordWidth = painter->fontMetrics().horizontalAdvance(word);
    painter->drawText(QRect(left, second.y(), wordWidth, second.height()), Qt::AlignVCenter, word);
    painter->setFont(small);
    painter->setPen(color(ColorRole::TextMuted, option.palette));
    const QString why = index.data(Model::OutcomeRole).toString();
    const int whyLeft = left + wordWidth + 2 * kGrid;
    if (!why.isEmpty() && right > whyLeft)
        drawElided(painter, QRect(whyLeft, second.y(), right - whyLeft, second.height()), why);
}

void CallDelegate::paintColumn(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QRect rect = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    const bool isState = index.column() == Model::StateColumn;
    painter->setFont(isState ? strongFont(option.font) : option.font);
    if (isState) {
        paintState(*painter, QRectF(rect.x(), rect.y() + (rect.height() - kMark) / 2.0, kMark, kMark), stateAt(index),
                   option.palette);
        rect.setLeft(rect.left() + kMark + kGrid);
        painter->setPen(toneColor(toneOf(stateAt(index)), option.palette));
    } else {
        painter->setPen(color(ColorRole::Text, option.palette));
    }
    if (index.column() == Model::OutcomeColumn)
        rect.setRight(
            drawNotes(painter, rect, rect.right() + 1, index.data(Model::NotesRole).toUInt(), option.palette));
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rect.width());
    const Qt::Alignment side = index.column() >= Model::DurationColumn ? Qt::AlignRight : Qt::AlignLeft;
    painter->drawText(rect, (Qt::AlignVCenter | side).toInt() | Qt::TextSingleLine, text);
}

} // namespace echelle::ui
