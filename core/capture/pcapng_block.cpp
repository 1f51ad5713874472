#include "core/capture/pcapng_block.h"

#include <algorithm>

namespace echelle::capture::pcapng {

bool countsAsFrame(std::uint32_t type) {
    constexpr std::uint32_t kSysdigEvent = 0x204;
    constexpr std::uint32_t kSysdigEventV2 = 0x216;
    constexpr std::uint32_t kSysdigEventV2Large = 0x221;
    return type == kCustom || type == kCustomNoCopy || type == kSystemdJournal || type == kSysdigEvent ||
           type == kSysdigEventV2 || type == kSysdigEventV2Large;
}

bool isKnownType(std::uint32_t type) {
    return (type >= kInterfaceDescription && type <= kEnhancedPacket) || type == kDecryptionSecrets ||
           type == kSectionHeader || countsAsFrame(type);
}

std::optional<Option> OptionReader::next() {
    if (m_rest.size() < 4)
        return std::nullopt;
    const std::uint16_t code = m_order.u16(m_rest.data());
    const std::size_t length = m_order.u16(m_rest.data() + 2);
    if (code == 0 || length > m_rest.size() - 4)
        return std::nullopt;
    const Option option{code, m_rest.subspan(4, length)};
    const std::size_t padded = 4 + (length + 3) / 4 * 4;
    m_rest = m_rest.subspan(std::min(padded, m_rest.size()));
    return option;
}

} // namespace echelle::capture::pcapng
