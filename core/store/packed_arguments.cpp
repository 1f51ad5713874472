#include "core/store/packed_arguments.h"

#include "core/base/text.h"

#include <optional>
#include <utility>

namespace echelle::store {

namespace {

void append(std::string& packed, std::string_view text) {
    packed += std::to_string(text.size());
    packed += ':';
    packed += text;
}

std::optional<std::string> take(std::string_view& packed) {
    const std::size_t colon = packed.find(':');
    const auto size = parseUnsigned(packed.substr(0, colon));
    if (colon == std::string_view::npos || !size || *size > packed.size() - colon - 1)
        return std::nullopt;
    std::string text(packed.substr(colon + 1, *size));
    packed.remove_prefix(colon + 1 + *size);
    return text;
}

} // namespace

std::string packArguments(const Arguments& arguments) {
    std::string packed;
    for (const Argument& a : arguments) {
        append(packed, a.name);
        append(packed, a.value);
    }
    return packed;
}

Arguments unpackArguments(std::string_view packed) {
    Arguments arguments;
    while (!packed.empty()) {
        auto name = take(packed);
        auto value = name ? take(packed) : std::nullopt;
        if (!value)
            break;
        arguments.push_back({std::move(*name), std::move(*value)});
    }
    return arguments;
}

} // namespace echelle::store
