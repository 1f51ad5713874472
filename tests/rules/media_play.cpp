#include "media_play.h"

#include <algorithm>

namespace echelle::test {

MediaPlay::MediaPlay(const std::string& script, const std::vector<Media>& media, bool isVisible)
    : ScriptPlay(script), m_isVisible(isVisible) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].kind == dialog::RowKind::Call)
            calls.push_back(dialog::mediaNotesOf(rows[i], facts[i]));
    for (const Media& m : media) {
        rules::SourcedStream& s = streams.emplace_back();
        s.id = StreamId{static_cast<std::int64_t>(streams.size())};
        s.source = SourceId{1};
        s.facts.source = endpoint(m.source);
        s.facts.destination = endpoint(m.destination);
        s.facts.start = timeAt(m.from);
        s.facts.end = timeAt(m.to);
        s.facts.packets = m.packets;
        s.facts.isRegular = true;
    }
    matches = rules::matchStreams(streams, calls);
    for (std::size_t n = 0; n < calls.size(); ++n)
        for (const rules::MediaRule& rule : rules::allMediaRules())
            rule.evaluate(contextOf(n), mediaFindings);
}

rules::MediaContext MediaPlay::contextOf(std::size_t call) const {
    rules::MediaContext context{calls[call], {}, m_isVisible, facts.front().inputEnd};
    for (std::size_t i = 0; i < streams.size(); ++i) {
        if (matches[i].notes == call)
            context.streams.push_back({&streams[i].facts, matches[i].isToInitiator, matches[i].isVideo});
        for (const rules::StreamMatch::Other& other : matches[i].others)
            if (other.notes == call)
                context.streams.push_back({&streams[i].facts, other.isToInitiator, matches[i].isVideo});
    }
    return context;
}

const rules::Finding* MediaPlay::find(const std::string& rule) const {
    const auto found = std::find_if(mediaFindings.begin(), mediaFindings.end(),
                                    [&rule](const rules::Finding& f) { return f.rule == rule; });
    return found == mediaFindings.end() ? nullptr : &*found;
}

std::string MediaPlay::matchOf(std::size_t stream) const {
    const rules::StreamMatch& m = matches[stream];
    if (!m.isOfCall())
        return "none";
    return "call " + std::to_string(m.notes) + (m.isToInitiator ? ", to initiator" : ", from initiator");
}

} // namespace echelle::test
