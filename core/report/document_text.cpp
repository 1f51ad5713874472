#include "core/report/document_builder.h"

namespace echelle::report {

namespace {

QString lineOf(const Text& text) {
    QString line;
    for (const Run& run : text)
        line += run.text;
    return line;
}

// One line of text per thing said.
struct ToText {
    QStringList& lines;

    void operator()(const Heading& h) const {
        lines << QString(h.level + 1, QLatin1Char('#')) + QLatin1Char(' ') + h.text;
    }
    void operator()(const Paragraph& p) const {
        lines << (p.bullet.isEmpty() ? lineOf(p.text) : p.bullet + QLatin1Char(' ') + lineOf(p.text));
    }
    void operator()(const Verdict& v) const {
        lines << v.headline + QStringLiteral(" [") + v.tags.join(QStringLiteral("] [")) + QLatin1Char(']');
        for (const Text& line : v.lines)
            lines << lineOf(line);
    }
    void operator()(const Facts& facts) const {
        for (const Facts::Fact& fact : facts.facts)
            lines << fact.name + QStringLiteral(": ") + lineOf(fact.value);
    }
    void operator()(const FindingTitle& f) const {
        lines << f.number + QStringLiteral(". ") + f.title + QStringLiteral(" [") + f.tags.join(QStringLiteral("] [")) +
                     QLatin1Char(']');
    }
    void operator()(const Table& table) const {
        for (const auto& row : table.rows) {
            QStringList cells;
            for (const Table::Cell& cell : row)
                cells << cell.text;
            lines << cells.join(QStringLiteral(" | "));
        }
    }
    void operator()(const Bars& bars) const {
        for (const Bars::Bar& bar : bars.bars)
            lines << QStringLiteral("%1: %2 %3 %4").arg(bar.label).arg(bar.failed).arg(bar.other).arg(bar.good);
    }
    void operator()(const Ladder& ladder) const {
        for (std::size_t row = 0; row < ladder.rows->rowCount(); ++row)
            lines << QString::fromStdString(ladder.rows->content(row).number + " " + ladder.rows->content(row).label);
    }
    void operator()(const Verbatim& v) const { lines << lineOf(v.title) << v.lines << v.remark; }
    void operator()(const Note& note) const { lines << note.about + QStringLiteral(": ") + note.text; }
    void operator()(const PageBreak&) const {}
};

} // namespace

QString plainText(const Document& document) {
    QStringList lines;
    for (const Block& block : document.blocks)
        std::visit(ToText{lines}, block);
    return lines.join(QLatin1Char('\n'));
}

} // namespace echelle::report
