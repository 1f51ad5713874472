#pragma once

#include "core/dialog/dialog_set.h"
#include "core/dialog/key_index.h"
#include "core/sip/message.h"

#include <queue>

#include <cstdint>
#include <deque>
#include <vector>

namespace echelle::dialog {

// The dialog sets that are followed now: found by Call-ID and tag, ordered by last use, and due to leave when their
// time has come.
class DialogSets {
public:
    static constexpr std::uint32_t kNone = 0xffffffff;
    static constexpr std::size_t kMaxLive = 65536; // beyond, the one longest idle is given out

    // Which of the sets of a Call-ID and tag a message is for.
    enum class Kind : std::uint8_t { Call, Other };

    [[nodiscard]] DialogSet& at(std::uint32_t slot) { return m_sets[slot]; }
    [[nodiscard]] const DialogSet& at(std::uint32_t slot) const { return m_sets[slot]; }

    // By initiator's tag, verified on the text.
    [[nodiscard]] std::uint32_t find(std::string_view callId, std::uint64_t callIdHash, std::string_view tag,
                                     Kind kind) const;
    // A cleared set, entered under that Call-ID and tag; replaces an older set of the same key, which lives on unfound.
    std::uint32_t open(std::string_view callId, std::uint64_t callIdHash, std::string_view tag, Kind kind);
    void close(std::uint32_t slot);
    // The set of that Call-ID and kind that was opened last, whatever its tag.
    [[nodiscard]] std::uint32_t latest(std::string_view callId, std::uint64_t callIdHash, Kind kind) const;
    void touch(std::uint32_t slot); // most recently used

    // The set that this one replaced, while it lives; else kNone.
    [[nodiscard]] std::uint32_t replacedBy(std::uint32_t slot) const;

    // Timers. An entry later than the one a set has already is not needed: whoever takes the set queues it again.
    void queue(std::uint32_t slot, Timestamp due);
    // The next set whose entry is due at now; kNone where none is. Its entry is taken out.
    [[nodiscard]] std::uint32_t takeDue(Timestamp now);
    [[nodiscard]] std::size_t live() const { return m_live; }
    [[nodiscard]] std::uint32_t longestIdle() const { return m_oldest; }
    [[nodiscard]] std::vector<std::uint32_t> allInOrder() const; // by row id

private:
    struct Entry {
        std::int64_t due;
        std::uint32_t slot;
        std::uint32_t generation;
        friend bool operator>(const Entry& a, const Entry& b) { return a.due > b.due; }
    };
    void unlink(std::uint32_t slot);
    void linkNewest(std::uint32_t slot);
    [[nodiscard]] static std::uint64_t keyOf(std::uint64_t callIdHash, std::uint64_t tagHash, Kind kind);

    std::deque<DialogSet> m_sets;
    std::vector<std::uint32_t> m_free;
    KeyIndex m_index;
    KeyIndex m_latest; // by Call-ID and kind
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> m_timers;
    std::uint32_t m_oldest = kNone;
    std::uint32_t m_newest = kNone;
    std::size_t m_live = 0;
};

} // namespace echelle::dialog
