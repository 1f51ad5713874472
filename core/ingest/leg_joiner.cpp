#include "core/ingest/leg_joiner.h"

#include "core/dialog/joined_call.h"
#include "core/rules/joined_findings.h"
#include "core/store/case_writer.h"
#include "core/store/joined_calls.h"

#include <algorithm>

namespace echelle::ingest {

namespace {
using dialog::CallTree;
using store::JoinedCalls;

class Joining {
public:
    Joining(JoinedCalls& calls, store::CaseWriter& writer) : m_calls(calls), m_writer(writer) {}

    Result<void> join(const dialog::JoinedRows& call) {
        std::vector<JoinedCalls::Part> parts;
        std::vector<Timestamp> starts;
        for (const RowId row : call.rows) {
            parts.push_back(m_calls.part(row));
            starts.push_back(parts.back().facts.start);
        }
        const CallTree tree = dialog::treeOf(call, starts);
        // In the tree's order from here on.
        std::vector<JoinedCalls::Part> ordered;
        std::vector<RowId> rows;
        for (const CallTree::Part& p : tree.parts) {
            const auto at = std::find(call.rows.begin(), call.rows.end(), p.row) - call.rows.begin();
            ordered.push_back(std::move(parts[static_cast<std::size_t>(at)]));
            rows.push_back(p.row);
        }
        if (auto linked = linkLegs(tree, ordered, m_calls.messages(rows)); !linked)
            return linked;
        store::NewRow joined = rowOf(tree, std::move(ordered));
        if (auto merged = m_calls.merge(call.rows, joined.facts.id); !merged)
            return merged;
        m_batch.rows.push_back(std::move(joined));
        return m_batch.rows.size() < kBatchRows ? Result<void>() : flush();
    }

    Result<void> flush() {
        auto written = m_writer.write(m_batch);
        m_batch.clear();
        return written;
    }

private:
    static constexpr std::size_t kBatchRows = 256;

    // Why each leg is there, and which messages were passed on from one to the other.
    Result<void> linkLegs(const CallTree& tree, const std::vector<JoinedCalls::Part>& parts,
                          const std::vector<JoinedCalls::Message>& messages) {
        std::vector<dialog::RelayedMessage> relayed;
        relayed.reserve(messages.size());
        for (const JoinedCalls::Message& m : messages)
            relayed.push_back(m.relayed);
        for (std::size_t p = 1; p < tree.parts.size(); ++p) {
            const CallTree::Part& part = tree.parts[p];
            const LegId to = legBefore(messages, part.parent, p, parts[part.parent].leg);
            if (auto joined = m_calls.join(parts[p].leg, to, part.join); !joined)
                return joined;
            const bool isForward = part.join.b == part.row;
            const auto relays = isForward ? dialog::relaysBetween(relayed, part.parent, p)
                                          : dialog::relaysBetween(relayed, p, part.parent);
            for (const dialog::Relay& relay : relays) {
                if (auto set = m_calls.setNextHop(relay); !set)
                    return set;
                markLinked(relayed, relay.message);
            }
        }
        return {};
    }

    static void markLinked(std::vector<dialog::RelayedMessage>& messages, EventId id) {
        for (dialog::RelayedMessage& m : messages)
            m.isLinked = m.isLinked || m.id == id;
    }

    // The leg of the part before that ends where this one begins; else the part's first.
    static LegId legBefore(const std::vector<JoinedCalls::Message>& messages, std::size_t before, std::size_t part,
                           LegId otherwise) {
        const auto first = std::find_if(messages.begin(), messages.end(), [part](const JoinedCalls::Message& m) {
            return m.relayed.part == part && m.relayed.status == 0;
        });
        if (first == messages.end())
            return otherwise;
        const auto leg = std::find_if(messages.begin(), messages.end(), [&](const JoinedCalls::Message& m) {
            return m.relayed.part == before && m.relayed.status == 0 && m.relayed.to == first->relayed.from;
        });
        return leg == messages.end() ? otherwise : leg->leg;
    }

    static store::NewRow rowOf(const CallTree& tree, std::vector<JoinedCalls::Part> parts) {
        std::vector<dialog::RowFacts> facts;
        std::vector<rules::PartFindings> findings;
        std::vector<EventId> failing;
        for (std::size_t p = 0; p < parts.size(); ++p) {
            const dialog::RowFacts& f = parts[p].facts;
            failing.insert(failing.end(), f.failing.begin(), f.failing.end());
            findings.push_back({tree.parts[p].parent, tree.parts[p].isTransfer, f.state, std::move(parts[p].findings)});
            facts.push_back(std::move(parts[p].facts));
        }
        store::NewRow row;
        row.facts = dialog::joinedRow(facts);
        rules::JoinedFindings joined = rules::joinFindings(std::move(findings));
        row.findings = std::move(joined.findings);
        for (rules::Finding& f : row.findings)
            f.row = row.facts.id;
        std::sort(failing.begin(), failing.end());
        failing.erase(std::unique(failing.begin(), failing.end()), failing.end());
        for (const EventId event : failing)
            if (std::find(joined.relayed.begin(), joined.relayed.end(), event) == joined.relayed.end())
                row.facts.failing.push_back(event);
        return row;
    }

    JoinedCalls& m_calls;
    store::CaseWriter& m_writer;
    store::WriteBatch m_batch;
};
} // namespace

Result<std::uint64_t> joinLegs(store::Database& database, dialog::LegCorrelator& correlator) {
    JoinedCalls calls(database);
    const dialog::Correlation found =
        correlator.correlate(calls.userJoins(), [&calls](EventId message, dialog::StoredMessage& into) {
            return calls.read(message, into);
        });
    for (const dialog::LegJoin& possible : found.possible) // while the rows are what they were
        if (auto added = calls.addPossible(calls.firstLeg(possible.a), calls.firstLeg(possible.b), possible); !added)
            return Unexpected(added.error());
    if (found.calls.empty())
        return found.commonKeys;
    store::CaseWriter writer(database); // by SQL: the pages of a new case are laid out
    Joining joining(calls, writer);
    for (const dialog::JoinedRows& call : found.calls)
        if (auto joined = joining.join(call); !joined)
            return Unexpected(joined.error());
    if (auto flushed = joining.flush(); !flushed)
        return Unexpected(flushed.error());
    return found.commonKeys;
}

} // namespace echelle::ingest
