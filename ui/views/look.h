#pragma once

#include "core/ladder/display_list.h"
#include "core/ladder/row.h"
#include "ui/models/words.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>

class QPainter;
class QRectF;
class QWidget;

namespace echelle::ui {

// One look for all views: colours out of the theme table, three sizes of text, icons drawn in the colours of the
// palette. Distances are multiples of kGrid.
inline constexpr int kGrid = 4;

[[nodiscard]] const QColor& color(ladder::ColorRole role, const QPalette& palette);
[[nodiscard]] const QColor& toneColor(Tone tone, const QPalette& palette);

[[nodiscard]] QFont smallFont(const QFont& base);
[[nodiscard]] QFont titleFont(const QFont& base);
[[nodiscard]] QFont strongFont(const QFont& base);
[[nodiscard]] QFont monoFont(const QFont& base);

// The shape that says a state or a tone without its colour, centred in a square.
void paintState(QPainter& painter, const QRectF& square, dialog::RowState state, const QPalette& palette);
void paintTone(QPainter& painter, const QRectF& square, Tone tone, const QPalette& palette);
[[nodiscard]] QIcon toneIcon(Tone tone, const QPalette& palette);
// An icon of resources/icons in the palette's text colour.
[[nodiscard]] QIcon icon(const QString& name, const QPalette& palette);
// A line of muted small text, or a title: plain text always.
void makeSecondary(QWidget* label);
void makeTitle(QWidget* label);

} // namespace echelle::ui
