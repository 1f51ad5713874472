#pragma once

#include "core/rules/media/media_rules.h"
#include "script.h"

#include <string>
#include <vector>

namespace echelle::test {

// One stream beside a script, between "address:port" and "address:port".
struct Media {
    double from = 0; // seconds
    double to = 0;
    std::string source;
    std::string destination;
    std::uint64_t packets = 500;
};

// Plays a script to its end, matches the streams to its calls and evaluates the rules of media on each.
class MediaPlay : public ScriptPlay {
public:
    // isVisible: the input holds RTP of the calls' hosts beside these streams.
    MediaPlay(const std::string& script, const std::vector<Media>& media, bool isVisible = true);

    [[nodiscard]] const rules::Finding* find(const std::string& rule) const; // of the media rules only
    // "call 0, to initiator" of that stream; "none".
    [[nodiscard]] std::string matchOf(std::size_t stream) const;
    [[nodiscard]] rules::MediaContext contextOf(std::size_t call) const;

    std::vector<dialog::MediaNotes> calls;
    std::vector<rules::SourcedStream> streams;
    std::vector<rules::StreamMatch> matches; // of each stream
    std::vector<rules::Finding> mediaFindings;

private:
    bool m_isVisible;
};

// Where the descriptions of scripts say that A and B receive audio.
inline const std::string kMediaOfA = "10.0.0.1:4000";
inline const std::string kMediaOfB = "10.0.0.2:4000";

} // namespace echelle::test
