#include "core/export/export_capture.h"

#include "core/capture/input.h"
#include "core/export/frame_selector.h"
#include "core/export/section_writer.h"
#include "core/export/synthetic_packet.h"
#include "core/capture/sha256.h"
#include "core/net/decoder.h"

namespace echelle::exporting {

namespace {

// Lets the selector hear where each message began.
class Learner final : public net::PayloadSink {
public:
    explicit Learner(FrameSelector& selector) : m_selector(selector) {}
    void onSip(const net::SipPayload& payload) override { m_selector.learn(payload); }
    void onConnection(const net::ConnectionFacts&) override {}

private:
    FrameSelector& m_selector;
};

// Why a source's own frames cannot be had: a diagnostic code; empty where they can.
std::string_view missingBecause(const store::SourceRecord& source, const std::stop_token& stop) {
    if (source.path == "-")
        return diag::kSourceGone;
    const auto sha256 = capture::sha256OfFile(source.path, stop);
    if (!sha256)
        return diag::kSourceGone;
    return *sha256 == source.sha256 ? std::string_view() : diag::kSourceChanged;
}

class CaptureExport {
public:
    CaptureExport(store::CaseReader& reader, const WantedMessages& wanted, AtomicFile& file, std::stop_token stop,
                  ExportReport& report)
        : m_reader(reader), m_wanted(wanted), m_writer(file), m_stop(std::move(stop)), m_report(report) {}

    Result<void> write(const store::SourceRecord& source, const std::vector<WantedSighting>& messages) {
        if (messages.front().sighting.place.kind != PlaceKind::Frame)
            return writeMade(source, messages,
                             source.clock == "none" ? "the source is a log without times, those here mean nothing"
                                                    : "the source is a log");
        const std::string_view reason = missingBecause(source, m_stop);
        if (reason.empty())
            return writeFrames(source, messages);
        m_report.notices.push_back({std::string(reason), source.path, {}});
        return writeMade(source, messages,
                         reason == diag::kSourceGone ? "the source file is gone" : "the source file has changed");
    }
    Result<void> flush() { return m_writer.flush(); }
    [[nodiscard]] const SectionWriter& writer() const { return m_writer; }

private:
    using Visit = std::function<Result<void>(const capture::Frame&, const capture::FrameSource&)>;

    void beginSection(const store::SourceRecord& source, const std::string& remark) {
        std::string comment = "Source: " + source.path + "\nSHA-256: " + source.sha256;
        if (!remark.empty())
            comment += "\nSIP messages alone, in packets made anew: " + remark + ".";
        m_writer.beginSection(comment);
    }

    // All frames of an open capture, in file order.
    Result<void> eachFrame(const capture::Input& input, const Visit& visit) {
        ImportLog unheard; // the import has told of it
        auto frames = capture::openFrames(input, unheard);
        if (!frames)
            return Unexpected(frames.error());
        capture::Frame frame;
        while (!m_stop.stop_requested()) {
            const Result<bool> more = (*frames)->next(frame);
            if (!more)
                return Unexpected(more.error());
            if (!*more)
                break;
            if (Result<void> done = visit(frame, **frames); !done)
                return done;
        }
        return {};
    }

    Result<void> writeFrames(const store::SourceRecord& source, const std::vector<WantedSighting>& messages) {
        const auto input = capture::Input::open(source.path);
        if (!input)
            return Unexpected(input.error());
        FrameSelector selector(m_wanted, messages, source.clockOffset);
        Learner learner(selector);
        ImportLog unheard;
        net::Decoder decoder(learner, unheard);
        Result<void> read = eachFrame(*input, [&](const capture::Frame& frame, const capture::FrameSource&) {
            decoder.decode(frame);
            return Result<void>();
        });
        if (!read)
            return read;
        decoder.finish();
        beginSection(source, {});
        return eachFrame(*input, [&](const capture::Frame& frame, const capture::FrameSource& frames) {
            if (!selector.wants(frame))
                return Result<void>();
            const auto& interfaces = frames.interfaces();
            capture::Interface interface;
            if (frame.interfaceIndex < interfaces.size())
                interface = interfaces[frame.interfaceIndex];
            interface.linkType = frame.linkType;
            return m_writer.addFrame(frame, interface);
        });
    }

    Result<void> writeMade(const store::SourceRecord& source, const std::vector<WantedSighting>& messages,
                           const std::string& reason) {
        beginSection(source, reason);
        PacketMaker maker;
        for (const WantedSighting& one : messages) {
            if (m_stop.stop_requested())
                break;
            const std::string bytes = m_reader.bytes(one.message);
            for (const std::string& packet : maker.wrap(one.sighting.from, one.sighting.to, bytes))
                if (Result<void> written = m_writer.addMade(one.sighting.time, packet); !written)
                    return written;
        }
        return {};
    }

    store::CaseReader& m_reader;
    const WantedMessages& m_wanted;
    SectionWriter m_writer;
    std::stop_token m_stop;
    ExportReport& m_report;
};

} // namespace

Result<ExportReport> exportCapture(store::CaseReader& reader, const ExportRequest& request, std::stop_token stop) {
    ExportReport report;
    report.path = request.path;
    const WantedMessages wanted = wantedMessages(reader, request.rows, stop);
    report.isCancelled = stop.stop_requested();
    if (report.isCancelled)
        return report;
    if (wanted.sightings == 0)
        return Unexpected(Error{std::string(diag::kSelectionEmpty), request.path, {}});
    Result<AtomicFile> file = AtomicFile::create(request.path);
    if (!file)
        return Unexpected(file.error());
    CaptureExport writing(reader, wanted, *file, stop, report);
    for (const store::SourceRecord& source : reader.sources()) {
        const auto messages = wanted.bySource.find(source.id);
        if (messages == wanted.bySource.end())
            continue;
        if (const Result<void> written = writing.write(source, messages->second); !written)
            return Unexpected(written.error());
    }
    if (const Result<void> flushed = writing.flush(); !flushed)
        return Unexpected(flushed.error());
    report.isCancelled = stop.stop_requested();
    if (report.isCancelled)
        return report;
    if (const Result<void> same = compareWritten(file->partPath(), request.path, writing.writer().digest(), wanted);
        !same)
        return Unexpected(same.error());
    if (const Result<void> done = file->commit(); !done)
        return Unexpected(done.error());
    report.messages = wanted.sightings;
    report.frames = writing.writer().packets();
    return report;
}

} // namespace echelle::exporting
