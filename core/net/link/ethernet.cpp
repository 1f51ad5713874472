#include "core/net/link/ethernet.h"

#include "core/base/hash.h"
#include "core/net/link/ether_type.h"

namespace echelle::net {

LinkPayload readEthernet(ByteView frame, std::uint64_t key) {
    constexpr std::size_t kAddresses = 12;
    if (frame.size() < kAddresses + 2)
        return {LinkPayload::Status::Truncated, frame, key, {}};
    return readEtherType(readBe16(frame.data() + kAddresses), frame.subspan(kAddresses + 2),
                         hash64(frame.data(), kAddresses, key));
}

} // namespace echelle::net
