#include "core/rules/media/stream_matcher.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <unordered_map>

namespace echelle::rules {

namespace {

using dialog::MediaAnnouncement;
using dialog::MediaNotes;

// Media may come before the description that asks for it, and ends with or just after the BYE.
constexpr std::int64_t kBefore = 1'000'000'000;
constexpr std::int64_t kAfter = 2'000'000'000;

constexpr std::size_t kMaxOthers = 16;

struct Place {
    std::size_t notes;
    std::size_t announcement;
    bool isVideo;
};

class Matcher {
public:
    Matcher(const std::vector<SourcedStream>& streams, const std::vector<MediaNotes>& calls)
        : m_streams(streams), m_calls(calls), m_matches(streams.size()) {
        for (std::size_t n = 0; n < calls.size(); ++n)
            for (std::size_t a = 0; a < calls[n].announcements.size(); ++a) {
                const MediaAnnouncement& said = calls[n].announcements[a];
                if (said.audio.port != 0)
                    m_places[said.audio].push_back({n, a, false});
                if (said.video.port != 0)
                    m_places[said.video].push_back({n, a, true});
            }
    }

    std::vector<StreamMatch> match() {
        for (std::size_t i = 0; i < m_streams.size(); ++i)
            m_matches[i] = byAnnouncement(m_streams[i].facts);
        matchWaysBack();
        return std::move(m_matches);
    }

private:
    // How well a place fits: both ends announced; announced by the host itself, hop for hop; not only as a candidate;
    // time in common; the later description.
    using Fit = std::tuple<bool, bool, bool, std::int64_t, std::int64_t>;

    [[nodiscard]] std::int64_t common(const net::StreamFacts& s, const Place& p) const {
        const MediaNotes& call = m_calls[p.notes];
        const MediaAnnouncement& said = call.announcements[p.announcement];
        if (!said.time.isValid() || !s.start.isValid() || !call.end.isValid())
            return -1;
        const bool isOpen = call.isAnswered && !call.ended.isValid(); // goes on beyond what was captured of it
        const std::int64_t last =
            isOpen ? std::numeric_limits<std::int64_t>::max() : std::max(call.end, call.ended).ns + kAfter;
        return std::min(s.end.ns, last) - std::max(s.start.ns, said.time.ns - kBefore);
    }

    [[nodiscard]] const std::vector<Place>& at(const Endpoint& endpoint) const {
        static const std::vector<Place> kNone;
        const auto found = m_places.find(endpoint);
        return found == m_places.end() ? kNone : found->second;
    }

    [[nodiscard]] StreamMatch byAnnouncement(const net::StreamFacts& s) const {
        StreamMatch best;
        Fit bestFit;
        const std::vector<Place>& receivers = at(s.destination);
        const std::vector<Place>& senders = at(s.source);
        const auto look = [&](const std::vector<Place>& places, const std::vector<Place>& others, bool isReceiver) {
            for (const Place& p : places) {
                const std::int64_t overlap = common(s, p);
                if (overlap < 0)
                    continue;
                const MediaAnnouncement& said = m_calls[p.notes].announcements[p.announcement];
                const bool isBoth = std::any_of(others.begin(), others.end(), [&](const Place& o) {
                    return o.notes == p.notes &&
                           m_calls[o.notes].announcements[o.announcement].isFromInitiator != said.isFromInitiator;
                });
                const Fit fit{isBoth, said.isOfSender, !said.isCandidate, overlap, said.time.ns};
                if (best.isOfCall() && fit <= bestFit)
                    continue;
                bestFit = fit;
                best = {p.notes, p.announcement, said.isFromInitiator == isReceiver, p.isVideo, {}};
            }
        };
        const auto addOthers = [&](const std::vector<Place>& places, bool isReceiver) {
            for (const Place& p : places) {
                const bool isKnown = p.notes == best.notes ||
                                     std::any_of(best.others.begin(), best.others.end(),
                                                 [&p](const StreamMatch::Other& o) { return o.notes == p.notes; });
                if (!isKnown && best.others.size() < kMaxOthers && common(s, p) >= 0)
                    best.others.push_back(
                        {p.notes, m_calls[p.notes].announcements[p.announcement].isFromInitiator == isReceiver});
            }
        };
        look(receivers, senders, true);
        if (!best.isOfCall() || !std::get<0>(bestFit))
            look(senders, receivers, false);
        if (best.isOfCall()) {
            addOthers(receivers, true);
            addOthers(senders, false);
        }
        return best;
    }

    void matchWaysBack() {
        std::unordered_map<Endpoint, std::vector<std::size_t>, EndpointHash> senders;
        for (std::size_t i = 0; i < m_streams.size(); ++i)
            if (m_matches[i].isOfCall())
                senders[m_streams[i].facts.source].push_back(i);
        for (std::size_t i = 0; i < m_streams.size(); ++i) {
            const net::StreamFacts& back = m_streams[i].facts;
            const auto found = senders.find(back.destination);
            if (m_matches[i].isOfCall() || !back.isRegular || found == senders.end())
                continue;
            for (const std::size_t forth : found->second) {
                const net::StreamFacts& s = m_streams[forth].facts;
                if (s.start > back.end || s.end < back.start)
                    continue;
                m_matches[i] = m_matches[forth];
                m_matches[i].isToInitiator = !m_matches[forth].isToInitiator;
                break;
            }
        }
    }

    const std::vector<SourcedStream>& m_streams;
    const std::vector<MediaNotes>& m_calls;
    std::vector<StreamMatch> m_matches;
    std::unordered_map<Endpoint, std::vector<Place>, EndpointHash> m_places;
};

} // namespace

std::vector<StreamMatch> matchStreams(const std::vector<SourcedStream>& streams, const std::vector<MediaNotes>& calls) {
    return Matcher(streams, calls).match();
}

} // namespace echelle::rules
