#include "core/report/case_material.h"

#include "core/report/document.h"
#include "core/report/hidden_secrets.h"
#include "core/scene/case_events.h"

#include <algorithm>
#include <set>

namespace echelle::report {

namespace {

constexpr std::size_t kMostCited = 24; // of one row: enough to prove, and a report that can be read

// The first proofs of every finding come before the second ones of any.
std::vector<EventId> citedEvents(const std::vector<rules::Finding>& findings, const std::vector<EventId>& failing) {
    std::set<EventId> chosen;
    const auto choose = [&](EventId event) {
        if (event.isValid() && chosen.size() < kMostCited)
            chosen.insert(event);
    };
    std::size_t longest = 0;
    for (const rules::Finding& finding : findings)
        longest = std::max(longest, finding.proof.size());
    for (std::size_t i = 0; i < longest && chosen.size() < kMostCited; ++i)
        for (const rules::Finding& finding : findings)
            if (i < finding.proof.size())
                choose(finding.proof[i]);
    for (const EventId event : failing)
        choose(event);
    return {chosen.begin(), chosen.end()};
}

} // namespace

QString CaseMaterial::sourceNameOf(SourceId id) const {
    const auto found =
        std::find_if(sources.begin(), sources.end(), [id](const store::SourceRecord& s) { return s.id == id; });
    return found == sources.end() ? QString() : sourceName(*found);
}

bool RowMaterial::isCited(EventId event) const {
    return std::find(cited.begin(), cited.end(), event) != cited.end();
}

QString RowMaterial::messageName(EventId event, const Wording& wording) const {
    const auto number = ladder->numberOf(event);
    return number ? wording.label("report.message", {{"n", std::to_string(*number)}}) : wording.label("report.packet");
}

QString RowMaterial::target(EventId event) const {
    if (isCited(event))
        return textAnchor(event);
    const auto shown = ladder->firstSendOf(event);
    return shown && ladder->rowOf(*shown) ? messageAnchor(*shown) : QString();
}

std::optional<RowMaterial> readRow(const CaseMaterial& material, RowId id) {
    store::CaseReader& reader = *material.reader;
    auto row = reader.row(id);
    if (!row)
        return std::nullopt;
    RowMaterial read;
    read.row = std::move(*row);
    read.findings = reader.findings({id});
    // Remarks on a Teams peer say what could be better, not what happened to this call.
    std::erase_if(read.findings, [](const rules::Finding& f) {
        return f.role == rules::FindingRole::Remark && f.rule.compare(0, 6, "teams.") == 0;
    });
    hideSecretsOf(read.row.facts, material);
    hideSecretsOf(read.findings, material);
    read.legs = reader.legs(id);
    scene::Settings settings;
    settings.timeMode = scene::TimeMode::Absolute;
    settings.zone = material.request.zone.toStdString();
    read.ladder = std::make_shared<scene::LadderScene>(std::make_shared<scene::CaseEvents>(material.reader),
                                                       material.wording.words(), std::vector<RowId>{id}, settings);
    read.cited = citedEvents(read.findings, reader.failingEvents({id}));
    for (const store::NoteRecord& note : material.notes)
        if (note.row == id || (note.event.isValid() && read.ladder->numberOf(note.event)))
            read.notes.push_back(note);
    return read;
}

} // namespace echelle::report
