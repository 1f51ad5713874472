#pragma once

#include "core/base/diagnostic.h"
#include "core/net/dns/dns_message.h"
#include "core/net/payload.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace echelle::net {

// Names that were looked up, and what came of it. At the end it is known which names SIP needed: those of SRV and NAPTR
// lookups for SIP (RFC 3263), what those lead to, hosts of SIP's Request-URIs, Microsoft's proxies, and names that
// sound like SIP where an element that speaks SIP asked for them. Of these, answers are given out as packet events, and
// names that were not found become connection rows; all others are only counted.
class LookupTable {
public:
    static constexpr std::size_t kMaxNames = 8192; // further ones are passed over, and counted
    // ConnectionFacts::number of the rows counts from here.
    static constexpr std::uint64_t kFirstNumber = std::uint64_t{1} << 41;

    LookupTable(PayloadSink& sink, ImportLog& log) : m_sink(sink), m_log(log) {}

    // One UDP payload of port 53, or the bytes of a TCP segment: whole messages behind their lengths (RFC 1035 section
    // 4.2.2).
    void addDatagram(ByteView payload, const Flow& flow, const PacketFacts& facts);
    void addStream(ByteView bytes, const Flow& flow, const PacketFacts& facts);
    [[nodiscard]] bool isEmpty() const { return m_names.empty(); }
    // A SIP request for that host was seen.
    void noteHost(std::string_view host);
    // That address sends or receives SIP.
    void notePeer(const IpAddress& address);
    void finish();

private:
    // All lookups of one name by one client.
    struct Name {
        std::string name; // as first written
        Endpoint client;
        Endpoint server;
        Timestamp start;
        Timestamp end;
        std::uint64_t firstFrame = 0;
        std::uint64_t lastFrame = 0;
        std::uint64_t packets = 0;
        std::uint64_t queries = 0;
        std::set<dns::Type> asked;    // A and AAAA, SRV ...
        std::set<dns::Type> answered; // with NOERROR and whole, also without a record
        std::set<dns::Code> failures; // of A and AAAA
        bool hasAddress = false;
        bool isForSip = false;
        std::vector<std::string> leadsTo; // targets of its records, as keys
        std::vector<PacketRecord> events;
    };
    using Key = std::pair<IpAddress, std::string>;

    void add(const dns::Message& message, ByteView bytes, const Flow& flow, const PacketFacts& facts);
    void keepEvent(Name& name, const dns::Message& message, ByteView bytes, const Flow& flow, const PacketFacts& facts);
    [[nodiscard]] bool isSuffixTry(const Key& key) const;
    void markNeeded();
    void give(Name& name);

    PayloadSink& m_sink;
    ImportLog& m_log;
    std::map<Key, Name> m_names; // by client and lower-case name
    std::set<std::string, std::less<>> m_hosts;
    std::string m_lastHost;
    std::set<IpAddress> m_peers;
    IpAddress m_lastPeer;
    std::uint64_t m_nextNumber = kFirstNumber;
};

} // namespace echelle::net
