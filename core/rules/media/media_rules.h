#pragma once

#include "core/dialog/media_notes.h"
#include "core/rules/finding.h"
#include "core/rules/media/stream_matcher.h"

#include <string_view>
#include <vector>

// The rules of the topic media, one file each (verdicts.md "Media"). They are run when all inputs are read, since only
// then it is known which streams there are.
namespace echelle::rules {

struct CallStream {
    const net::StreamFacts* facts = nullptr;
    bool isToInitiator = false;
    bool isVideo = false;
};

// What the rules read of one call.
struct MediaContext {
    const dialog::MediaNotes& notes;
    std::vector<CallStream> streams; // of the call
    // The input could have seen the media: it holds RTP between the two hosts that the call negotiated, or of one of
    // them with several others, so that the capture was made near it.
    bool isVisible = false;
    Timestamp inputEnd; // of the input that holds the call
};

// How long the call was up as far as the input goes; nothing without a clock.
[[nodiscard]] Duration talkOf(const MediaContext& context);
// Answered from a capture with both ends in it, for 5 s or more.
[[nodiscard]] bool isLongEnough(const MediaContext& context);
// And nothing but a fault explains that media is missing: see verdicts.md "Media", "Silent".
[[nodiscard]] bool isMediaDue(const MediaContext& context);

void mediaNone(const MediaContext& context, std::vector<Finding>& out);
void mediaOneWay(const MediaContext& context, std::vector<Finding>& out);
// calls: how many of the input's calls had media that the input could not see. On the first of them.
[[nodiscard]] Finding mediaNotCaptured(const MediaContext& context, std::size_t calls);

// A private address in a description is a remark until media fail (verdicts.md "Silent when"): with both on the call it
// is a warning that may explain the fault. findings: of the call, those of media among them.
void raisePrivateAddress(std::vector<Finding>& findings);

struct MediaRule {
    std::string_view id;
    void (*evaluate)(const MediaContext& context, std::vector<Finding>& out);
};
[[nodiscard]] const std::vector<MediaRule>& allMediaRules();

// A finding on the call, which cites its answer and its INVITE, with {from}, {to} (filled by who knows the row) and
// {seconds}.
[[nodiscard]] Finding newFinding(const MediaContext& context, std::string_view rule);

} // namespace echelle::rules
