#include "core/rules/joined_findings.h"

#include "core/rules/order.h"

#include <algorithm>
#include <numeric>

namespace echelle::rules {

namespace {
using dialog::RowState;

constexpr std::string_view kFailure = "sip.final-failure";

struct Item {
    Finding finding;
    std::size_t part = 0;
    std::size_t explainedBy = kNone;
    bool isDropped = false;

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    [[nodiscard]] EventId at() const { return finding.proof.empty() ? EventId{} : finding.proof.front(); }
    [[nodiscard]] bool isOpenCause() const {
        return finding.role == FindingRole::Cause && explainedBy == kNone && !isDropped;
    }
};

class Joiner {
public:
    explicit Joiner(std::vector<PartFindings> parts) : m_parts(std::move(parts)) {
        for (std::size_t p = 0; p < m_parts.size(); ++p) {
            const std::size_t base = m_items.size();
            for (Finding& f : m_parts[p].findings) {
                const auto by = static_cast<std::size_t>(f.explainedBy.value);
                m_items.push_back({std::move(f), p, by == 0 ? Item::kNone : base + by - 1, false});
            }
        }
    }

    JoinedFindings join() {
        stepsThatWereGotOver();
        failuresThatWerePassedOn();
        sameOnSeveralLegs();
        return settled();
    }

private:
    [[nodiscard]] bool isOutcome(const Finding& f) const {
        return f.rule == kFailure || f.rule == "sip.auth-loop" || f.rule == "sip.no-final-response";
    }

    // "Any failure on one branch, fork or trunk while another answered" is a step (verdicts.md). A transfer is another
    // call of the same parties, and its failure counts.
    void stepsThatWereGotOver() {
        for (std::size_t p = 1; p < m_parts.size(); ++p) {
            if (m_parts[p].isTransfer || m_parts[p].state == RowState::Answered || !isNearerAnswered(p))
                continue;
            for (Item& item : m_items) {
                Finding& f = item.finding;
                if (item.part != p || f.role != FindingRole::Cause || !isOutcome(f))
                    continue;
                f.severity = std::min(f.severity, Severity::Info);
                f.role = FindingRole::Remark;
                m_relayed.push_back(item.at());
            }
        }
    }

    [[nodiscard]] bool isNearerAnswered(std::size_t part) const {
        for (std::size_t p = part; p != m_parts[p].parent;) {
            p = m_parts[p].parent;
            if (m_parts[p].state == RowState::Answered)
                return true;
        }
        return false;
    }

    // The last fault beyond, before the caller's side heard of it, is why.
    void failuresThatWerePassedOn() {
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (!m_items[i].isOpenCause() || m_items[i].finding.rule != kFailure)
                continue;
            std::size_t why = Item::kNone;
            for (std::size_t j = 0; j < m_items.size(); ++j) {
                const Item& beyond = m_items[j];
                const bool isBeyond = beyond.part != m_items[i].part &&
                                      m_parts[beyond.part].parent == m_items[i].part &&
                                      !m_parts[beyond.part].isTransfer;
                if (!isBeyond || !beyond.isOpenCause() || !isOutcome(beyond.finding) || m_items[i].at() < beyond.at() ||
                    beyond.finding.severity < m_items[i].finding.severity)
                    continue;
                if (why == Item::kNone || m_items[why].at() < beyond.at())
                    why = j;
            }
            if (why != Item::kNone)
                explain(i, why);
        }
    }

    void explain(std::size_t effect, std::size_t cause) {
        m_items[effect].explainedBy = cause;
        m_items[effect].finding.role = FindingRole::Effect;
        m_relayed.push_back(m_items[effect].at());
    }

    // What is said of a request on each leg that it crossed is said once, of the first.
    void sameOnSeveralLegs() {
        for (std::size_t i = 0; i < m_items.size(); ++i)
            for (std::size_t j = 0; j < m_items.size() && !m_items[i].isDropped; ++j) {
                Item& a = m_items[i];
                Item& b = m_items[j];
                const bool isPair = a.part != b.part && areNeighbours(a.part, b.part) && !b.isDropped;
                if (!isPair || !isSame(a.finding, b.finding) || a.explainedBy != Item::kNone ||
                    b.explainedBy != Item::kNone || b.at() < a.at())
                    continue;
                if (a.finding.role == FindingRole::Cause) {
                    explain(j, i);
                    continue;
                }
                a.finding.proof.insert(a.finding.proof.end(), b.finding.proof.begin(), b.finding.proof.end());
                b.isDropped = true;
            }
    }

    [[nodiscard]] bool areNeighbours(std::size_t a, std::size_t b) const {
        return m_parts[a].parent == b || m_parts[b].parent == a;
    }

    [[nodiscard]] static bool isSame(const Finding& a, const Finding& b) {
        return a.rule == b.rule && a.role == b.role && a.sipCode == b.sipCode && leadingKey(a) == leadingKey(b);
    }

    JoinedFindings settled() {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < m_items.size(); ++i)
            if (!m_items[i].isDropped)
                order.push_back(i);
        std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
            return comesBefore(m_items[a].finding, m_items[b].finding);
        });
        std::vector<std::size_t> place(m_items.size(), Item::kNone);
        for (std::size_t i = 0; i < order.size(); ++i)
            place[order[i]] = i;
        JoinedFindings result;
        for (const std::size_t i : order) {
            Finding& f = m_items[i].finding;
            const std::size_t by = m_items[i].explainedBy;
            f.explainedBy = by == Item::kNone || place[by] == Item::kNone
                                ? FindingId{}
                                : FindingId{static_cast<std::int64_t>(place[by]) + 1};
            result.findings.push_back(std::move(f));
        }
        result.relayed = std::move(m_relayed);
        return result;
    }

    std::vector<PartFindings> m_parts;
    std::vector<Item> m_items;
    std::vector<EventId> m_relayed;
};
} // namespace

JoinedFindings joinFindings(std::vector<PartFindings> parts) {
    return Joiner(std::move(parts)).join();
}

} // namespace echelle::rules
