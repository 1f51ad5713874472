#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace echelle::find {

// What the user looks for.
struct Query {
    std::string text;             // UTF-8
    bool isExpression = false;    // a Perl-compatible expression, else the text as it stands
    bool isCaseSensitive = false; // the default matches "invite" with INVITE
};

// Where a pattern was found in a message.
struct Match {
    std::size_t offset = 0; // bytes from the start of the message
    std::size_t length = 0;
};

// A query made ready to run over raw messages, which are hostile and not always UTF-8. Plain text is looked for byte by
// byte; an expression runs in PCRE2 with limits on steps, depth and memory, so that no message can make it run for
// ever. In an expression ^ and $ stand at each line. Not for several threads at a time.
class Pattern {
public:
    // Error kSearchExpression with {reason} and {position}; an empty text too.
    static Result<Pattern> compile(const Query& query);
    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;
    ~Pattern();

    // The first match at or after a byte offset. nullopt: none, or the limits were reached: see hasReachedLimit().
    [[nodiscard]] std::optional<Match> find(std::string_view bytes, std::size_t from = 0);
    [[nodiscard]] bool hasReachedLimit() const; // in the last find()

private:
    struct Impl;
    explicit Pattern(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace echelle::find
