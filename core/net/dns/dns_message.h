#pragma once

#include "core/base/byte_view.h"
#include "core/base/endpoint.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::net::dns {

// Types of resource records that matter to SIP (RFC 3263); any other has its number only.
enum class Type : std::uint16_t { None = 0, A = 1, Cname = 5, Ptr = 12, Txt = 16, Aaaa = 28, Srv = 33, Naptr = 35 };
[[nodiscard]] std::string toString(Type type); // "A", "SRV"; "TYPE65" where it is none of them (RFC 3597)

// RFC 1035 section 4.1.1.
enum class Code : std::uint8_t { NoError = 0, FormatError = 1, ServerFailure = 2, NameError = 3, Refused = 5 };
[[nodiscard]] std::string toString(Code code); // "NOERROR", "NXDOMAIN", "REFUSED" ...; "RCODE9" for others

struct Record {
    std::string name; // owner, without the final dot, as written
    Type type = Type::None;
    IpAddress address;  // of A and AAAA
    std::string target; // of CNAME, PTR and SRV; replacement of NAPTR; "" for the root
    std::string text;   // in presentation form: "192.0.2.1", "10 5 5060 sip.example.com" (RFC 2782 section "format"),
                        // "100 10 s SIP+D2U  _sip._udp.example.com" (RFC 3403 section 4.1)
};

struct Message {
    std::uint16_t id = 0;
    bool isResponse = false;
    bool isTruncated = false; // TC: the answer comes again over TCP
    Code code = Code::NoError;
    std::string name; // of the first question
    Type type = Type::None;
    std::vector<Record> answers; // of the answer section, in order, as far as they could be read
    bool isPartial = false;      // there were more than could be read
};

// Reads a message (RFC 1035 section 4.1): its first question and at most kMaxAnswers answers. nullopt where the header
// or the question cannot be read; answers end at the first that is damaged. Names are at most 255 bytes, and pointers
// only lead back.
inline constexpr std::size_t kMaxAnswers = 64;
[[nodiscard]] std::optional<Message> read(ByteView bytes);

// Names compare without case (RFC 1035 section 2.3.3).
[[nodiscard]] std::string keyOf(std::string_view name);

} // namespace echelle::net::dns
