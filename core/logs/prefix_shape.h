#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::logs {

// The shape of what stands before the text on a line that some collector wrote ("asterisk-1  | ", "Mar 16 16:05:41 pbx
// asterisk[812]: "): digits and letters may differ from line to line, their order and the marks between them do not.
class PrefixShape {
public:
    PrefixShape() = default;
    explicit PrefixShape(std::string_view prefix);

    [[nodiscard]] std::size_t words() const { return m_words.size(); }
    // How many bytes the first count words take on this line, blanks behind them as in the prefix included; 0 where
    // they do not fit. A line may end right behind the last word.
    [[nodiscard]] std::size_t match(std::string_view line, std::size_t count) const;

private:
    struct Word {
        std::string shape;
        std::size_t blanksBefore = 0;
    };
    std::vector<Word> m_words;
    std::size_t m_blanksAfter = 0;
};

} // namespace echelle::logs
