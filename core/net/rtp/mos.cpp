#include "core/net/rtp/mos.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace echelle::net {

namespace {
struct Impairment {
    std::string_view codec;
    double equipment;  // Ie: of the codec itself
    double robustness; // Bpl: against loss
};
constexpr std::array<Impairment, 8> kImpairments{{{"PCMU", 0, 25.1}, // with the loss concealment of G.711 appendix I
                                                  {"PCMA", 0, 25.1},
                                                  {"G728", 7, 27},
                                                  {"G729", 11, 19},
                                                  {"G723", 15, 16.1},
                                                  {"GSM", 26, 43},
                                                  {"iLBC", 11, 32},
                                                  {"AMR", 5, 10}}};
} // namespace

std::optional<double> estimateMos(std::string_view codec, double lossRatio) {
    const auto known = std::find_if(kImpairments.begin(), kImpairments.end(),
                                    [codec](const Impairment& i) { return equalsNoCase(i.codec, codec); });
    if (known == kImpairments.end())
        return std::nullopt;
    const double percent = std::clamp(lossRatio, 0.0, 1.0) * 100;
    constexpr double kDefaultRating = 93.2; // section 7.7: all other parameters at their defaults
    const double effective = known->equipment + (95 - known->equipment) * percent / (percent + known->robustness);
    const double r = std::clamp(kDefaultRating - effective, 0.0, 100.0);
    return std::clamp(1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6, 1.0, 4.5); // annex B
}

} // namespace echelle::net
