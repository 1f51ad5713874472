#pragma once

#include "core/base/error.h"
#include "core/rules/finding.h"

#include <string>
#include <string_view>

namespace echelle::scene {

// The words of a ladder in one language.
class Words {
public:
    virtual ~Words() = default;
    // The key itself where there is no such word.
    [[nodiscard]] virtual std::string label(std::string_view key, const Arguments& arguments = {}) const = 0;
    [[nodiscard]] virtual std::string title(const rules::Finding& finding) const = 0;
    [[nodiscard]] virtual std::string_view decimalPoint() const = 0;
};

} // namespace echelle::scene
