#pragma once

#include "core/sip/defect.h"
#include "core/sip/header_id.h"
#include "core/sip/method.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::sip {

// One header field as it stands in the message. name and value are slices of the message's bytes; the value is trimmed
// and still folded (RFC 3261 section 7.3.1): use unfolded() for reading.
struct HeaderField {
    HeaderId id = HeaderId::Other;
    std::string_view name;
    std::string_view value;
};

struct CSeq {
    std::uint32_t number = 0;
    Method method = Method::Other;
    std::string_view methodText;
    bool isValid = false;
};

// One SIP message, parsed leniently: what is wrong is a defect, and as much as can be read is read.
// All views point into the bytes that were parsed; whoever calls parse() keeps those alive.
// Objects are meant to be reused (the header list keeps its storage).
struct Message {
    std::string_view bytes;
    std::string_view startLine;

    bool isRequest = false;
    Method method = Method::Other; // of a response: that of its CSeq
    std::string_view methodText;   // as found
    std::string_view requestUri;
    int statusCode = 0; // 0 for a request or where it is unreadable
    std::string_view reasonPhrase;

    std::vector<HeaderField> headers; // in order of appearance, unknown ones too
    std::string_view body;            // as far as present, at most Content-Length bytes where that is valid

    // Read once, since everything asks for them. Empty where absent.
    std::string_view callId;
    std::string_view fromTag;
    std::string_view toTag;
    std::string_view topBranch; // branch parameter of the topmost Via
    CSeq cseq;
    std::optional<std::uint64_t> contentLength;

    Defects defects; // bit set; names by defectName()

    [[nodiscard]] const HeaderField* find(HeaderId id) const;           // first of that id; nullptr where absent
    [[nodiscard]] std::string_view value(HeaderId id) const;            // first value, "" where absent
    [[nodiscard]] const HeaderField* find(std::string_view name) const; // any header, by name without case
};

// Parses the bytes of exactly one message (the framer has found its end). Never fails: defects tell.
void parse(std::string_view bytes, Message& into);

// The value with line folds replaced by one blank, as text of its own.
[[nodiscard]] std::string unfolded(std::string_view value);

} // namespace echelle::sip
