#pragma once

#include "core/capture/byte_order.h"

#include <cstdint>
#include <optional>

namespace echelle::capture::pcapng {

// Block types (draft-ietf-opsawg-pcapng section 10.1), those that are told apart here.
inline constexpr std::uint32_t kSectionHeader = 0x0a0d0d0a;
inline constexpr std::uint32_t kInterfaceDescription = 1;
inline constexpr std::uint32_t kPacket = 2; // obsolete
inline constexpr std::uint32_t kSimplePacket = 3;
inline constexpr std::uint32_t kNameResolution = 4;
inline constexpr std::uint32_t kInterfaceStatistics = 5;
inline constexpr std::uint32_t kEnhancedPacket = 6;
inline constexpr std::uint32_t kSystemdJournal = 9;
inline constexpr std::uint32_t kDecryptionSecrets = 10;
inline constexpr std::uint32_t kCustom = 0x00000bad;
inline constexpr std::uint32_t kCustomNoCopy = 0x40000bad;

inline constexpr std::uint32_t kByteOrderMagic = 0x1a2b3c4d;
inline constexpr std::size_t kBlockOverhead = 12;           // type, length, length
inline constexpr std::uint32_t kMaxBlockLength = 16U << 20; // as other readers bound it

// Blocks that hold no packet and that tshark numbers all the same (model.md "Frames"; the Sysdig events were tried).
[[nodiscard]] bool countsAsFrame(std::uint32_t type);

// A type that a damaged file can be entered at again.
[[nodiscard]] bool isKnownType(std::uint32_t type);

struct Option {
    std::uint16_t code = 0;
    ByteView value;
};

// Walks over the options at the end of a block; ends at opt_endofopt, at the end, or where a length reaches beyond it.
class OptionReader {
public:
    OptionReader(ByteView bytes, ByteOrder order) : m_rest(bytes), m_order(order) {}
    [[nodiscard]] std::optional<Option> next();

private:
    ByteView m_rest;
    ByteOrder m_order;
};

} // namespace echelle::capture::pcapng
