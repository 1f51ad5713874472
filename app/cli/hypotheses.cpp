#include "app/cli/hypotheses.h"

#include "app/cli/console.h"
#include "app/cli/finding_text.h"
#include "app/cli/json_output.h"
#include "core/playbook/playbook.h"
#include "core/store/case_reader.h"

namespace echelle::cli {

namespace {

using playbook::Hypothesis;
using playbook::Weight;

// A row with more events than this is judged by its beginning: what decides whether it was established stands there.
constexpr std::size_t kMostEvents = 10'000;

std::string keyOf(const Hypothesis& h) {
    return "playbook." + h.id;
}

catalog::EntryText textOf(const Hypothesis& h, const Console& console) {
    return console.catalog().text(QString::fromStdString(keyOf(h)), console.locale());
}

std::string listOf(const std::vector<EventId>& events) {
    std::string list;
    for (const EventId event : events)
        list += (list.empty() ? "" : ", ") + std::to_string(event.value);
    return list;
}

void writeEvents(JsonOutput& json, std::string_view name, const std::vector<EventId>& events) {
    if (events.empty())
        return;
    json.writer().key(name);
    json.writer().beginArray();
    for (const EventId event : events)
        json.writer().value(event.value);
    json.writer().endArray();
}

std::string tagsOf(const Hypothesis& h, const Console& console) {
    const std::string given = console.label("evidence." + std::string(rules::toString(h.playbookTag)));
    if (!h.reached)
        return console.label("cli.hypothesis.tag-alone", {{"playbook", given}});
    return console.label(
        "cli.hypothesis.tags",
        {{"playbook", given}, {"reached", console.label("evidence." + std::string(rules::toString(*h.reached)))}});
}

} // namespace

std::vector<Hypothesis> hypothesesOf(store::CaseReader& reader, const store::RowRecord& row) {
    std::vector<store::EventRecord> events;
    reader.eachEvent({row.facts.id}, [&events](const store::EventRecord& e) {
        events.push_back(e);
        return events.size() < kMostEvents;
    });
    return playbook::weigh(row, reader.findings({row.facts.id}), events);
}

void writeHypotheses(JsonOutput& json, const std::vector<Hypothesis>& hypotheses, const Console& console) {
    if (hypotheses.empty())
        return;
    JsonWriter& w = json.writer();
    w.key("hypotheses");
    w.beginArray();
    for (const Hypothesis& h : hypotheses) {
        w.beginObject();
        w.member("id", h.id);
        w.member("verdict", playbook::toString(h.weight));
        w.member("playbook_tag", rules::toString(h.playbookTag));
        if (h.reached)
            w.member("evidence", rules::toString(*h.reached));
        json.texts("rules", h.rules);
        writeEvents(json, "proof", h.cited);
        writeEvents(json, "against", h.against);
        writeEntryText(json, textOf(h, console), sourceOf(keyOf(h), console));
        json.text("check", console.label("playbook.check." + h.id));
        if (h.weight == Weight::NotTested)
            json.text("missing", console.label("playbook.missing." + h.id));
        w.endObject();
    }
    w.endArray();
}

std::vector<std::string> hypothesisLines(const std::vector<Hypothesis>& hypotheses, const Console& console) {
    std::vector<std::string> lines;
    for (const Hypothesis& h : hypotheses) {
        lines.push_back(
            console.label("cli.hypothesis",
                          {{"weight", console.label("playbook.weight." + std::string(playbook::toString(h.weight)))},
                           {"title", textOf(h, console).title.toStdString()},
                           {"tag", tagsOf(h, console)}}));
        if (!h.cited.empty())
            lines.push_back("  " + console.label("cli.hypothesis.cited", {{"list", listOf(h.cited)}}));
        if (!h.against.empty())
            lines.push_back("  " + console.label("cli.hypothesis.against", {{"list", listOf(h.against)}}));
        if (h.weight == Weight::NotTested)
            lines.push_back("  " + console.label("playbook.missing." + h.id));
        if (h.weight != Weight::Contradicted)
            lines.push_back(
                "  " + console.label("cli.hypothesis.check", {{"check", console.label("playbook.check." + h.id)}}));
        if (h.weight == Weight::Supported)
            for (const QString& action : textOf(h, console).actions)
                lines.push_back("  - " + action.toStdString());
    }
    return lines;
}

} // namespace echelle::cli
