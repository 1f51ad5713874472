#include "core/ingest/text_stream.h"

#include "core/logs/log_source.h"
#include "core/logs/registry.h"
#include "core/logs/summary_lines.h"
#include "core/logs/utf16_reader.h"

#include <algorithm>
#include <string>

namespace echelle::ingest {

namespace {

constexpr std::size_t kSampleBytes = 256 * 1024;
constexpr std::size_t kOverlap = 4096; // a wrapper line may lie across two samples
constexpr int kSure = 50;

// The format that is surest of a sample; looks through the whole text, since a log may begin with hours of other lines.
// hasSummaries: where none knows it, whether it has lines that note messages without giving them.
const logs::LogFormat* recognise(const capture::Input& input, const std::stop_token& stop, bool& hasSummaries) {
    ImportLog unused;
    const auto reader = std::make_unique<logs::Utf16Reader>(capture::openReader(input, unused));
    std::string sample;
    while (!stop.stop_requested()) {
        const std::size_t kept = std::min(sample.size(), kOverlap);
        sample.erase(0, sample.size() - kept);
        sample.resize(kept + kSampleBytes);
        std::size_t filled = kept;
        while (filled < sample.size()) {
            const auto got =
                reader->read(reinterpret_cast<std::uint8_t*>(sample.data()) + filled, sample.size() - filled);
            if (!got || *got == 0)
                break;
            filled += *got;
        }
        const bool isLast = filled < sample.size();
        sample.resize(filled);
        const logs::LogFormat* best = nullptr;
        int bestScore = kSure - 1;
        for (const logs::LogFormat& format : logs::logFormats()) {
            if (const int score = format.recognise(sample); score > bestScore) {
                best = &format;
                bestScore = score;
            }
        }
        hasSummaries = hasSummaries || (best == nullptr && logs::hasSummaryLines(sample));
        if (best != nullptr || isLast)
            return best;
    }
    return nullptr;
}

} // namespace

Result<std::unique_ptr<TextStream>> TextStream::open(const capture::Input& input, SourceId id,
                                                     const logs::TimeSettings& time, std::stop_token stop) {
    bool hasSummaries = false;
    const logs::LogFormat* format = recognise(input, stop, hasSummaries);
    if (format == nullptr)
        return Unexpected(
            Error{std::string(hasSummaries ? diag::kFileSummaries : diag::kFileNoMessage), input.path(), {}});
    std::unique_ptr<TextStream> stream(new TextStream(id, std::move(stop)));
    stream->m_messages = logs::openLog(*format, input, static_cast<std::int32_t>(id.value), time, stream->m_log);
    return stream;
}

Result<bool> TextStream::next(Record& record) {
    if (m_stop.stop_requested())
        return false;
    logs::LoggedMessage message;
    const auto got = m_messages->next(message);
    if (!got)
        return Unexpected(got.error());
    if (!*got)
        return false;
    m_indexInLine = message.line == m_lastLine ? m_indexInLine + 1 : 0;
    m_lastLine = message.line;
    record = Record{};
    record.raw.assign(message.bytes);
    record.source = m_id;
    record.place = {PlaceKind::Line, message.line};
    record.indexInPlace = m_indexInLine;
    record.time = message.time;
    if (message.time.isValid()) {
        m_first = m_first.isValid() ? std::min(m_first, message.time) : message.time;
        m_last = m_last.isValid() ? std::max(m_last, message.time) : message.time;
        record.order = message.time;
    } else {
        record.order = m_last.isValid() ? m_last : kAfterAll;
    }
    record.from = message.source;
    record.to = message.destination;
    record.transport = message.transport;
    record.isFromCapture = false;
    record.isCut = message.isCut;
    ++m_count;
    return true;
}

void TextStream::describe(store::SourceRecord& source) {
    source.format = m_messages->formatName();
    source.placeKind = PlaceKind::Line;
    source.messages = m_count;
    source.clock = logs::toString(m_messages->clock());
    source.zone = m_messages->zone();
    source.zoneBasis = logs::toString(m_messages->zoneBasis());
    source.first = m_first;
    source.last = m_last;
    source.skipped = {m_log.skipped().begin(), m_log.skipped().end()};
    source.log = m_log.items();
}

} // namespace echelle::ingest
