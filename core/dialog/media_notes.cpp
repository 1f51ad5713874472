#include "core/dialog/media_notes.h"

#include "core/base/text.h"
#include "core/dialog/call_facts.h"
#include "core/sip/sdp.h"

#include <algorithm>

namespace echelle::dialog {

namespace {

constexpr std::size_t kMaxAnnouncements = 64; // of a row
constexpr std::size_t kMaxDescriptions = 512; // of a row, that are looked at

bool isSame(const MediaAnnouncement& a, const MediaAnnouncement& b) {
    return a.leg == b.leg && a.isFromInitiator == b.isFromInitiator && a.audio == b.audio && a.video == b.video;
}

void announce(MediaNotes& notes, const MediaAnnouncement& added) {
    const bool isKnown = std::any_of(notes.announcements.begin(), notes.announcements.end(),
                                     [&added](const MediaAnnouncement& a) { return isSame(a, added); });
    if (!isKnown && notes.announcements.size() < kMaxAnnouncements)
        notes.announcements.push_back(added);
}

// RFC 8839 section 5.1: "candidate:1 1 UDP 2130706431 192.0.2.1 8998 typ host".
void announceCandidates(MediaNotes& notes, const MediaAnnouncement& base, std::string_view text) {
    sip::Sdp sdp;
    sip::parseSdp(text, sdp);
    for (const sip::SdpMedia& media : sdp.media)
        for (std::string_view attribute : media.attributes) {
            constexpr std::string_view kCandidate = "candidate:";
            if (!attribute.starts_with(kCandidate))
                continue;
            std::vector<std::string_view> words;
            for (std::string_view rest = attribute.substr(kCandidate.size()); words.size() < 6;) {
                rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
                if (rest.empty())
                    break;
                const std::size_t end = std::min(rest.find(' '), rest.size());
                words.push_back(rest.substr(0, end));
                rest.remove_prefix(end);
            }
            if (words.size() < 6 || words[1] != "1") // component 1 is RTP
                continue;
            const auto address = IpAddress::parse(words[4]);
            const auto port = parseUnsigned(words[5]);
            if (!address || !port || *port == 0 || *port > 0xffff)
                continue;
            MediaAnnouncement candidate = base;
            candidate.isCandidate = true;
            candidate.audio = candidate.video = {};
            (media.type == "video" ? candidate.video : candidate.audio) = {*address, static_cast<std::uint16_t>(*port),
                                                                           0};
            announce(notes, candidate);
        }
}

} // namespace

MediaNotes mediaNotesOf(const RowFacts& row, const CallFacts& facts) {
    MediaNotes notes;
    notes.row = row.id;
    notes.start = row.start;
    notes.end = row.end;
    notes.isPartial = row.isPartial;
    notes.isAnswered = row.state == RowState::Answered;
    bool isTwoWay = true;
    bool isFromCapture = true;
    bool hasSides[2] = {false, false};
    std::size_t looked = 0;
    for (const MessageFacts& m : facts.messages) {
        if (m.sdp == kNoIndex || m.retransmissionOf != kNoIndex)
            continue;
        if (++looked > kMaxDescriptions)
            break;
        const SdpFacts& sdp = facts.sdps[m.sdp];
        MediaAnnouncement a;
        a.message = m.id;
        a.leg = m.leg < facts.legs.size() ? facts.legs[m.leg].id : LegId{};
        a.time = m.time;
        a.isFromInitiator = m.isFromInitiator;
        a.isSecure = sdp.isSecure;
        a.hasCrypto = sdp.hasCrypto;
        a.hasFingerprint = sdp.hasFingerprint;
        a.isOfSender = sdp.connection == facts.addresses[m.from].address;
        if (sdp.connection.isValid()) {
            a.audio = {sdp.connection, sdp.audioPort, 0};
            a.video = {sdp.connection, sdp.videoPort, 0};
        }
        if (a.audio.port != 0 || a.video.port != 0)
            announce(notes, a);
        if (sdp.hasIce) {
            notes.hasIce = true;
            announceCandidates(notes, a, facts.textOf(sdp.text));
        }
        isTwoWay = isTwoWay && sdp.hasAudio && sdp.audioPort != 0 && !sdp.isHold && !sdp.hasImage &&
                   static_cast<sip::Direction>(sdp.direction) == sip::Direction::SendRecv;
        hasSides[m.isFromInitiator ? 1 : 0] = true;
        isFromCapture = isFromCapture && m.isFromCapture;
    }
    notes.isTwoWay = isTwoWay && hasSides[0] && hasSides[1];
    notes.isFromCapture = isFromCapture && looked > 0;
    if (facts.deciding != kNoIndex && facts.deciding < facts.transactions.size()) {
        const TransactionFacts& t = facts.transactions[facts.deciding];
        if (t.request != kNoIndex)
            notes.invite = facts.messages[t.request].id;
        if (t.final != kNoIndex && t.finalStatus >= 200 && t.finalStatus < 300) {
            notes.answer = facts.messages[t.final].id;
            notes.answered = facts.messages[t.final].time;
        }
    }
    for (const DialogFacts& d : facts.dialogs)
        if (d.bye != kNoIndex)
            notes.ended = facts.messages[d.bye].time;
    return notes;
}

} // namespace echelle::dialog
