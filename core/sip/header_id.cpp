#include "core/sip/header_id.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace echelle::sip {
namespace {

constexpr std::size_t kIdCount = static_cast<std::size_t>(HeaderId::Accept) + 1;

// In the order of HeaderId.
constexpr std::array<std::string_view, kIdCount> kCanonical = {"",
                                                               "Via",
                                                               "From",
                                                               "To",
                                                               "Call-ID",
                                                               "CSeq",
                                                               "Contact",
                                                               "Max-Forwards",
                                                               "Route",
                                                               "Record-Route",
                                                               "Content-Type",
                                                               "Content-Length",
                                                               "Content-Encoding",
                                                               "Expires",
                                                               "Min-Expires",
                                                               "Event",
                                                               "Subscription-State",
                                                               "Allow",
                                                               "Supported",
                                                               "Require",
                                                               "Proxy-Require",
                                                               "Unsupported",
                                                               "User-Agent",
                                                               "Server",
                                                               "Date",
                                                               "Subject",
                                                               "Reason",
                                                               "Warning",
                                                               "Retry-After",
                                                               "Authorization",
                                                               "WWW-Authenticate",
                                                               "Proxy-Authorization",
                                                               "Proxy-Authenticate",
                                                               "Authentication-Info",
                                                               "Refer-To",
                                                               "Referred-By",
                                                               "Replaces",
                                                               "Session-Expires",
                                                               "Min-SE",
                                                               "RSeq",
                                                               "RAck",
                                                               "P-Asserted-Identity",
                                                               "P-Preferred-Identity",
                                                               "Privacy",
                                                               "Priority",
                                                               "Resource-Priority",
                                                               "X-MS-SBC",
                                                               "Diversion",
                                                               "History-Info",
                                                               "P-Charging-Vector",
                                                               "Session-ID",
                                                               "Identity",
                                                               "Call-Info",
                                                               "Alert-Info",
                                                               "Error-Info",
                                                               "Organization",
                                                               "Timestamp",
                                                               "MIME-Version",
                                                               "Accept"};

constexpr std::size_t kSlots = 256; // a power of two, under a quarter full

struct Slot {
    std::string_view name;
    HeaderId id = HeaderId::Other;
};

// Length, two letters of the middle and the last one tell the registered names apart well enough.
constexpr std::size_t hashOf(std::string_view name) {
    const auto at = [name](std::size_t i) {
        return static_cast<unsigned char>(name[i]) | 0x20U;
    }; // near enough to lower case
    const std::size_t size = name.size();
    return (size * 37U + at(0) * 7U + at(size / 2) * 53U + at(size - 1) * 101U + at(size / 3) * 11U) % kSlots;
}

constexpr std::array<Slot, kSlots> buildTable() {
    std::array<Slot, kSlots> table{};
    for (std::size_t i = 1; i < kIdCount; ++i) {
        std::size_t slot = hashOf(kCanonical[i]);
        while (!table[slot].name.empty())
            slot = (slot + 1) % kSlots;
        table[slot] = {kCanonical[i], static_cast<HeaderId>(i)};
    }
    return table;
}

constexpr std::array<Slot, kSlots> kTable = buildTable();

template <typename Word>
std::uint64_t differenceAt(const char* a, const char* b) {
    Word x = 0;
    Word y = 0;
    std::memcpy(&x, a, sizeof x);
    std::memcpy(&y, b, sizeof y);
    return x ^ y;
}

// Of names of equal size, at least two and at most twenty-four bytes long: by words that overlap, without a call.
bool isSpelledAlike(std::string_view a, std::string_view b) {
    const std::size_t size = a.size();
    const auto at = [&]<typename Word>(std::size_t offset, Word) {
        return differenceAt<Word>(a.data() + offset, b.data() + offset);
    };
    if (size >= 8)
        return (at(0, std::uint64_t{}) | at(size / 2 - 4, std::uint64_t{}) | at(size - 8, std::uint64_t{})) == 0;
    if (size >= 4)
        return (at(0, std::uint32_t{}) | at(size - 4, std::uint32_t{})) == 0;
    return (at(0, std::uint16_t{}) | at(size - 2, std::uint16_t{})) == 0;
}
constexpr std::size_t kLongestAlike = 24;
static_assert(std::all_of(kCanonical.begin(), kCanonical.end(),
                          [](std::string_view name) { return name.size() <= kLongestAlike; }));

// Compact forms of the IANA registry "SIP Header Fields".
constexpr HeaderId compact(char letter) {
    switch (letter) {
    case 'b':
        return HeaderId::ReferredBy;
    case 'c':
        return HeaderId::ContentType;
    case 'e':
        return HeaderId::ContentEncoding;
    case 'f':
        return HeaderId::From;
    case 'i':
        return HeaderId::CallId;
    case 'k':
        return HeaderId::Supported;
    case 'l':
        return HeaderId::ContentLength;
    case 'm':
        return HeaderId::Contact;
    case 'o':
        return HeaderId::Event;
    case 'r':
        return HeaderId::ReferTo;
    case 's':
        return HeaderId::Subject;
    case 't':
        return HeaderId::To;
    case 'u':
        return HeaderId::Other; // Allow-Events, which nobody here reads by name
    case 'v':
        return HeaderId::Via;
    case 'x':
        return HeaderId::SessionExpires;
    case 'y':
        return HeaderId::Identity;
    default:
        return HeaderId::Other;
    }
}

} // namespace

HeaderId headerIdFromName(std::string_view name) {
    if (name.size() < 2)
        return name.empty() ? HeaderId::Other : compact(toLowerAscii(name[0]));
    std::size_t slot = hashOf(name);
    while (!kTable[slot].name.empty()) {
        const std::string_view found = kTable[slot].name;
        if (found.size() == name.size() && (isSpelledAlike(found, name) || equalsNoCase(found, name)))
            return kTable[slot].id;
        slot = (slot + 1) % kSlots;
    }
    return HeaderId::Other;
}

std::string_view canonicalName(HeaderId id) {
    const auto index = static_cast<std::size_t>(id);
    return index < kIdCount ? kCanonical[index] : std::string_view{};
}

} // namespace echelle::sip
