#include "core/sip/framer.h"

#include "core/base/text.h"
#include "core/sip/lines.h"
#include "core/sip/message_checks.h"
#include "core/sip/start_line.h"
#include "core/sip/start_line_finder.h"

#include <algorithm>

namespace echelle::sip {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// What one call of nextInStream tells the next about the message at the front, packed into the size_t that travels.
// Offsets are at most kMaxMessageBytes.
struct Progress {
    std::size_t looked = 0;     // no header end, or (behind it) no further start line, before this
    std::size_t headerEnd = 0;  // 0: not found yet
    std::size_t messageEnd = 0; // 0: not known yet

    static constexpr unsigned kBits = 21;
    static constexpr std::size_t kMask = (std::size_t{1} << kBits) - 1;
    static_assert(kMaxMessageBytes < kMask && sizeof(std::size_t) == 8);

    static Progress unpack(std::size_t packed) {
        return {packed & kMask, packed >> kBits & kMask, packed >> (2 * kBits) & kMask};
    }
    [[nodiscard]] std::size_t pack() const { return looked | headerEnd << kBits | messageEnd << (2 * kBits); }
};

// In the same size_t: the first line has no end before the offset in the other bits.
constexpr std::size_t kStartLineOpen = std::size_t{1} << 63;

bool hasLineEnd(std::string_view bytes, std::size_t from) {
    const std::string_view rest = bytes.substr(std::min(from, bytes.size()));
    return rest.find('\n') != kNone || rest.find('\r') != kNone;
}

bool isKeepAliveByte(char c) {
    return c == '\r' || c == '\n' || c == '\0';
}

std::size_t keepAliveEnd(std::string_view bytes) {
    return static_cast<std::size_t>(std::find_if_not(bytes.begin(), bytes.end(), isKeepAliveByte) - bytes.begin());
}

// A message body may quote a message (sipfrag, multipart): start lines in it mean nothing.
bool mayBodyHoldSip(std::string_view head) {
    LineReader lines(head, 0, lineEndsOf(head));
    std::string_view line;
    while (lines.next(line)) {
        const std::size_t colon = line.find(':');
        if (colon == kNone || headerIdFromName(trim(line.substr(0, colon))) != HeaderId::ContentType)
            continue;
        const std::string_view type = trim(line.substr(colon + 1));
        return !startsWithNoCase(type, "application/sdp");
    }
    return false;
}

// Where within the body another message begins: Content-Length announced more than was sent (or bytes were lost).
std::size_t findEarlyEnd(std::string_view bytes, const Progress& progress, std::size_t end) {
    const std::size_t from = std::max(progress.headerEnd, progress.looked);
    for (std::size_t lf = from == 0 ? kNone : bytes.find('\n', from - 1); lf != kNone && lf + 1 < end;
         lf = bytes.find('\n', lf + 1)) {
        if (lf + 1 >= progress.headerEnd && isStartLineFollowedByHeader(bytes.substr(lf + 1)))
            return lf + 1;
    }
    return kNone;
}

FramedPart needMore(const Progress& progress, std::size_t& resume) {
    resume = progress.pack();
    return {FrameStatus::NeedMore, 0, 0, false};
}

// The message at the very front of the bytes, whose start line is there or on its way.
FramedPart messageInStream(std::string_view bytes, bool atEnd, std::size_t& resume) {
    Progress progress = Progress::unpack(resume);
    const std::string_view bounded = bytes.substr(0, kMaxMessageBytes);
    const bool isFull = bytes.size() >= kMaxMessageBytes;
    if (progress.headerEnd == 0) {
        const std::size_t headerEnd = findHeaderEnd(bounded, 0, progress.looked);
        if (headerEnd == kNone) {
            if (isFull || atEnd)
                return {FrameStatus::Message, 0, bounded.size(), isFull};
            // The last line end may be one half of a pair.
            progress.looked = bounded.size() > 2 ? bounded.size() - 2 : 0;
            return needMore(progress, resume);
        }
        const std::string_view head = bounded.substr(0, headerEnd);
        // Without a length the body is empty on a stream (RFC 3261 section 18.3).
        const std::uint64_t length = contentLengthOf(head).value_or(0);
        const std::uint64_t room = kMaxMessageBytes - headerEnd;
        progress.headerEnd = headerEnd;
        progress.messageEnd = headerEnd + static_cast<std::size_t>(std::min(length, room + 1));
        progress.looked = mayBodyHoldSip(head) ? kMaxMessageBytes : headerEnd;
    }
    const std::size_t wanted = progress.messageEnd;
    if (progress.looked < wanted && wanted > progress.headerEnd) {
        const std::size_t early = findEarlyEnd(bounded, progress, std::min(wanted, bounded.size()));
        if (early != kNone)
            return {FrameStatus::Message, 0, early, false};
    }
    if (wanted <= kMaxMessageBytes && bytes.size() >= wanted)
        return {FrameStatus::Message, 0, wanted, false};
    if (isFull || atEnd)
        return {FrameStatus::Message, 0, bounded.size(), isFull};
    // A start line that is only half there is looked at again: looking resumes at the beginning of its line.
    if (progress.looked < kMaxMessageBytes)
        progress.looked = std::max(progress.headerEnd, startOfUnsettledLines(bounded, progress.looked));
    return needMore(progress, resume);
}

} // namespace

FramedPart nextInStream(std::string_view bytes, bool atEnd, std::size_t& resume) {
    if (bytes.empty())
        return {FrameStatus::NeedMore, 0, 0, false};
    const bool isStartLineOpen = (resume & kStartLineOpen) != 0;
    if (isStartLineOpen && !atEnd && bytes.size() < kMaxStartLineBytes &&
        !hasLineEnd(bytes, resume & ~kStartLineOpen)) {
        resume = kStartLineOpen | bytes.size();
        return {FrameStatus::NeedMore, 0, 0, false};
    }
    if (isStartLineOpen)
        resume = 0;
    if (resume != 0)
        return messageInStream(bytes, atEnd, resume);
    const std::size_t blank = keepAliveEnd(bytes);
    if (blank > 0)
        return {FrameStatus::KeepAlive, 0, blank, false};
    const StartLineLook look = lookAtStartLine(bytes, atEnd);
    if (look == StartLineLook::Yes)
        return messageInStream(bytes, atEnd, resume);
    if (look == StartLineLook::No)
        return {FrameStatus::NotSip, 0, findNextStart(bytes, atEnd), false};
    // Behind "SIP/2" only the end of the line decides.
    resume = bytes.size() > 4 ? kStartLineOpen | bytes.size() : 0;
    return {FrameStatus::NeedMore, 0, 0, false};
}

FramedPart nextInDatagram(std::string_view bytes) {
    const std::size_t begin = keepAliveEnd(bytes);
    if (begin == bytes.size() || isKeepAliveText(bytes))
        return {FrameStatus::KeepAlive, 0, bytes.size(), false};
    if (!looksLikeSip(bytes))
        return {FrameStatus::NotSip, 0, bytes.size(), false};
    if (bytes.size() - begin > kMaxMessageBytes)
        return {FrameStatus::Message, begin, bytes.size(), true};
    const std::size_t headerEnd = findHeaderEnd(bytes, begin, begin);
    if (headerEnd == kNone || headerEnd == bytes.size())
        return {FrameStatus::Message, begin, bytes.size(), false};
    const std::optional<std::uint64_t> length = contentLengthOf(bytes.substr(begin, headerEnd - begin));
    if (length && *length < bytes.size() - headerEnd) {
        const std::size_t bodyEnd = headerEnd + static_cast<std::size_t>(*length);
        const std::size_t next = bodyEnd + keepAliveEnd(bytes.substr(bodyEnd));
        if (next < bytes.size() && lookAtStartLine(bytes.substr(next)) == StartLineLook::Yes)
            return {FrameStatus::Message, begin, bodyEnd, false};
    }
    return {FrameStatus::Message, begin, bytes.size(), false};
}

} // namespace echelle::sip
