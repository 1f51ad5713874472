// ICMP and ICMPv6 errors and what they quote. The first byte tells which version.
#include "core/net/icmp.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace echelle;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const auto error = net::readIcmpError(ByteView(data + 1, size - 1), (data[0] & 1) != 0);
    if (error && (error->meaning.empty() || net::summaryOf(*error).size() != 7))
        std::abort();
    return 0;
}
