#include "core/sip/multipart.h"

#include "core/base/text.h"
#include "core/sip/address.h"
#include "core/sip/header_id.h"
#include "core/sip/lines.h"

#include <optional>

namespace echelle::sip {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr int kMaxDepth = 4;
constexpr std::size_t kMaxParts = 64;

struct Pending {
    BodyPart part;
    int depth = 0;
};

// The boundary with its leading "--", as it stands in the body.
std::string_view delimiterOf(std::string_view contentType, std::string_view body) {
    const std::size_t semicolon = contentType.find(';');
    if (semicolon != kNone) {
        const std::optional<std::string_view> boundary = parameter(contentType.substr(semicolon), "boundary");
        if (boundary && !boundary->empty()) {
            std::size_t at = body.find(*boundary);
            // The text may also stand elsewhere; what counts is the one that "--" precedes.
            while (at != kNone && (at < 2 || body.substr(at - 2, 2) != "--"))
                at = body.find(*boundary, at + 1);
            return at == kNone ? std::string_view{} : body.substr(at - 2, boundary->size() + 2);
        }
    }
    const std::size_t dashes = body.substr(0, 2) == "--" ? 0 : body.find("\n--");
    if (dashes == kNone)
        return {};
    const std::string_view line = body.substr(dashes == 0 ? 0 : dashes + 1);
    return trim(line.substr(0, findFirst(line, kLineEnds)));
}

std::size_t findDelimiter(std::string_view body, std::string_view delimiter, std::size_t from) {
    std::size_t at = body.find(delimiter, from);
    while (at != kNone && at > 0 && body[at - 1] != '\n' && body[at - 1] != '\r')
        at = body.find(delimiter, at + 1);
    return at;
}

// Headers of a part, an empty line, its content; without the line end that belongs to the next delimiter.
BodyPart readPart(std::string_view text) {
    BodyPart part;
    LineReader lines(text, 0, lineEndsOf(text));
    std::string_view line;
    while (lines.next(line) && !line.empty()) {
        const std::size_t colon = line.find(':');
        if (colon != kNone && headerIdFromName(trim(line.substr(0, colon))) == HeaderId::ContentType)
            part.contentType = trim(line.substr(colon + 1));
    }
    part.body = text.substr(lines.position());
    if (!part.body.empty() && part.body.back() == '\n')
        part.body.remove_suffix(1);
    if (!part.body.empty() && part.body.back() == '\r')
        part.body.remove_suffix(1);
    return part;
}

std::vector<BodyPart> split(const BodyPart& whole) {
    std::vector<BodyPart> parts;
    const std::string_view delimiter = delimiterOf(whole.contentType, whole.body);
    if (delimiter.size() < 3)
        return parts;
    std::size_t at = findDelimiter(whole.body, delimiter, 0);
    while (at != kNone && parts.size() < kMaxParts) {
        const std::size_t after = at + delimiter.size();
        if (whole.body.substr(after, 2) == "--")
            break;
        const std::size_t lineEnd = whole.body.find('\n', after);
        if (lineEnd == kNone)
            break;
        at = findDelimiter(whole.body, delimiter, lineEnd + 1);
        parts.push_back(readPart(whole.body.substr(lineEnd + 1, at == kNone ? kNone : at - lineEnd - 1)));
    }
    return parts;
}

} // namespace

std::string_view mediaType(std::string_view contentType) {
    return trim(contentType.substr(0, contentType.find(';')));
}

bool isMultipart(std::string_view contentType) {
    return startsWithNoCase(trim(contentType), "multipart/");
}

std::vector<BodyPart> bodyParts(std::string_view contentType, std::string_view body) {
    std::vector<BodyPart> leaves;
    std::vector<Pending> stack = {{{contentType, body}, 0}};
    while (!stack.empty() && leaves.size() < kMaxParts) {
        const Pending next = stack.back();
        stack.pop_back();
        if (!isMultipart(next.part.contentType) || next.depth >= kMaxDepth) {
            leaves.push_back(next.part);
            continue;
        }
        const std::vector<BodyPart> parts = split(next.part);
        for (auto part = parts.rbegin(); part != parts.rend(); ++part)
            stack.push_back({*part, next.depth + 1});
    }
    return leaves;
}

} // namespace echelle::sip
