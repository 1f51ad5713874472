#include "core/export/export_text.h"

#include "core/base/atomic_file.h"
#include "core/base/diagnostic.h"
#include "core/base/hash.h"
#include "core/capture/input.h"
#include "core/sip/secrets.h"

#include <algorithm>
#include <map>

namespace echelle::exporting {

namespace {

constexpr std::size_t kFlushBytes = std::size_t{1} << 20;
constexpr std::string_view kLineEnd = "\r\n"; // that of SIP, so that the file has one kind of line end

// Bytes in order, however they are cut into pieces.
class StreamHash {
public:
    void add(std::string_view bytes) {
        m_pending += bytes;
        while (m_pending.size() >= kFlushBytes) {
            m_hash = hash64(std::string_view(m_pending).substr(0, kFlushBytes), m_hash);
            m_pending.erase(0, kFlushBytes);
        }
    }
    [[nodiscard]] std::uint64_t value() const { return hash64(m_pending, m_hash); }

private:
    std::string m_pending;
    std::uint64_t m_hash = 0;
};

// One line for people: "--- message 12: 2026-11-21T05:48:00.123456789Z UDP 10.0.0.1:5060 -> 10.0.0.2:5060, frame 7 of
// a.pcap ---".
std::string headerForPeople(const store::EventRecord& event, const std::string& source) {
    std::string line = "--- message " + std::to_string(event.id.value) + ":";
    if (event.time.isValid())
        line += " " + toRfc3339(event.time);
    if (event.transport != Transport::Unknown)
        line += " " + std::string(toString(event.transport));
    line += " " + event.from.toString() + " -> " + event.to.toString() + ", " + toString(event.place) + " of " +
            source + " ---";
    return line;
}

// "[2026-11-21 05:48:00.123456] VERBOSE[12] res_pjsip_logger.c: <--- Received SIP request (889 bytes) from
// UDP:10.0.0.1:5060 --->". That format is written by one device and names the other side's address only.
std::string headerForReaders(const store::EventRecord& event, const Endpoint& device, std::size_t bytes) {
    std::string line;
    if (event.time.isValid()) {
        std::string time = toRfc3339(event.time).substr(0, 26);
        time[10] = ' ';
        line = "[" + time + "] VERBOSE[" + std::to_string(event.id.value) + "] res_pjsip_logger.c: ";
    }
    const bool isSent = event.from.isDevice() || (event.from == device && !event.to.isDevice());
    const std::string_view transport = event.transport == Transport::Unknown ? "UDP" : toString(event.transport);
    const Endpoint& remote = isSent ? event.to : event.from;
    line += std::string("<--- ") + (isSent ? "Transmitting" : "Received") + " SIP " +
            (event.status == 0 ? "request" : "response");
    line += " (" + std::to_string(bytes) + " bytes) " + (isSent ? "to " : "from ") + std::string(transport) + ":";
    return line + remote.toString() + " --->";
}

// The endpoint that most of the messages go from or to; of equal ones the lowest.
Endpoint busiestEndpoint(store::CaseReader& reader, const std::vector<RowId>& rows) {
    std::map<Endpoint, std::uint64_t> counts;
    reader.eachEvent(rows, [&counts](const store::EventRecord& event) {
        if (event.kind == store::EventKind::Sip) {
            ++counts[event.from];
            ++counts[event.to];
        }
        return true;
    });
    const auto busiest = std::max_element(counts.begin(), counts.end(),
                                          [](const auto& a, const auto& b) { return a.second < b.second; });
    return busiest == counts.end() ? Endpoint() : busiest->first;
}

Result<void> compareText(const std::string& part, const std::string& path, std::uint64_t written) {
    const Error differs{std::string(diag::kOutputDiffers), path, {}};
    const auto input = capture::Input::open(part);
    if (!input)
        return Unexpected(differs);
    ImportLog log;
    const auto reader = capture::openReader(*input, log);
    std::vector<std::uint8_t> buffer(std::size_t{1} << 16);
    StreamHash found;
    for (;;) {
        const auto n = reader->read(buffer.data(), buffer.size());
        if (!n)
            return Unexpected(differs);
        if (*n == 0)
            break;
        found.add(asText(ByteView(buffer).first(*n)));
    }
    return found.value() == written ? Result<void>() : Result<void>(Unexpected(differs));
}

class TextExport {
public:
    TextExport(store::CaseReader& reader, const ExportRequest& request, AtomicFile& file)
        : m_request(request), m_file(file) {
        for (const store::SourceRecord& source : reader.sources())
            m_sources[source.id] = source.path.substr(source.path.rfind('/') + 1);
        m_device = busiestEndpoint(reader, request.rows);
    }

    Result<void> add(const store::EventRecord& event, std::string_view raw) {
        const std::string bytes = m_request.hidden ? sip::hideSecrets(raw, m_request.hidden) : std::string(raw);
        m_text += headerForPeople(event, m_sources[event.source]);
        m_text += kLineEnd;
        m_text += headerForReaders(event, m_device, bytes.size());
        m_text += kLineEnd;
        m_text += bytes;
        const bool endsLine = !bytes.empty() && bytes.back() == '\n';
        m_text += endsLine ? "\r\n" : "\r\n\r\n";
        ++m_messages;
        return m_text.size() >= kFlushBytes ? flush() : Result<void>();
    }
    // A row of a diagnostic export: "--- record 12: row 3 of a.csv ---" and its values, once.
    Result<void> addRecord(const store::EventRecord& event, std::string_view values) {
        m_text += "--- record " + std::to_string(event.id.value) + ": " + toString(event.place) + " of " +
                  m_sources[event.source] + " ---";
        m_text += kLineEnd;
        while (!values.empty()) {
            const std::size_t end = std::min(values.find('\n'), values.size());
            m_text += values.substr(0, end);
            m_text += kLineEnd;
            values.remove_prefix(std::min(end + 1, values.size()));
        }
        m_text += kLineEnd;
        ++m_records;
        return m_text.size() >= kFlushBytes ? flush() : Result<void>();
    }
    Result<void> flush() {
        m_hash.add(m_text);
        Result<void> written = m_file.write(m_text);
        m_text.clear();
        return written;
    }
    [[nodiscard]] bool isEmpty() const { return m_messages == 0 && m_records == 0; }
    [[nodiscard]] std::uint64_t messages() const { return m_messages; }
    [[nodiscard]] std::uint64_t hash() const { return m_hash.value(); }

private:
    const ExportRequest& m_request;
    AtomicFile& m_file;
    std::map<SourceId, std::string> m_sources; // file names
    Endpoint m_device;                         // whose log the text is
    std::string m_text;
    StreamHash m_hash;
    std::uint64_t m_messages = 0;
    std::uint64_t m_records = 0;
};

} // namespace

Result<ExportReport> exportText(store::CaseReader& reader, const ExportRequest& request, std::stop_token stop) {
    ExportReport report;
    report.path = request.path;
    Result<AtomicFile> file = AtomicFile::create(request.path);
    if (!file)
        return Unexpected(file.error());
    TextExport writing(reader, request, *file);
    Result<void> written;
    reader.eachEventWithBytes(request.rows, [&](const store::EventRecord& event, std::string_view bytes) {
        if (event.kind == store::EventKind::Sip)
            written = writing.add(event, bytes);
        else if (event.kind == store::EventKind::Record && event.indexInPlace == 0)
            written = writing.addRecord(event, bytes);
        return written.has_value() && !stop.stop_requested();
    });
    report.isCancelled = stop.stop_requested();
    if (report.isCancelled)
        return report;
    if (written)
        written = writing.flush();
    if (!written)
        return Unexpected(written.error());
    if (writing.isEmpty())
        return Unexpected(Error{std::string(diag::kSelectionEmpty), request.path, {}});
    if (const Result<void> same = compareText(file->partPath(), request.path, writing.hash()); !same)
        return Unexpected(same.error());
    if (const Result<void> done = file->commit(); !done)
        return Unexpected(done.error());
    report.messages = writing.messages();
    return report;
}

} // namespace echelle::exporting
