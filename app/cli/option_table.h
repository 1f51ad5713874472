#pragma once

#include "app/cli/options.h"

#include <optional>
#include <span>
#include <string_view>

namespace echelle::cli {

// One option: how it is spelled, which commands know it, and what it sets.
struct Option {
    std::string_view name;
    bool takesValue = false;
    std::uint32_t commands = 0; // bits by Command
    // False: the value is not one the option can have.
    bool (*apply)(Options& options, std::string_view value) = nullptr;
};
[[nodiscard]] std::span<const Option> allOptions();

[[nodiscard]] constexpr std::uint32_t bitOf(Command command) {
    return std::uint32_t{1} << static_cast<unsigned>(command);
}

// nullopt for a word that is no command.
[[nodiscard]] std::optional<Command> commandFromText(std::string_view text);

} // namespace echelle::cli
