#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace echelle::sip {

// What is wrong with a message, by name. The catalog has an entry "defect.<name>" for each, in every locale.
enum class Defect : std::uint8_t {
    StartLine,             // "start-line": not as RFC 3261 section 7.1 or 7.2 has it
    Version,               // "version": another version than SIP/2.0
    StatusCode,            // "status-code": not 100 to 699
    HeaderLine,            // "header-line": a line that is no header field
    MissingHeader,         // "missing-header": From, To, Call-ID, CSeq or Via absent (section 8.1.1)
    RepeatedHeader,        // "repeated-header": a header that may stand once stands twice
    CSeq,                  // "cseq": number or method unreadable
    CSeqMethod,            // "cseq-method": request method and CSeq method differ
    Via,                   // "via": top Via unreadable or without SIP/2.0
    Address,               // "address": From, To or Contact unreadable
    ContentLength,         // "content-length": not a number, or two that differ
    ContentLengthTooLong,  // "content-length-long": announces more than is there
    ContentLengthTooShort, // "content-length-short": bytes follow after the announced end (datagram)
    LineEnd,               // "line-end": bare LF or CR where CRLF is asked for
    NoHeaderEnd,           // "no-header-end": no empty line after the headers
    NotUtf8,               // "not-utf8": bytes that are no UTF-8 in the headers
    ControlCharacter,      // "control-character": NUL or other control bytes in the headers
    RequestUri,            // "request-uri": blanks or angle brackets in it, or unreadable
    Sdp,                   // "sdp": the session description is unreadable
    TooLarge,              // "too-large": kept to the bound of model.md
    Truncated,             // "truncated": the capture or log holds less than was sent
    Count
};

class Defects {
public:
    void add(Defect d) { m_bits |= std::uint32_t{1} << static_cast<unsigned>(d); }
    [[nodiscard]] bool has(Defect d) const { return (m_bits >> static_cast<unsigned>(d) & 1U) != 0; }
    [[nodiscard]] bool isEmpty() const { return m_bits == 0; }
    [[nodiscard]] std::uint32_t bits() const { return m_bits; }
    [[nodiscard]] static Defects fromBits(std::uint32_t bits) {
        Defects d;
        d.m_bits = bits;
        return d;
    }
    [[nodiscard]] std::vector<Defect> list() const;
    friend bool operator==(Defects, Defects) = default;

private:
    std::uint32_t m_bits = 0;
};

[[nodiscard]] std::string_view defectName(Defect d);

} // namespace echelle::sip
