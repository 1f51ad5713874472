#include "core/ladder/row_pieces.h"

#include "core/ladder/metrics.h"
#include "core/ladder/text_fit.h"

#include <cmath>

namespace echelle::ladder {

namespace {
constexpr double kBlank = 6;
constexpr double kBadgePad = 5;

// Puts texts one after the other on a line, until it is full.
class LineOfText {
public:
    LineOfText(RowPieces& pieces, const TextMeasurer& measurer, double left, double right, double centre)
        : m_pieces(pieces), m_measurer(measurer), m_x(left), m_right(right), m_centre(centre) {}

    void mark(Mark mark, ColorRole color) {
        m_pieces.mark = MarkShape{m_x + metrics::kMark / 2.0, m_centre, metrics::kMark, mark, color};
        m_x += metrics::kMark + kBlank;
    }

    // kept: room left for what follows on the line.
    void text(TextRole role, ColorRole color, const std::string& utf8, double kept = 0) {
        const std::string fitting = elided(m_measurer, role, utf8, m_right - m_x - kept);
        if (fitting.empty())
            return;
        m_pieces.texts.push_back({m_x, baseline(role), role, Align::Left, color, fitting});
        m_end = m_x + m_measurer.width(role, fitting);
        m_x = m_end + kBlank;
    }

    std::optional<RowPieces::Box> badge(const std::string& utf8) {
        const double width = badgeWidth(utf8);
        if (m_x + width > m_right)
            return std::nullopt;
        const double top = m_centre - metrics::kBadgeHeight / 2.0;
        m_pieces.badges.push_back({m_x, top, width, metrics::kBadgeHeight, 3, ColorRole::BadgeFill, false, {}});
        m_pieces.texts.push_back({m_x + width / 2, baseline(TextRole::SmallStrong), TextRole::SmallStrong,
                                  Align::Center, ColorRole::Text, utf8});
        const RowPieces::Box box{m_x, top, width, metrics::kBadgeHeight};
        m_end = m_x + width;
        m_x = m_end + kBlank;
        return box;
    }

    [[nodiscard]] double badgeWidth(const std::string& utf8) const {
        return std::ceil(m_measurer.width(TextRole::SmallStrong, utf8)) + 2 * kBadgePad;
    }
    [[nodiscard]] double end() const { return m_end; }

private:
    [[nodiscard]] double baseline(TextRole role) const { return m_centre + m_measurer.capHeight(role) / 2; }

    RowPieces& m_pieces;
    const TextMeasurer& m_measurer;
    double m_x;
    double m_right;
    double m_centre;
    double m_end = 0;
};

ColorRole labelColor(const RowContent& content) {
    if (content.emphasis == Emphasis::Failing)
        return ColorRole::Failure;
    const bool isQuiet = content.emphasis == Emphasis::Faint || content.kind == RowKind::Packet;
    return isQuiet ? ColorRole::TextMuted : ColorRole::Text;
}

ColorRole markColor(Mark mark) {
    switch (mark) {
    case Mark::Cross:
        return ColorRole::Failure;
    case Mark::Exclamation:
        return ColorRole::Warning;
    case Mark::Check:
        return ColorRole::Good;
    default:
        return ColorRole::NeutralMark;
    }
}
} // namespace

RowPieces rowPieces(const RowContent& content, RowSource::Extent extent, const Layout& layout,
                    const TextMeasurer& measurer) {
    RowPieces pieces;
    pieces.extent = extent;
    pieces.isLeftward = content.to < content.from;
    const double left = layout.textLeft(extent);
    const double right = layout.lanesWidth() - metrics::kEdge;

    LineOfText first(pieces, measurer, left, right, metrics::kLabelCentre);
    if (content.mark != Mark::None)
        first.mark(content.mark, markColor(content.mark));
    const bool isFailing = content.emphasis == Emphasis::Failing;
    first.text(isFailing ? TextRole::LabelStrong : TextRole::Label, labelColor(content), content.label,
               content.repeat.empty() ? 0 : first.badgeWidth(content.repeat) + kBlank);
    if (!content.repeat.empty())
        pieces.repeat = first.badge(content.repeat);
    if (!content.aside.empty())
        first.text(TextRole::Small, ColorRole::TextMuted, content.aside);
    pieces.labelRight = first.end();

    if (!content.badge.empty() || !content.detail.empty()) {
        LineOfText second(pieces, measurer, left, right, metrics::kDetailCentre);
        if (!content.badge.empty())
            second.badge(content.badge);
        if (!content.detail.empty())
            second.text(TextRole::Small, ColorRole::TextMuted, content.detail);
        pieces.detailRight = second.end();
    }
    return pieces;
}

} // namespace echelle::ladder
