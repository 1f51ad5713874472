#include "core/report/composer.h"

#include "core/render/mark_path.h"
#include "core/report/print_style.h"
#include "core/report/text_lines.h"

#include <algorithm>

namespace echelle::report {

namespace {

using ladder::ColorRole;
using style::Face;

constexpr double kTagPad = 4;
constexpr double kTagGap = 5;
constexpr double kTagHeight = 11.5;

Text plain(const QString& text) {
    return {{text, Run::Style::Normal, {}}};
}

void fill(PageFlow& flow, const QRectF& area, ColorRole role) {
    flow.paint([area, role](QPainter& painter) { painter.fillRect(area, style::color(role)); });
}

Face faceOf(int level) {
    return level == 0 ? Face::Title : level == 1 ? Face::Heading1 : Face::Heading2;
}

double heightOf(int level) {
    return level == 0 ? 28 : level == 1 ? 20 : 15;
}

void addFooters(std::vector<Sheet>& sheets, const Document& document) {
    const QString pages = QString::number(sheets.size());
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        Sheet& sheet = sheets[i];
        QString place = document.pageOf;
        place.replace(QStringLiteral("{page}"), QString::number(i + 1)).replace(QStringLiteral("{pages}"), pages);
        sheet.paints.emplace_back([size = sheet.size, place, name = document.footer, title = document.title,
                                   isFirst = i == 0](QPainter& painter) {
            const double y = size.height() - style::kFooterUp;
            const double right = size.width() - style::kSide;
            painter.setPen(QPen(style::color(ColorRole::Rule), 0.5));
            painter.drawLine(QPointF(style::kSide, y - 12), QPointF(right, y - 12));
            painter.setFont(style::font(Face::Small));
            painter.setPen(style::color(ColorRole::TextMuted));
            const double placeWidth = style::width(Face::Small, place);
            const QFontMetricsF metrics(style::font(Face::Small));
            painter.drawText(QPointF(style::kSide, y),
                             metrics.elidedText(name, Qt::ElideMiddle, right - style::kSide - placeWidth - 20));
            painter.drawText(QPointF(right - placeWidth, y), place);
            if (!isFirst)
                painter.drawText(QPointF(style::kSide, style::kTop - 18),
                                 metrics.elidedText(title, Qt::ElideRight, right - style::kSide));
        });
    }
}

} // namespace

void paintMark(PageFlow& flow, ladder::Mark mark, double x, double y, double size) {
    if (mark == ladder::Mark::None)
        return;
    flow.paint([=](QPainter& painter) {
        painter.translate(x, y);
        painter.fillPath(render::markPath(mark, size), style::color(style::colorRole(mark)));
        painter.translate(-x, -y);
    });
}

double tagsWidth(const QStringList& tags) {
    double width = 0;
    for (const QString& tag : tags)
        width += style::width(Face::Small, tag) + 2 * kTagPad + kTagGap;
    return width;
}

double paintTags(PageFlow& flow, const QStringList& tags, double x, double y) {
    for (const QString& tag : tags) {
        const double width = style::width(Face::Small, tag) + 2 * kTagPad;
        flow.paint([=](QPainter& painter) {
            painter.setPen(QPen(style::color(ColorRole::Rule), 0.5));
            painter.setBrush(style::color(ColorRole::Canvas));
            painter.drawRoundedRect(QRectF(x, y, width, kTagHeight), 2, 2);
            painter.setBrush(Qt::NoBrush);
            painter.setFont(style::font(Face::Small));
            painter.setPen(style::color(ColorRole::Text));
            painter.drawText(QPointF(x + kTagPad, y + 8.6), tag);
        });
        x += width + kTagGap;
    }
    return x;
}

double Composer::heightToFollow() const {
    constexpr double kLines = 54;
    const auto* remark = m_following.size() < 2 ? nullptr : std::get_if<Paragraph>(&m_following.front());
    const auto* verbatim = remark == nullptr ? nullptr : std::get_if<Verbatim>(&m_following[1]);
    if (verbatim == nullptr || remark->style != Paragraph::Style::Small)
        return kLines;
    const TextLines lines(remark->text, Face::Small, m_flow.width(), style::kSmallLine);
    return lines.height() + style::kGap + heightTogether(*verbatim);
}

void Composer::operator()(const Heading& heading) {
    const auto* ladder = m_following.empty() ? nullptr : std::get_if<Ladder>(&m_following.front());
    const double following = ladder == nullptr ? heightToFollow() : heightWorthwhile(*ladder);
    if (ladder != nullptr && isWide(*ladder))
        m_flow.newPage(true);
    if (heading.startsPage && !m_flow.isAtTop())
        m_flow.newPage();
    m_flow.space(heading.level == 1 ? 18 : 13);
    const TextLines lines(plain(heading.text), faceOf(heading.level), m_flow.width(), heightOf(heading.level));
    m_flow.ensure(lines.height() + following + style::kGap);
    const QString name = heading.anchor.isEmpty() ? QStringLiteral("section-%1").arg(++m_headings) : heading.anchor;
    m_flow.anchor(name, 4);
    if (heading.level == 1 || heading.level == 2)
        m_flow.outline(heading.level, heading.text, name);
    lines.flow(m_flow, 0);
    if (heading.level == 1) {
        fill(m_flow, QRectF(m_flow.left(), m_flow.y() + 1, m_flow.width(), 0.8), ColorRole::Rule);
        m_flow.advance(2);
    }
    m_flow.advance(style::kGap);
}

void Composer::operator()(const Paragraph& paragraph) {
    const bool isSmall = paragraph.style == Paragraph::Style::Small;
    const double indent = paragraph.style == Paragraph::Style::Item ? style::kItemIndent : 0;
    const double lineHeight = isSmall ? style::kSmallLine : style::kLine;
    const TextLines lines(paragraph.text, isSmall ? Face::Small : Face::Body, m_flow.width() - indent, lineHeight);
    m_flow.ensure(std::min(2, lines.count()) * lineHeight);
    if (!paragraph.bullet.isEmpty())
        TextLines(plain(paragraph.bullet), Face::Body, indent, lineHeight)
            .place(m_flow, 0, m_flow.left() + 3, m_flow.y());
    lines.flow(m_flow, indent);
    m_flow.advance(indent > 0 ? 2 : style::kGap);
}

void Composer::operator()(const Verdict& verdict) {
    constexpr double kMarkSize = 18;
    const double indent = style::kBoxPad + kMarkSize + 8;
    const double width = m_flow.width() - indent - style::kBoxPad;
    const TextLines headline(plain(verdict.headline), Face::Headline, width, 17);
    std::vector<TextLines> lines;
    double height = headline.height() + 2 * style::kBoxPad;
    for (const Text& line : verdict.lines) {
        lines.emplace_back(line, Face::Body, width, style::kLine);
        height += lines.back().height() + 2;
    }
    const double tagsHeight = verdict.tags.isEmpty() ? 0 : kTagHeight + 5;
    height += tagsHeight + 2;
    m_flow.space(4);
    m_flow.ensure(height);
    fill(m_flow, QRectF(m_flow.left(), m_flow.y(), m_flow.width(), height), ColorRole::HeaderFill);
    fill(m_flow, QRectF(m_flow.left(), m_flow.y(), 3, height), style::colorRole(verdict.mark));
    paintMark(m_flow, verdict.mark, m_flow.left() + style::kBoxPad + 2 + kMarkSize / 2, m_flow.y() + style::kBoxPad + 9,
              kMarkSize);
    const double x = m_flow.left() + indent;
    double y = m_flow.y() + style::kBoxPad;
    headline.placeAll(m_flow, x, y);
    y += headline.height() + 2;
    paintTags(m_flow, verdict.tags, x, y);
    y += tagsHeight;
    for (const TextLines& line : lines) {
        line.placeAll(m_flow, x, y);
        y += line.height() + 2;
    }
    m_flow.advance(height + style::kBlockGap);
}

void Composer::operator()(const Facts& facts) {
    for (const Facts::Fact& fact : facts.facts) {
        const TextLines name({{fact.name, Run::Style::Muted, {}}}, Face::Body, style::kFactName - 8, style::kLine);
        const TextLines value(fact.value, Face::Body, m_flow.width() - style::kFactName, style::kLine);
        m_flow.ensure(name.height());
        name.placeAll(m_flow, m_flow.left(), m_flow.y());
        value.flow(m_flow, style::kFactName);
        m_flow.advance(std::max(0.0, (name.count() - value.count()) * style::kLine) + 1.5);
    }
    m_flow.advance(style::kGap);
}

void Composer::operator()(const FindingTitle& finding) {
    const double indent = style::kItemIndent + 2;
    const TextLines title(plain(finding.number + QStringLiteral(". ") + finding.title), Face::Heading2,
                          m_flow.width() - indent, 14);
    m_flow.space(4);
    m_flow.ensure(title.height() + kTagHeight + 40);
    m_flow.anchor(finding.anchor, 4);
    paintMark(m_flow, finding.mark, m_flow.left() + 7, m_flow.y() + 7, 13);
    title.placeAll(m_flow, m_flow.left() + indent, m_flow.y());
    m_flow.advance(title.height() + 2);
    paintTags(m_flow, finding.tags, m_flow.left() + indent, m_flow.y());
    m_flow.advance(kTagHeight + style::kGap);
}

void Composer::operator()(const Note& note) {
    const double width = m_flow.width() - 2 * style::kBoxPad - 16;
    const TextLines about({{note.about, Run::Style::Strong, note.target}}, Face::Body, width, style::kLine);
    const TextLines text(plain(note.text), Face::Body, width, style::kLine);
    const double x = style::kBoxPad + 16;
    m_flow.ensure(about.height() + style::kLine + 8);
    paintMark(m_flow, ladder::Mark::Note, m_flow.left() + style::kBoxPad, m_flow.y() + 7, style::kMark);
    about.flow(m_flow, x);
    text.flow(m_flow, x);
    m_flow.advance(style::kGap);
}

void Composer::operator()(const PageBreak&) {
    if (!m_flow.isAtTop())
        m_flow.newPage();
}

PageFlow compose(const Document& document, QSizeF paper, const std::stop_token& stop) {
    PageFlow flow(paper);
    Composer composer(flow);
    for (std::size_t i = 0; i < document.blocks.size() && !stop.stop_requested(); ++i) {
        composer.setFollowing(std::span(document.blocks).subspan(i + 1));
        std::visit(composer, document.blocks[i]);
    }
    addFooters(flow.sheets(), document);
    return flow;
}

} // namespace echelle::report
