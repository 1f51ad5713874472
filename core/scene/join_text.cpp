#include "core/scene/join_text.h"

namespace echelle::scene {

std::string joinReason(std::string_view strategy, const std::function<std::string(const std::string&)>& label) {
    std::string text;
    while (!strategy.empty()) {
        const std::string_view sign = strategy.substr(0, strategy.find('+'));
        strategy = sign.size() < strategy.size() ? strategy.substr(sign.size() + 1) : std::string_view();
        text += (text.empty() ? "" : ", ") + label("join." + std::string(sign));
    }
    return text;
}

} // namespace echelle::scene
