#pragma once

#include "core/render/fonts.h"
#include "core/report/document.h"
#include "core/report/page_flow.h"

#include <memory>
#include <span>
#include <stop_token>

namespace echelle::report {

// Lays the blocks of a document out on pages.
class Composer {
public:
    explicit Composer(PageFlow& flow) : m_flow(flow) {}

    // What comes after the block that is laid out now. A heading stays with it.
    void setFollowing(std::span<const Block> blocks) { m_following = blocks; }

    void operator()(const Heading& heading);
    void operator()(const Paragraph& paragraph);
    void operator()(const Verdict& verdict);
    void operator()(const Facts& facts);
    void operator()(const FindingTitle& finding);
    void operator()(const Table& table);
    void operator()(const Bars& bars);
    void operator()(const Ladder& ladder);
    void operator()(const Verbatim& verbatim);
    void operator()(const Note& note);
    void operator()(const PageBreak&);

private:
    [[nodiscard]] bool isWide(const Ladder& ladder) const; // it needs paper laid across
    [[nodiscard]] double heightWorthwhile(const Ladder& ladder) const;
    // What must stand under a heading for it to stay on the page.
    [[nodiscard]] double heightToFollow() const;
    // A message that is not long is not torn apart.
    [[nodiscard]] double heightTogether(const Verbatim& verbatim) const;

    PageFlow& m_flow;
    std::span<const Block> m_following;
    std::shared_ptr<const render::FontMeasurer> m_measurer = std::make_shared<render::FontMeasurer>(); // of ladders
    int m_headings = 0;
};

// All pages, with their footers.
[[nodiscard]] PageFlow compose(const Document& document, QSizeF paper, const std::stop_token& stop);

// A mark around (x, y), painted as a shape: no font need have it.
void paintMark(PageFlow& flow, ladder::Mark mark, double x, double y, double size);
// Words in small grey boxes, one after the other; returns the x behind the last.
double paintTags(PageFlow& flow, const QStringList& tags, double x, double y);
[[nodiscard]] double tagsWidth(const QStringList& tags);

} // namespace echelle::report
