#pragma once

#include "core/base/byte_view.h"
#include "core/net/ip/ip_packet.h"
#include "core/net/payload.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

namespace echelle::net {

// A datagram put together from fragments, or as much of its beginning as there is.
struct Datagram {
    IpPacket packet;   // payload: the bytes from the start that follow each other; valid during the call
    PacketFacts facts; // of the last fragment captured
    std::uint64_t firstFrame = 0;
    bool isComplete = false;
    bool isEvicted = false; // not complete, and driven out by others for want of room
};

// Reassembles IP fragments (RFC 791 section 3.2, RFC 8200 section 4.5), the first bytes captured winning where
// fragments overlap. Holds them 30 s of capture time and 4 MiB in all; what leaves before it is whole is handed out
// incomplete.
class FragmentStore {
public:
    static constexpr std::size_t kMaxBytes = std::size_t{4} << 20;
    static constexpr Duration kMaxAge = Duration::seconds(30);
    using Handler = std::function<void(const Datagram&)>;

    explicit FragmentStore(Handler handler) : m_handler(std::move(handler)) {}

    // packet is a fragment, which began with frame firstFrame (earlier than facts.frame where it came in fragments of
    // another packet itself). Calls the handler, which may add what it finds inside, for the datagram it completes and
    // for those it drives out.
    void add(const IpPacket& packet, const PacketFacts& facts, std::uint64_t firstFrame);
    // Later fragments of a datagram that was completed a moment ago: it was captured twice.
    [[nodiscard]] std::uint64_t duplicates() const { return m_duplicates; }
    // Hands out everything held.
    void finish();

private:
    struct Key {
        IpAddress source;
        IpAddress destination;
        std::uint32_t id = 0;
        std::uint8_t protocol = 0;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const noexcept;
    };
    struct Entry {
        Key key;
        IpPacket header; // of the fragment at offset 0, or the first one captured
        PacketFacts facts;
        std::uint64_t firstFrame = 0;
        Timestamp firstTime;
        std::map<std::uint32_t, std::vector<std::uint8_t>> pieces; // by offset, not overlapping
        std::uint32_t totalSize = 0;                               // 0: the last fragment has not come
        std::size_t held = 0;                                      // bytes of the pieces
        std::size_t cost = 0;                                      // memory they take, about
    };
    using Entries = std::list<Entry>; // oldest first

    void insertPiece(Entry& entry, std::uint32_t offset, ByteView bytes);
    [[nodiscard]] static bool hasNoGap(const Entry& entry);
    void handOut(Entries::iterator entry, bool isEvicted = false);
    [[nodiscard]] bool isCompleted(const Key& key, Timestamp now) const;
    void complete(Entries::iterator entry, Timestamp now);
    void makeRoom();
    void expire(Timestamp now);

    Handler m_handler;
    Entries m_entries;
    std::unordered_map<Key, Entries::iterator, KeyHash> m_byKey;
    std::deque<std::pair<Key, Timestamp>> m_completed; // the last few
    std::uint64_t m_duplicates = 0;
    std::size_t m_bytes = 0;
    bool m_isMakingRoom = false; // expire() or the bound is handing out: no second round inside it
};

} // namespace echelle::net
