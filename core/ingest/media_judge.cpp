#include "core/ingest/media_judge.h"

#include "core/ingest/stream_roles.h"
#include "core/rules/media/media_rules.h"
#include "core/rules/order.h"
#include "core/store/joined_calls.h"
#include "core/store/stream_store.h"

#include <algorithm>
#include <map>
#include <set>

namespace echelle::ingest {

namespace {

using dialog::MediaNotes;
using rules::SourcedStream;

class Judge {
public:
    Judge(store::Database& database, store::CaseWriter& writer, const std::vector<MediaNotes>& calls)
        : m_database(database)
        , m_writer(writer)
        , m_calls(calls)
        , m_rows(database)
        , m_streams(store::storedStreams(database))
        , m_ends(store::sourceEnds(database)) {}

    Result<void> run() {
        const std::vector<rules::StreamMatch> matches = rules::matchStreams(m_streams, m_calls);
        if (auto added = store::addStreamRoles(m_database, streamRoles(m_streams, matches, m_calls, m_rows)); !added)
            return added;
        std::vector<std::vector<rules::CallStream>> byCall(m_calls.size());
        for (std::size_t i = 0; i < m_streams.size(); ++i) {
            const rules::StreamMatch& m = matches[i];
            if (m.isOfCall())
                byCall[m.notes].push_back({&m_streams[i].facts, m.isToInitiator, m.isVideo});
            for (const rules::StreamMatch::Other& other : m.others)
                byCall[other.notes].push_back({&m_streams[i].facts, other.isToInitiator, m.isVideo});
            if (m.isOfCall() || m_streams[i].facts.isRegular) {
                const net::StreamFacts& s = m_streams[i].facts;
                m_peers[{m_streams[i].source, s.source.address}].insert(s.destination.address);
                m_peers[{m_streams[i].source, s.destination.address}].insert(s.source.address);
            }
        }
        for (std::size_t n = 0; n < m_calls.size(); ++n)
            if (auto judged = judge(m_calls[n], std::move(byCall[n])); !judged)
                return judged;
        for (const auto& [source, unseen] : m_unseen)
            if (auto said =
                    say(*unseen.first, {rules::mediaNotCaptured(context(*unseen.first, source, {}), unseen.calls)});
                !said)
                return said;
        return m_writer.write(m_batch);
    }

private:
    struct Unseen {
        const MediaNotes* first = nullptr;
        std::size_t calls = 0;
    };

    [[nodiscard]] rules::MediaContext context(const MediaNotes& call, SourceId source,
                                              std::vector<rules::CallStream> streams) const {
        const auto end = m_ends.find(source);
        const bool isVisible = !streams.empty() || couldSee(call, source);
        return {call, std::move(streams), isVisible, end == m_ends.end() ? Timestamp{} : end->second};
    }

    // MediaContext::isVisible. A capture at the host behind which the media of one call end does not see those that two
    // others exchange, though one of these spoke with it before.
    [[nodiscard]] bool couldSee(const MediaNotes& call, SourceId source) const {
        for (const dialog::MediaAnnouncement& a : call.announcements) {
            const auto peers = m_peers.find({source, hostOf(a)});
            if (peers == m_peers.end())
                continue;
            const bool isBetween = std::any_of(
                call.announcements.begin(), call.announcements.end(), [&](const dialog::MediaAnnouncement& other) {
                    return other.isFromInitiator != a.isFromInitiator && peers->second.count(hostOf(other)) > 0;
                });
            if (isBetween || peers->second.size() > 1)
                return true;
        }
        return false;
    }

    static const IpAddress& hostOf(const dialog::MediaAnnouncement& a) {
        return a.audio.address.isValid() ? a.audio.address : a.video.address;
    }

    Result<void> judge(const MediaNotes& call, std::vector<rules::CallStream> streams) {
        if (!call.isAnswered || !call.isFromCapture || call.isPartial || !call.answer.isValid())
            return {};
        const SourceId source = store::sourceOf(m_database, call.answer);
        const rules::MediaContext c = context(call, source, std::move(streams));
        if (rules::isLongEnough(c) && !c.isVisible) {
            Unseen& unseen = m_unseen[source];
            if (unseen.calls++ == 0)
                unseen.first = &call;
            return {};
        }
        std::vector<rules::Finding> findings;
        for (const rules::MediaRule& rule : rules::allMediaRules())
            rule.evaluate(c, findings);
        return findings.empty() ? Result<void>() : say(call, std::move(findings));
    }

    // Adds findings to those that the row has.
    Result<void> say(const MediaNotes& call, std::vector<rules::Finding> findings) {
        store::JoinedCalls::Part part = m_rows.part(call.row);
        store::NewRow row;
        for (rules::Finding& f : findings) {
            for (Argument& a : f.arguments)
                if (a.name == "from" || a.name == "to")
                    a.value = nameOf(part.facts, a.name == "from");
            part.findings.push_back(std::move(f));
        }
        rules::raisePrivateAddress(part.findings);
        row.facts = std::move(part.facts);
        row.findings = rules::settle(std::move(part.findings));
        for (rules::Finding& f : row.findings)
            f.row = row.facts.id;
        if (auto taken = m_rows.merge({call.row}, call.row); !taken)
            return taken;
        m_batch.rows.push_back(std::move(row));
        if (m_batch.rows.size() < kBatchRows)
            return {};
        auto written = m_writer.write(m_batch);
        m_batch.clear();
        return written;
    }

    static std::string nameOf(const dialog::RowFacts& row, bool isFrom) {
        const std::string& shown = isFrom ? row.fromDisplay : row.toDisplay;
        return shown.empty() ? (isFrom ? row.from : row.to) : shown;
    }

    static constexpr std::size_t kBatchRows = 256;

    store::Database& m_database;
    store::CaseWriter& m_writer;
    const std::vector<MediaNotes>& m_calls;
    store::JoinedCalls m_rows;
    std::vector<SourcedStream> m_streams;
    std::map<SourceId, Timestamp> m_ends;
    std::map<std::pair<SourceId, IpAddress>, std::set<IpAddress>> m_peers; // whom each host exchanged RTP with
    std::map<SourceId, Unseen> m_unseen;
    store::WriteBatch m_batch;
};

} // namespace

Result<void> judgeMedia(store::Database& database, store::CaseWriter& writer, const std::vector<MediaNotes>& calls) {
    return Judge(database, writer, calls).run();
}

} // namespace echelle::ingest
