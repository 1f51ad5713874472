#pragma once

#include "core/base/timestamp.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace echelle::capture {

// One line of a hex dump, as text2pcap, tshark -x, od -Ax -tx1, hexdump -C and tcpdump -x write it: an offset in
// hexadecimal (three digits or more, perhaps behind 0x and before a colon), bytes in groups of one or two, perhaps
// characters behind them.
struct HexLine {
    std::uint32_t offset = 0;
    std::vector<std::uint8_t> bytes; // may take in a few of the characters: the next line's offset tells
};

// nullopt for any other line.
[[nodiscard]] std::optional<HexLine> readHexLine(std::string_view line);

// A time in a line of text before a packet: a date (year first) and a time of day, a time of day alone, or seconds
// since 1970 with decimals.
struct DumpTime {
    Timestamp time;
    bool hasDate = false; // else time counts from the start of 1970-01-01
};
[[nodiscard]] std::optional<DumpTime> findDumpTime(std::string_view line);

// Whether the text is a hex dump of packets: it begins with one, or with a few lines before the first, and most of its
// lines continue each other.
[[nodiscard]] bool isHexDump(std::string_view head);

} // namespace echelle::capture
