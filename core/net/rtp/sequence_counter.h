#pragma once

#include <cstdint>

namespace echelle::net {

// How many packets of a stream were sent and how many of them came, told from the sequence numbers as RFC 3550 appendix
// A.1 and A.3 do, but that packets which came twice are told apart and not taken for lost ones.
class SequenceCounter {
public:
    enum class Arrival : std::uint8_t {
        Next,      // the number that was due
        Ahead,     // numbers before it are missing as yet
        Late,      // behind others that were sent after it
        Duplicate, // was there already; of numbers far back it cannot be told, and they count as late
        Restart    // of a sender that began anew, or the first
    };
    Arrival add(std::uint16_t sequence);

    [[nodiscard]] std::uint64_t expected() const;
    [[nodiscard]] std::uint64_t lost() const { // never less than 0
        const std::uint64_t sent = expected();
        return sent > m_received ? sent - m_received : 0;
    }
    [[nodiscard]] std::uint64_t inOrder() const { return m_inOrder; } // of kind Next

private:
    void restart(std::uint16_t sequence);

    std::uint64_t m_received = 0;       // without duplicates
    std::uint64_t m_expectedBefore = 0; // of the runs before the last restart
    std::uint64_t m_first = 0;          // extended numbers of the run
    std::uint64_t m_highest = 0;
    std::uint64_t m_window = 0; // bit n: highest - n has come
    std::uint64_t m_inOrder = 0;
    std::uint32_t m_probable = 0x10000; // a second packet with this number makes a restart
    bool m_hasBegun = false;
};

} // namespace echelle::net
