#pragma once

#include "core/base/diagnostic.h"
#include "core/base/endpoint.h"
#include "core/base/ids.h"
#include "core/base/timestamp.h"
#include "core/dialog/analysis.h"
#include "core/dialog/observation.h"
#include "core/net/rtp/rtp_stream.h"
#include "core/rules/finding.h"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace echelle::store {

// What the case keeps of one input.
struct SourceRecord {
    SourceId id;
    std::string path;        // absolute where it was a file; "-" for standard input
    std::string format;      // "pcap", "pcapng", "asterisk" ...
    std::uint64_t bytes = 0; // on disk
    std::string sha256;      // lower-case hex, of the file on disk
    std::uint64_t packets = 0;
    std::uint64_t messages = 0; // sightings of messages in this source
    std::uint64_t records = 0;
    std::string clock = "full"; // full, no-year, no-date, none
    std::string zone = "UTC";
    std::string zoneBasis = "found";
    PlaceKind placeKind = PlaceKind::Frame; // how its places count
    Timestamp first;                        // of any packet or line
    Timestamp last;
    Duration clockOffset; // added to its times on reading
    std::map<std::string, std::uint64_t> skipped;
    std::vector<ImportLog::Item> log;
};

// One further record of a message, or its first.
struct SightingRecord {
    SourceId source;
    Place place;
    std::uint32_t indexInPlace = 0;
    Timestamp time;
    Endpoint from;
    Endpoint to;
    dialog::SightingRelation relation = dialog::SightingRelation::First;
};

enum class EventKind : std::uint8_t { Sip, Packet, Record, Note };

// One event of the ladder, without its bytes. Of a message: its first sighting's place, time and addresses.
struct EventRecord {
    EventId id;
    EventKind kind = EventKind::Sip;
    RowId row;
    LegId leg;
    SourceId source;
    Place place;
    std::uint32_t indexInPlace = 0;
    Timestamp time; // with the clock offset applied
    Endpoint from;
    Endpoint to;
    Transport transport = Transport::Unknown;
    sip::Method method = sip::Method::Other; // of a response: that of its CSeq
    int status = 0;                          // 0: a request
    std::uint32_t defects = 0;               // sip::Defects bits
    EventId retransmissionOf;
    EventId nextHopOf;
    dialog::SdpRole sdpRole = dialog::SdpRole::None;
    dialog::SessionNote note = dialog::SessionNote::None;
    std::uint32_t sightings = 1;
    std::uint32_t rawBytes = 0; // size of the raw message
    bool isDecrypted = false;   // of a capture, where it was encrypted
    std::string packetKind;     // of packet events: "tls" ...
    std::string packetSummary;  // of packet events: neutral facts as "name=value" lines
};

// Where an event stands in the case's order (model.md "Evidence and analysis"), and in which row. Compares by order.
struct EventPosition {
    std::int64_t orderNs = 0; // the time it is ordered by
    SourceId source;
    std::int64_t place = 0;
    std::int64_t indexInPlace = 0;
    EventId id;
    RowId row;

    friend auto operator<=>(const EventPosition&, const EventPosition&) = default;
};

// A row of the list, as stored: dialog::RowFacts and what the analysis found about it.
struct RowRecord {
    dialog::RowFacts facts; // failing is empty here: see CaseReader::failingEvents
    rules::Severity worst = rules::Severity::None;
    std::string causeKey; // catalog key of the first unexplained cause; empty where none
    std::string causeRule;
    std::uint32_t notes = 0; // notes of the user on the row or one of its events
    // Of kind connection: what was seen.
    std::string protocol;
    std::string serverName;
    std::uint64_t packets = 0;
    std::uint64_t bytesFromClient = 0;
    std::uint64_t bytesFromServer = 0;
};

// A join that was not made (model.md "Joining legs"): too weak, one of several, or taken back by the user.
struct PossibleJoin {
    LegId legA;
    LegId legB;
    RowId rowA;
    RowId rowB;
    std::string strategy; // as of dialog::LegFacts
    int score = 0;
    std::string evidence;
};

// How the payload of a stream is protected, as far as its call's descriptions say.
enum class MediaProtection : std::uint8_t { Unknown, None, Sdes, Dtls };
[[nodiscard]] std::string_view toString(MediaProtection p); // "", "none", "sdes", "dtls"

// What the analysis takes a stream to be.
struct StreamRole {
    StreamId stream;
    LegId leg; // of its call; none where no description of the case announces it
    bool isToInitiator = false;
    bool isVideo = false;
    std::string codec; // "PCMA"; empty where it is not known
    std::uint32_t clockRate = 0;
    MediaProtection protection = MediaProtection::Unknown;
    std::uint64_t dtmfEvents = 0; // keys pressed (RFC 4733); which ones is not kept
};

// An RTP stream as it is shown.
struct StreamRecord {
    StreamId id;
    SourceId source;
    RowId row; // none where it is of no call of the case
    StreamRole role;
    net::StreamFacts facts;   // times with the clock offset applied
    double lossPercent = 0;   // of what was sent
    double jitterMean = 0;    // ms, under the codec's clock rate; 0 where that is not known
    double jitterHighest = 0; // ms
    bool hasJitter = false;
    std::optional<double> mos; // net::estimateMos

    [[nodiscard]] std::string codecName() const; // "PCMA/8000"; "" where it is not known
    [[nodiscard]] std::string ssrcText() const;  // "0x0000002a"
};

// The user's word on two legs, by a message of each (model.md "Evidence and analysis"); the latest of a pair counts.
struct LegLink {
    EventId eventA;
    EventId eventB;
    bool isJoined = true; // false: they are not one call
};

struct NoteRecord {
    NoteId id;
    EventId event; // one of event and row
    RowId row;
    std::string text;
    std::int64_t createdNs = 0;
    std::int64_t changedNs = 0;
};

// Lanes as the user has set them for this case, by address text ("10.0.0.1" or "10.0.0.1:5060" or "device:1").
struct LaneSetting {
    std::string address;
    std::string name;  // empty: found name
    int position = -1; // -1: by first appearance
    bool isHidden = false;
    std::string mergedInto; // address of the lane it is part of; empty: its own
};

// What the list shows. Default: everything but folded pings and scans.
struct RowFilter {
    std::vector<dialog::RowState> states; // empty: all
    std::vector<dialog::RowKind> kinds;   // empty: all
    std::string text; // in from, to, Call-IDs, reason, or "status:" as a number; plain, without case
    Timestamp from;   // rows that start in [from, to); invalid: open
    Timestamp to;
    bool isFoldedShown = false;
    std::string causeKey;   // rows with this first cause
    std::vector<RowId> ids; // empty: all

    friend bool operator==(const RowFilter&, const RowFilter&) = default;
};
enum class RowSort : std::uint8_t { Start, State, From, To, Outcome, Duration, Messages };

struct FacetCounts {
    std::map<dialog::RowState, std::uint64_t> states;
    std::map<dialog::RowKind, std::uint64_t> kinds;
    std::uint64_t folded = 0;
    std::uint64_t total = 0;
};

// Failures of one cause, for the list above the calls and for the report.
struct FailureGroup {
    std::string causeKey; // catalog key
    std::string rule;
    rules::Severity severity = rules::Severity::Error;
    int sipCode = 0;
    std::uint64_t rows = 0;
    Timestamp first;
    Timestamp last;
    RowId example; // the first row of the group
};

struct TimelineBucket {
    Timestamp start;
    std::map<dialog::RowState, std::uint64_t> counts;
};

struct CaseTotals {
    std::uint64_t messages = 0;
    std::uint64_t sightings = 0;
    std::uint64_t calls = 0; // rows of kind call
    std::uint64_t rows = 0;
    std::uint64_t findings = 0;
    bool isDecrypted = false; // messages of a capture were read behind TLS
    Timestamp first;
    Timestamp last;
};

} // namespace echelle::store
