#pragma once

#include "core/base/byte_view.h"
#include "core/base/diagnostic.h"
#include "core/base/endpoint.h"
#include "core/base/result.h"
#include "core/base/timestamp.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace echelle::capture {

// Link types by their number in the tcpdump registry (LINKTYPE_...), as pcap and pcapng files carry them.
using LinkType = std::uint32_t;
namespace link {
inline constexpr LinkType kNull = 0; // BSD loopback, host byte order of the writer
inline constexpr LinkType kEthernet = 1;
inline constexpr LinkType kTokenRing = 6;
inline constexpr LinkType kPpp = 9;
inline constexpr LinkType kFddi = 10;
inline constexpr LinkType kRawBsd12 = 12;    // raw IP, BSD numbering
inline constexpr LinkType kRawBsd14 = 14;    // raw IP, OpenBSD numbering
inline constexpr LinkType kPppSerial = 50;   // PPP in HDLC-like framing, or Cisco HDLC
inline constexpr LinkType kPppEthernet = 51; // PPPoE without the Ethernet header
inline constexpr LinkType kRaw = 101;        // raw IPv4 or IPv6
inline constexpr LinkType kCiscoHdlc = 104;
inline constexpr LinkType kWireless = 105; // IEEE 802.11
inline constexpr LinkType kLoop = 108;     // OpenBSD loopback, network byte order
inline constexpr LinkType kLinuxSll = 113;
inline constexpr LinkType kWirelessPrism = 119;
inline constexpr LinkType kWirelessRadiotap = 127;
inline constexpr LinkType kWirelessAvs = 163;
inline constexpr LinkType kPppPppd = 166; // with a byte of direction before it, as 204
inline constexpr LinkType kPppDirection = 204;
inline constexpr LinkType kIpnet = 226;
inline constexpr LinkType kIpv4 = 228;
inline constexpr LinkType kIpv6 = 229;
inline constexpr LinkType kNflog = 239;
inline constexpr LinkType kLinuxSll2 = 276;
inline constexpr LinkType kNone = 0xffff; // one that the registry has no number for
} // namespace link

// One captured packet. The bytes belong to the source and stay valid until the next call of next().
struct Frame {
    std::uint64_t number = 0; // from 1, as tshark counts (model.md "Frames")
    Timestamp time;           // invalid where the format has none (pcapng simple packet block)
    LinkType linkType = link::kEthernet;
    std::uint32_t interfaceIndex = 0;
    bool isPacket = true; // false: a block that counts as a frame and holds no packet (custom, journal)
    ByteView bytes;
    std::uint32_t originalLength = 0; // on the wire; more than bytes.size() where the snap length cut it
    std::uint64_t fileOffset = 0;     // of the record or block in the (decompressed) input
};

struct Interface {
    LinkType linkType = link::kEthernet;
    std::uint32_t snapLength = 0; // 0: no limit
    std::string name;
    std::string description;
};

// Kinds of decryption secrets (draft-ietf-opsawg-pcapng section 4.7), those that concern calls.
namespace secrets {
inline constexpr std::uint32_t kTlsKeyLog = 0x544c534b; // NSS key log lines
} // namespace secrets

// Hears what a capture says beside its packets, on the thread that calls next(), before the packets that follow it in
// the file. Views are valid during the call.
class AnnotationSink {
public:
    virtual ~AnnotationSink() = default;
    // Key material of the given kind. Never to be stored (model.md "Where a case lives").
    virtual void onSecrets(std::uint32_t kind, ByteView bytes) = 0;
    // A comment on a frame, or with PlaceKind::Offset on a section or an interface. Whatever bytes the file has.
    virtual void onComment(Place place, std::string_view text) {
        (void)place;
        (void)text;
    }
    // A name of an address, as the machine that captured knew it.
    virtual void onName(Place place, const IpAddress& address, std::string_view name) {
        (void)place;
        (void)address;
        (void)name;
    }
};

// Reads the packets of one capture in file order. Damage is put into the import log and reading goes on where that is
// possible; next() returns false at the end of what can be read.
class FrameSource {
public:
    virtual ~FrameSource() = default;
    // An Error only where the operating system failed to read the file.
    virtual Result<bool> next(Frame& frame) = 0;
    [[nodiscard]] virtual std::string_view formatName() const = 0; // "pcap", "pcapng" ...
    [[nodiscard]] virtual const std::vector<Interface>& interfaces() const = 0;
    [[nodiscard]] virtual std::uint64_t bytesConsumed() const = 0; // of the file on disk, for progress
    // Times are those of the writer's wall clock, of a zone that the format does not name; they are read as UTC.
    [[nodiscard]] virtual bool isZoneUnknown() const { return false; }
    // Who hears the annotations, from the next call of next() on; nullptr: nobody. It outlives the source.
    void setAnnotations(AnnotationSink* sink) { m_annotations = sink; }

protected:
    AnnotationSink* m_annotations = nullptr;
};

} // namespace echelle::capture
