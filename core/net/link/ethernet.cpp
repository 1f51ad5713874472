#include "core/net/link/ethernet.h"

#include "core/base/hash.h"
#include "core/net/link/ether_type.h"

namespace echelle::net {

LinkPayload readEthernet(ByteView frame) {
    constexpr std::size_t kAddresses = 12;
    if (frame.size() < kAddresses + 2)
        return {LinkPayload::Status::Truncated, frame, 0, {}};
    return readEtherType(readBe16(frame.data() + kAddresses), frame.subspan(kAddresses + 2),
                         hash64(frame.data(), kAddresses));
}

} // namespace echelle::net
