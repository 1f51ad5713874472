#pragma once

#include <optional>
#include <string_view>

namespace echelle::net {

// Listening quality that the E-model estimates from loss alone (ITU-T G.107 with the default values, and G.113 appendix
// I for the codec), 1 to 4.5. Delay and echo are not seen at one point, and jitter is taken to be buffered: an upper
// bound. lossRatio: 0 to 1, spread at random. nullopt for codecs without published values, wideband ones among them.
[[nodiscard]] std::optional<double> estimateMos(std::string_view codec, double lossRatio);

} // namespace echelle::net
