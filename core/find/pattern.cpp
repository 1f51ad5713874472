#include "core/find/pattern.h"

#include "core/base/diagnostic.h"
#include "core/base/text.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace echelle::find {

namespace {

// Steps and depth that an honest expression does not need on one message, and heap in KiB. A search over many messages
// that all reach the limit still ends within seconds.
constexpr std::uint32_t kMatchLimit = 200'000;
constexpr std::uint32_t kDepthLimit = 2'000;
constexpr std::uint32_t kHeapLimitKiB = 16 * 1024;
constexpr std::size_t kMaxPatternBytes = 4096;

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
}

// Horspool's search with ASCII case folded.
class FoldedText {
public:
    explicit FoldedText(std::string_view text) : m_text(toLower(text)) {
        m_shift.fill(m_text.size());
        for (std::size_t i = 0; i + 1 < m_text.size(); ++i) {
            const auto c = static_cast<unsigned char>(m_text[i]);
            m_shift[c] = m_text.size() - 1 - i;
            if (c >= 'a' && c <= 'z')
                m_shift[c - 32U] = m_shift[c];
        }
    }

    [[nodiscard]] std::optional<Match> find(std::string_view bytes, std::size_t from) const {
        const std::size_t n = m_text.size();
        for (std::size_t at = from; at <= bytes.size() && bytes.size() - at >= n;) {
            const auto last = static_cast<unsigned char>(bytes[at + n - 1]);
            if (toLowerAscii(static_cast<char>(last)) == m_text[n - 1] && isAt(bytes, at))
                return Match{at, n};
            at += m_shift[last];
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] bool isAt(std::string_view bytes, std::size_t at) const {
        for (std::size_t i = 0; i < m_text.size(); ++i)
            if (toLowerAscii(bytes[at + i]) != m_text[i])
                return false;
        return true;
    }

    std::string m_text;
    std::array<std::size_t, 256> m_shift{};
};

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* p) const {
        Free(p);
    }
};

Error badExpression(std::string reason, std::size_t position) {
    return {std::string(diag::kSearchExpression),
            {},
            {{"reason", std::move(reason)}, {"position", std::to_string(position)}}};
}

} // namespace

struct Pattern::Impl {
    std::string exact;                // plain, with case
    std::optional<FoldedText> folded; // plain, without case
    std::unique_ptr<pcre2_code, Freed<pcre2_code_free_8>> code;
    std::unique_ptr<pcre2_match_data, Freed<pcre2_match_data_free_8>> data;
    std::unique_ptr<pcre2_match_context, Freed<pcre2_match_context_free_8>> context;
    bool hasReachedLimit = false;

    Result<void> compileExpression(const Query& query);
    std::optional<Match> findExpression(std::string_view bytes, std::size_t from);
};

Pattern::Pattern(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;
bool Pattern::hasReachedLimit() const {
    return m_impl->hasReachedLimit;
}

Result<Pattern> Pattern::compile(const Query& query) {
    if (query.text.empty() || query.text.size() > kMaxPatternBytes)
        return Unexpected(badExpression(query.text.empty() ? "empty" : "too long", 0));
    auto impl = std::make_unique<Impl>();
    if (!query.isExpression && query.isCaseSensitive)
        impl->exact = query.text;
    else if (!query.isExpression && isAscii(query.text))
        impl->folded.emplace(query.text);
    else if (auto done = impl->compileExpression(query); !done)
        return Unexpected(done.error());
    return Pattern(std::move(impl));
}

Result<void> Pattern::Impl::compileExpression(const Query& query) {
    // Messages need not be UTF-8: bad sequences then simply match nothing.
    std::uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;
    options |= query.isExpression ? PCRE2_MULTILINE : PCRE2_LITERAL;
    if (!query.isExpression)
        options &= ~PCRE2_NEVER_BACKSLASH_C; // not allowed beside PCRE2_LITERAL
    if (!query.isCaseSensitive)
        options |= PCRE2_CASELESS;
    const std::unique_ptr<pcre2_compile_context, Freed<pcre2_compile_context_free_8>> compileContext(
        pcre2_compile_context_create(nullptr));
    pcre2_set_newline(compileContext.get(), PCRE2_NEWLINE_ANYCRLF);
    int error = 0;
    PCRE2_SIZE position = 0;
    code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(query.text.data()), query.text.size(), options, &error,
                             &position, compileContext.get()));
    if (!code) {
        std::array<PCRE2_UCHAR, 256> reason{};
        pcre2_get_error_message(error, reason.data(), reason.size());
        return Unexpected(badExpression(reinterpret_cast<const char*>(reason.data()), position));
    }
    pcre2_jit_compile(code.get(), PCRE2_JIT_COMPLETE); // where there is no JIT, the interpreter runs
    data.reset(pcre2_match_data_create_from_pattern(code.get(), nullptr));
    context.reset(pcre2_match_context_create(nullptr));
    pcre2_set_match_limit(context.get(), kMatchLimit);
    pcre2_set_depth_limit(context.get(), kDepthLimit);
    pcre2_set_heap_limit(context.get(), kHeapLimitKiB);
    return {};
}

std::optional<Match> Pattern::Impl::findExpression(std::string_view bytes, std::size_t from) {
    const int found = pcre2_match(code.get(), reinterpret_cast<PCRE2_SPTR>(bytes.data()), bytes.size(), from, 0,
                                  data.get(), context.get());
    if (found < 0) {
        hasReachedLimit = found != PCRE2_ERROR_NOMATCH && found != PCRE2_ERROR_PARTIAL;
        return std::nullopt;
    }
    const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(data.get());
    // \K may place the start after the end; such a match has no extent.
    return Match{ends[0], ends[1] >= ends[0] ? ends[1] - ends[0] : 0};
}

std::optional<Match> Pattern::find(std::string_view bytes, std::size_t from) {
    m_impl->hasReachedLimit = false;
    if (from > bytes.size())
        return std::nullopt;
    if (m_impl->code)
        return m_impl->findExpression(bytes, from);
    if (m_impl->folded)
        return m_impl->folded->find(bytes, from);
    const void* at = memmem(bytes.data() + from, bytes.size() - from, m_impl->exact.data(), m_impl->exact.size());
    if (at == nullptr)
        return std::nullopt;
    return Match{static_cast<std::size_t>(static_cast<const char*>(at) - bytes.data()), m_impl->exact.size()};
}

} // namespace echelle::find
