#pragma once

#include "core/capture/frame_source.h"

namespace echelle::ingest {

// Keeps the comments and names of a capture in its import log, as text that can be shown: the first kMaxNotes of both,
// each cut to kMaxText bytes. Secrets are not kept.
class CaptureNotes final : public capture::AnnotationSink {
public:
    static constexpr std::size_t kMaxNotes = 1000;
    static constexpr std::size_t kMaxText = 400;

    // log outlives the notes.
    explicit CaptureNotes(ImportLog& log) : m_log(log) {}
    void onSecrets(std::uint32_t, ByteView) override {}
    void onComment(Place place, std::string_view text) override;
    void onName(Place place, const IpAddress& address, std::string_view name) override;

private:
    void keep(std::string_view code, Place place, std::string text);

    ImportLog& m_log;
    std::size_t m_kept = 0;
};

} // namespace echelle::ingest
