#pragma once

#include "core/base/diagnostic.h"
#include "core/base/timestamp.h"
#include "core/dialog/analysis.h"
#include "core/rules/finding.h"
#include "core/scene/settings.h"

#include <QCoreApplication>
#include <QLocale>
#include <QString>

#include <string_view>

namespace echelle::ui {

// How times are shown in the ladder.
using scene::TimeMode;

// What a state means at a glance: it gives the colour; the shape and the word say it too.
enum class Tone : std::uint8_t { Neutral, Good, Warning, Failure };
[[nodiscard]] Tone toneOf(dialog::RowState state);
[[nodiscard]] Tone toneOf(rules::Severity severity);

// Words of the chosen language for the values of core, and numbers as the language writes them.
class Words {
    Q_DECLARE_TR_FUNCTIONS(echelle::ui::Words)

public:
    [[nodiscard]] static QString state(dialog::RowState state);
    // A connection that cannot be read has no outcome of its own.
    [[nodiscard]] static QString state(dialog::RowState state, dialog::RowKind kind);
    [[nodiscard]] static QString kind(dialog::RowKind kind);       // one
    [[nodiscard]] static QString kindPlural(dialog::RowKind kind); // of many, for filters
    [[nodiscard]] static QString endedBy(dialog::EndedBy endedBy); // "" where there is nothing to say
    [[nodiscard]] static QString severity(rules::Severity severity);
    [[nodiscard]] static QString evidence(rules::EvidenceTag tag);
    [[nodiscard]] static QString evidenceMeaning(rules::EvidenceTag tag);
    [[nodiscard]] static QString side(rules::Side side);
    [[nodiscard]] static QString place(Place place);          // "frame 7"
    [[nodiscard]] static QString bytes(std::uint64_t count);  // "76 MB"
    [[nodiscard]] static QString count(std::uint64_t number); // "1,204"
    [[nodiscard]] static QString duration(Duration span);     // "0.4 s", "1:05", "2:03:10"
    [[nodiscard]] static QString clock(Timestamp time);       // UTC, "20:26:38"; "–" without a clock
    [[nodiscard]] static QString clockMillis(Timestamp time); // UTC, "20:26:38.123"
    [[nodiscard]] static QString dateTime(Timestamp time);    // UTC, "2026-11-21 20:26:38.123 UTC"
};

// Captured text on one line: bad UTF-8, control characters and marks of writing direction made harmless.
[[nodiscard]] QString plainLine(std::string_view captured, std::size_t maxBytes = 512);
// Captured text of several lines, for plain-text widgets: line ends \n, NUL and other controls shown as pictures.
[[nodiscard]] QString plainBlock(std::string_view captured);

// Plain text as a tool tip: those are read as rich text, so it is escaped.
[[nodiscard]] QString toolTipOf(const QString& plain);

} // namespace echelle::ui
