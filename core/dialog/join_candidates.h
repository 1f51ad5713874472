#pragma once

#include "core/dialog/join_table.h"

#include <string>
#include <vector>

namespace echelle::dialog {

// Signs of a weak join, as bits.
namespace weak {
inline constexpr unsigned kCalledNumber = 1;
inline constexpr unsigned kCallingNumber = 2;
inline constexpr unsigned kCallerMedia = 4;
inline constexpr unsigned kCalleeMedia = 8;
inline constexpr unsigned kCalledUser = 16; // equal, but no number of seven digits
} // namespace weak

enum class StrongJoin : std::uint8_t { SessionId, Replaces, CallId, Icid, ViaBranch, SdpOrigin, ReferTo };

// Two sets of the table that hashes bring together.
struct StrongCandidate {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    StrongJoin strategy = StrongJoin::SessionId;
    std::uint64_t hash = 0;
    EventId eventA; // messages to compare
    EventId eventB;
    bool isAmbiguous = false; // others would fit as well
};
struct WeakCandidate {
    std::uint32_t a = 0; // nearer the caller
    std::uint32_t b = 0;
    unsigned signs = 0;
};

// By what one leg is enough to find the other. common: counts keys that too many sets share.
[[nodiscard]] std::vector<StrongCandidate> strongCandidates(const JoinTable& table, std::uint64_t& common);

// By signs of which two are needed, within the window and through one B2BUA. isFree: sets that may still get a leg
// nearer the caller. With two signs or more all are given, up to kMaxPossible for a set; with one, those that are
// alone.
[[nodiscard]] std::vector<WeakCandidate> weakCandidates(const JoinTable& table, const std::vector<bool>& isFree);

} // namespace echelle::dialog
