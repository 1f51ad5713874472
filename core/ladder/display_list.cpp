#include "core/ladder/display_list.h"

namespace echelle::ladder {

ColorRole legColor(int leg) {
    if (leg < 0)
        return ColorRole::TextMuted;
    return static_cast<ColorRole>(static_cast<int>(ColorRole::Leg0) + leg % kLegHues);
}

namespace {
struct Mover {
    double dx, dy;
    void operator()(Line& line) const {
        line.x1 += dx;
        line.x2 += dx;
        line.y1 += dy;
        line.y2 += dy;
    }
    template <typename Placed>
    void operator()(Placed& placed) const {
        placed.x += dx;
        placed.y += dy;
    }
};
} // namespace

void DisplayList::append(const DisplayList& other, double dx, double dy) {
    primitives.reserve(primitives.size() + other.primitives.size());
    for (const Primitive& primitive : other.primitives) {
        primitives.push_back(primitive);
        std::visit(Mover{dx, dy}, primitives.back());
    }
}

} // namespace echelle::ladder
