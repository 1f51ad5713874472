#pragma once

#include "core/ladder/row_source.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace echelle::report {

// What a report says, before it is known how it looks. Texts are plain, in the chosen language; captured ones have gone
// through captured_text.h.

// A piece of a text. A target makes it a link to the place of that name.
struct Run {
    enum class Style : std::uint8_t { Normal, Strong, Muted, Mono };
    QString text;
    Style style = Style::Normal;
    QString target;
};
using Text = std::vector<Run>;

struct Heading {
    int level = 1; // 1 to 3; those of 1 and 2 are in the outline
    QString text;
    QString anchor; // its name as a target
    bool startsPage = false;
};

struct Paragraph {
    enum class Style : std::uint8_t { Body, Small, Item };
    Text text;
    Style style = Style::Body;
    QString bullet; // of an item: "1.", "•"
};

// What the report comes to, in a box: for the reader who reads nothing else.
struct Verdict {
    ladder::Mark mark = ladder::Mark::None;
    QString headline;
    QStringList tags; // "observed", "SBC side"
    std::vector<Text> lines;
};

// Names with their values, one under the other.
struct Facts {
    struct Fact {
        QString name;
        Text value;
    };
    std::vector<Fact> facts;
};

// Opens a finding: its mark, its title and what is said about it in a word.
struct FindingTitle {
    ladder::Mark mark = ladder::Mark::None;
    QString number;
    QString title;
    QStringList tags;
    QString anchor;
};

struct Table {
    struct Column {
        QString title;
        double share = 1; // of the width
        bool isRight = false;
    };
    struct Cell {
        QString text;
        QString target;
        ladder::Mark mark = ladder::Mark::None;
    };
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    bool isWrapped = false; // cells have as many lines as they need; else one, cut to the column
};

// Rows by outcome over time, one bar per span.
struct Bars {
    struct Bar {
        QString label;
        std::uint64_t failed = 0;
        std::uint64_t other = 0; // neither failed nor well
        std::uint64_t good = 0;
        QString remark;
    };
    QString failedWord, otherWord, goodWord;
    std::vector<Bar> bars;
};

struct Ladder {
    std::shared_ptr<const ladder::RowSource> rows;
    bool hasAnchors = false;                     // its messages are places of their own: see messageAnchor()
    std::function<QString(EventId)> target = {}; // where a message is printed in full; "" where it is not
    std::optional<double> largestHeight = {};    // points; a small ladder on the first page
};

// A message as it was captured.
struct Verbatim {
    QString anchor;
    Text title;
    QStringList lines;
    QString remark; // why something is missing
};

struct Note {
    QString about;
    QString text;
    QString target;
};

struct PageBreak {};

using Block =
    std::variant<Heading, Paragraph, Verdict, Facts, FindingTitle, Table, Bars, Ladder, Verbatim, Note, PageBreak>;

struct Document {
    QString title;
    QString author;
    QString locale;
    QString footer; // case and zone
    QString pageOf; // "Page {page} of {pages}", as the catalog has it
    std::vector<Block> blocks;
};

// Names of the places of a message: in the ladder, and in full.
[[nodiscard]] inline QString messageAnchor(EventId event) {
    return QStringLiteral("message-%1").arg(event.value);
}
[[nodiscard]] inline QString textAnchor(EventId event) {
    return QStringLiteral("text-%1").arg(event.value);
}
[[nodiscard]] inline QString rowAnchor(RowId row) {
    return QStringLiteral("row-%1").arg(row.value);
}

} // namespace echelle::report
