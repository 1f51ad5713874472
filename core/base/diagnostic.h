#pragma once

#include "core/base/error.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace echelle {

// Codes of what was odd in an input, and of what an operation failed on. Each has a catalog entry
// "diagnostic.<code>" in every locale (a test holds that), so a code is added here and there together.
namespace diag {
// Files and outputs (errors)
inline constexpr std::string_view kFileMissing = "file.missing";
inline constexpr std::string_view kFileUnreadable = "file.unreadable";
inline constexpr std::string_view kFileDirectory = "file.directory";
inline constexpr std::string_view kFileEmpty = "file.empty";
inline constexpr std::string_view kFileUnknownFormat = "file.unknown-format";
inline constexpr std::string_view kFileNoMessage = "file.no-message";        // a text without one SIP message
inline constexpr std::string_view kFileSummaries = "file.message-summaries"; // a text with one line per message only
inline constexpr std::string_view kFileNoSip = "file.no-sip";                // a capture without SIP: a notice
inline constexpr std::string_view kFileReadError = "file.read-error";
inline constexpr std::string_view kKeyLogUnusable = "keylog.unusable"; // no key in a file given for keys
inline constexpr std::string_view kInputDuplicate = "input.duplicate"; // same SHA-256 already in the case
inline constexpr std::string_view kCaseNewer = "case.newer";
inline constexpr std::string_view kCaseForeign = "case.foreign";
inline constexpr std::string_view kCaseDamaged = "case.damaged";
inline constexpr std::string_view kCaseNotAlone = "case.not-alone";
inline constexpr std::string_view kCaseFromPipe = "case.from-pipe";
inline constexpr std::string_view kCaseReadOnly = "case.read-only";
inline constexpr std::string_view kCaseWriteFailed = "case.write-failed";
inline constexpr std::string_view kOutputExists = "output.exists";
inline constexpr std::string_view kOutputFull = "output.full";
inline constexpr std::string_view kOutputForbidden = "output.forbidden";
inline constexpr std::string_view kOutputFailed = "output.failed";
inline constexpr std::string_view kOutputDiffers = "output.differs"; // read back after writing, not the same
inline constexpr std::string_view kSourceGone = "source.gone";       // original file no longer there
inline constexpr std::string_view kSourceChanged = "source.changed"; // original file has another SHA-256
inline constexpr std::string_view kSelectionEmpty = "selection.empty";
inline constexpr std::string_view kSearchExpression = "search.expression"; // PCRE2 refused the pattern
inline constexpr std::string_view kSearchLimit = "search.limit";           // PCRE2 match or depth limit reached
// Capture files
inline constexpr std::string_view kCaptureTruncated = "capture.truncated";      // ends inside a record
inline constexpr std::string_view kCaptureBadBlock = "capture.bad-block";       // pcapng block length unusable
inline constexpr std::string_view kCaptureBadRecord = "capture.bad-record";     // pcap record length unusable
inline constexpr std::string_view kCaptureBadTime = "capture.bad-time";         // fraction out of range
inline constexpr std::string_view kCaptureNoInterface = "capture.no-interface"; // packet of an undeclared interface
inline constexpr std::string_view kCaptureSnapLength = "capture.snap-length";   // packet cut by the snap length
inline constexpr std::string_view kCaptureCompression = "capture.compression";  // damaged gzip or zstd data
inline constexpr std::string_view kCaptureRatio = "capture.ratio";              // decompression bound reached
inline constexpr std::string_view kCaptureComment = "capture.comment";          // what somebody wrote into the capture
inline constexpr std::string_view kCaptureName = "capture.name"; // "192.0.2.1 name", as the capture has it
inline constexpr std::string_view kLinkUnsupported = "link.unsupported";
inline constexpr std::string_view kLinkTruncated = "link.truncated";
inline constexpr std::string_view kIpMalformed = "ip.malformed";
inline constexpr std::string_view kIpFragment = "ip.fragment"; // fragments, the rest of the datagram not read
inline constexpr std::string_view kTransportMalformed = "transport.malformed";
inline constexpr std::string_view kTunnelUnsupported = "tunnel.unsupported";
inline constexpr std::string_view kSctpFragment = "sctp.fragment"; // fragments, the rest of the message not read
inline constexpr std::string_view kTcpHole = "tcp.hole";
inline constexpr std::string_view kTcpEvicted = "tcp.evicted";
inline constexpr std::string_view kPacketLimit = "packet.limit";           // packet events beyond the bound
inline constexpr std::string_view kTcpUnframed = "tcp.unframed";           // bytes between SIP messages of a connection
inline constexpr std::string_view kWebSocketClosed = "websocket.closed";   // with an unusual close code
inline constexpr std::string_view kWebSocketDeflate = "websocket.deflate"; // a message not decompressed
// Content that is seen and not read
inline constexpr std::string_view kTlsUnread = "tls.unread";        // no key was given
inline constexpr std::string_view kTlsNoSecret = "tls.no-secret";   // none of the keys is for this connection
inline constexpr std::string_view kTlsCipher = "tls.cipher";        // cipher suite not supported
inline constexpr std::string_view kTlsBeganLate = "tls.began-late"; // the handshake is not in the capture
inline constexpr std::string_view kTlsHole = "tls.hole";            // bytes are missing
inline constexpr std::string_view kTlsDamaged = "tls.damaged";      // a record does not decrypt
inline constexpr std::string_view kProtocolUnread = "protocol.unread"; // H.323, MGCP, Skinny, IAX2 ...
inline constexpr std::string_view kIcmpQuotesSip = "icmp.quotes-sip";
inline constexpr std::string_view kPayloadOther = "payload.other"; // UDP or TCP payload of no protocol known here
// SIP
inline constexpr std::string_view kSipMalformed = "sip.malformed"; // a message with a named defect
inline constexpr std::string_view kSipTooLarge = "sip.too-large";
inline constexpr std::string_view kSipTruncated = "sip.truncated";
// Text logs
inline constexpr std::string_view kLogNoClock = "log.no-clock";
inline constexpr std::string_view kLogZoneAssumed = "log.zone-assumed";
inline constexpr std::string_view kLogYearAssumed = "log.year-assumed";
inline constexpr std::string_view kLogGuessed = "log.guessed"; // format not known: times and addresses are guesses
inline constexpr std::string_view kLogMessageCut = "log.message-cut";       // the log holds less than the message
inline constexpr std::string_view kLogLengthDiffers = "log.length-differs"; // header count and content disagree
inline constexpr std::string_view kLogLinesMissing = "log.lines-missing";   // its own numbering says so
inline constexpr std::string_view kLogOutOfOrder = "log.out-of-order";      // a line with a lower number
inline constexpr std::string_view kTimeBackwards = "time.backwards";
// Calls
inline constexpr std::string_view kJoinCommonKey = "join.common-key"; // what too many calls share joins none

// Diagnostic exports
inline constexpr std::string_view kExportQuotes = "export.quotes";      // a quote that does not end where a value ends
inline constexpr std::string_view kExportEncoding = "export.encoding";  // bytes that are no UTF-8 in a text that is
inline constexpr std::string_view kExportTooLarge = "export.too-large"; // a row or value longer than is read
inline constexpr std::string_view kExportColumns = "export.columns";    // more or fewer values than columns
inline constexpr std::string_view kExportColumnUnknown = "export.column-unknown"; // a column that is not read
inline constexpr std::string_view kExportJson = "export.json";                    // a record that is no JSON
inline constexpr std::string_view kExportCut = "export.cut";                      // ends within a record
inline constexpr std::string_view kExportRowUnknown = "export.row-unknown";       // a row of no table known here
inline constexpr std::string_view kExportTime = "export.time";                    // a value that should be a time
inline constexpr std::string_view kExportDateOrder = "export.date-order"; // day and month not told apart: assumed
inline constexpr std::string_view kExportNumberDamaged = "export.number-damaged"; // by a spreadsheet: 3,31E+10
inline constexpr std::string_view kExportToken = "export.token"; // an access token was met; kept is what it allows
inline constexpr std::string_view kExportTelemetry = "export.telemetry"; // refusals of telemetry: no call hangs on them
inline constexpr std::string_view kExportRowsLeftOut = "export.rows-left-out"; // of a call with more than are weighed
inline constexpr std::string_view kArchiveDamaged = "archive.damaged";
inline constexpr std::string_view kArchivePath = "archive.path"; // a member whose path climbs out
inline constexpr std::string_view kArchiveRatio = "archive.ratio";
inline constexpr std::string_view kArchiveEncrypted = "archive.encrypted";
inline constexpr std::string_view kArchiveMethod = "archive.method"; // a compression that is not read
inline constexpr std::string_view kArchiveTooMany = "archive.too-many";
} // namespace diag

// All codes above, for the test that compares them with the catalog. Kept beside the list in diagnostic.cpp.
[[nodiscard]] const std::vector<std::string_view>& allDiagnosticCodes();

// A place in an input: a frame of a capture, a line of a log, a row of an export, or a byte offset.
enum class PlaceKind : std::uint8_t { Frame, Line, Row, Offset };
struct Place {
    PlaceKind kind = PlaceKind::Frame;
    std::uint64_t number = 0; // frames, lines and rows count from 1
    friend bool operator==(const Place&, const Place&) = default;
};
// "frame 7", "line 12", "row 3", "offset 99": the neutral spelling of cli.md.
[[nodiscard]] std::string toString(Place place);

// Everything of one input that could not be used, or was no SIP: counted per code with its first 100 places
// (model.md "Import log"). Other protocols are counted per name as skipped.
class ImportLog {
public:
    static constexpr std::size_t kMaxPlaces = 100;
    struct Item {
        std::string code;
        std::string detail; // optional second key, e.g. the defect's name or the protocol
        std::uint64_t count = 0;
        std::vector<Place> first;
    };

    void add(std::string_view code, Place place, std::string_view detail = {});
    void skip(std::string_view protocol, std::uint64_t count = 1);
    void merge(const ImportLog& other);

    [[nodiscard]] std::vector<Item> items() const; // in order of code, then detail
    [[nodiscard]] const std::map<std::string, std::uint64_t, std::less<>>& skipped() const { return m_skipped; }
    [[nodiscard]] std::uint64_t count(std::string_view code) const;

private:
    std::map<std::string, std::map<std::string, Item, std::less<>>, std::less<>> m_items;
    std::map<std::string, std::uint64_t, std::less<>> m_skipped;
};

} // namespace echelle
