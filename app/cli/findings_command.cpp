#include "app/cli/findings_command.h"

#include "app/cli/case_session.h"
#include "app/cli/console.h"
#include "app/cli/finding_text.h"
#include "app/cli/json_output.h"
#include "app/cli/selected_rows.h"
#include "app/cli/wording.h"
#include "core/ladder/text_fit.h"

#include <algorithm>
#include <map>

namespace echelle::cli {

namespace {

using rules::Finding;

// Where a finding is cited from: the places of its proof, in its order.
struct Citation {
    EventId event;
    SourceId source;
    Place place;
    bool isMessage = true;
};

std::vector<Citation> citationsOf(const Finding& finding, store::CaseReader& reader) {
    std::vector<Citation> all;
    for (const EventId id : finding.proof)
        if (const auto event = reader.event(id))
            all.push_back({id, event->source, event->place, event->kind == store::EventKind::Sip});
    return all;
}

void writeNumbers(JsonOutput& json, std::string_view name, const std::vector<std::int64_t>& numbers) {
    if (numbers.empty())
        return;
    json.writer().key(name);
    json.writer().beginArray();
    for (const std::int64_t number : numbers)
        json.writer().value(number);
    json.writer().endArray();
}

void writeProof(JsonOutput& json, const std::vector<Citation>& proof) {
    JsonWriter& w = json.writer();
    std::vector<std::int64_t> messages;
    std::vector<std::int64_t> frames;
    w.key("proof");
    w.beginArray();
    for (const Citation& cited : proof) {
        const bool isFrame = cited.place.kind == PlaceKind::Frame;
        w.beginObject();
        w.member("event", cited.event.value);
        json.id("source", cited.source.value);
        w.member(isFrame ? "frame" : cited.place.kind == PlaceKind::Line ? "line" : "row", cited.place.number);
        w.endObject();
        if (cited.isMessage)
            messages.push_back(cited.event.value);
        if (isFrame)
            frames.push_back(static_cast<std::int64_t>(cited.place.number));
    }
    w.endArray();
    writeNumbers(json, "messages", messages);
    writeNumbers(json, "frames", frames);
}

void writeFinding(JsonOutput& json, const Finding& finding, store::CaseReader& reader, const Console& console) {
    JsonWriter& w = json.writer();
    w.beginObject();
    w.member("id", finding.id.value);
    w.member("rule", finding.rule);
    w.member("severity", toString(finding.severity));
    w.member("evidence", toString(finding.evidence));
    w.member("role", toString(finding.role));
    json.id("explained_by", finding.explainedBy.value);
    json.texts("also", finding.also);
    json.id("call", finding.row.value);
    writeProof(json, citationsOf(finding, reader));
    writeCodes(json, finding);
    w.member("side", toString(finding.side));
    json.texts("catalog", finding.catalogKeys);
    writeEntryText(json, textOf(finding, console), sourceOf(rules::leadingKey(finding), console));
    w.endObject();
}

// Findings of one cause, for --group.
struct Group {
    Finding example;
    std::string key;
    std::vector<std::int64_t> calls;
    std::uint64_t count = 0;
    Timestamp first;
    Timestamp last;
};

// Only what nothing else explains is a cause; the groups with most calls come first, equal ones by their first finding.
std::vector<Group> groupsOf(const std::vector<Finding>& findings, store::CaseReader& reader) {
    std::vector<Group> groups;
    std::map<std::string, std::size_t> byKey;
    for (const Finding& finding : findings) {
        if (finding.role != rules::FindingRole::Cause || finding.explainedBy.isValid())
            continue;
        const std::string key = rules::leadingKey(finding);
        const auto [at, isNew] = byKey.emplace(key, groups.size());
        if (isNew)
            groups.push_back({finding, key, {}, 0, {}, {}});
        Group& group = groups[at->second];
        ++group.count;
        if (finding.row.isValid() &&
            std::find(group.calls.begin(), group.calls.end(), finding.row.value) == group.calls.end())
            group.calls.push_back(finding.row.value);
        const auto row = finding.row.isValid() ? reader.row(finding.row) : std::nullopt;
        if (!row || !row->facts.start.isValid())
            continue;
        group.first = group.first.isValid() ? std::min(group.first, row->facts.start) : row->facts.start;
        group.last = group.last.isValid() ? std::max(group.last, row->facts.start) : row->facts.start;
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return a.calls.size() > b.calls.size(); });
    return groups;
}

void writeGroup(JsonOutput& json, const Group& group, const Console& console) {
    JsonWriter& w = json.writer();
    w.beginObject();
    w.member("rule", group.example.rule);
    w.member("severity", toString(group.example.severity));
    w.member("evidence", toString(group.example.evidence));
    w.member("count", group.count);
    writeNumbers(json, "calls", group.calls);
    json.time("first", group.first);
    json.time("last", group.last);
    writeCodes(json, group.example);
    w.member("side", toString(group.example.side));
    json.texts("catalog", group.example.catalogKeys);
    writeEntryText(json, textOf(group.example, console), sourceOf(group.key, console));
    w.endObject();
}

std::string codesLine(const Finding& finding) {
    std::string codes;
    const auto add = [&codes](std::string_view name, int code) {
        if (code != 0)
            codes += (codes.empty() ? "" : " · ") + std::string(name) + " " + std::to_string(code);
    };
    add("SIP", finding.sipCode);
    add("Microsoft", finding.microsoftCode);
    add("Q.850", finding.q850Code);
    return codes;
}

std::string headlineOf(const Finding& finding, const catalog::EntryText& text, const Console& console) {
    constexpr std::string_view kMarks[] = {"·", "i", "!", "✕"};
    std::string title = text.title.toStdString();
    if (finding.evidence == rules::EvidenceTag::Inferred && finding.role == rules::FindingRole::Cause)
        title = console.label("cli.findings.most-likely", {{"title", title}});
    const std::string codes = codesLine(finding);
    return std::string(kMarks[static_cast<std::size_t>(finding.severity)]) + " " + title +
           (codes.empty() ? "" : " (" + codes + ")") + " [" +
           console.label("evidence." + std::string(toString(finding.evidence))) + "]";
}

std::string listed(const std::vector<std::int64_t>& numbers) {
    constexpr std::size_t kMost = 20;
    std::string text;
    for (std::size_t i = 0; i < numbers.size() && i < kMost; ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(numbers[i]);
    return numbers.size() > kMost ? text + " …" : text;
}

std::string proofLine(const Finding& finding, store::CaseReader& reader, const Console& console) {
    std::string text;
    for (const Citation& cited : citationsOf(finding, reader))
        text += (text.empty() ? "" : ", ") + std::to_string(cited.event.value) + " (" + toString(cited.place) + ")";
    return "   " + console.label("cli.findings.proof", {{"list", text}}) + "\n";
}

void writeTexts(Console& console, const std::vector<Finding>& findings, store::CaseReader& reader) {
    for (const Finding& finding : findings) {
        const catalog::EntryText text = textOf(finding, console);
        std::string all = paragraphs(text, headlineOf(finding, text, console), console);
        if (finding.row.isValid())
            all += "   " + console.label("cli.findings.call", {{"list", std::to_string(finding.row.value)}}) + "\n";
        all += "   " +
               console.label("cli.findings.side",
                             {{"side", console.label("side." + std::string(toString(finding.side)))}}) +
               "\n";
        if (!finding.proof.empty())
            all += proofLine(finding, reader, console);
        if (finding.explainedBy.isValid())
            all += "   " +
                   console.label("cli.findings.explained", {{"number", std::to_string(finding.explainedBy.value)}}) +
                   "\n";
        console.out().write(std::to_string(finding.id.value) + "  " + all + "\n");
    }
}

void writeGroupTexts(Console& console, const std::vector<Group>& groups) {
    for (const Group& group : groups) {
        const catalog::EntryText text = textOf(group.example, console);
        std::string all =
            console.number(group.count) + " × " + paragraphs(text, headlineOf(group.example, text, console), console);
        all += "   " + console.label("cli.findings.call", {{"list", listed(group.calls)}}) + "\n";
        if (group.first.isValid())
            all += "   " +
                   console.label("cli.findings.span",
                                 {{"first", shortTime(group.first)}, {"last", shortTime(group.last)}}) +
                   "\n";
        console.out().write(all + "\n");
    }
}

} // namespace

void runFindingsCommand(const Context& context) {
    Console& console = context.console;
    const auto session = CaseSession::open(context.options, console, context.stop);
    if (!session)
        return;
    store::CaseReader& reader = session->reader();
    const auto rows = selectRows(context.options.which, reader, console);
    if (!rows)
        return;
    const std::vector<Finding> findings = reader.findings(*rows);
    const std::vector<Group> groups = context.options.isGrouped ? groupsOf(findings, reader) : std::vector<Group>();
    if (!console.isJson()) {
        if (findings.empty())
            console.out().write(console.label("headline.no-fault") + "\n");
        context.options.isGrouped ? writeGroupTexts(console, groups) : writeTexts(console, findings, reader);
        return;
    }
    JsonOutput json(console.out());
    json.writer().beginArray();
    for (const Group& group : groups)
        writeGroup(json, group, console);
    for (const Finding& finding : findings) {
        if (context.options.isGrouped)
            break;
        writeFinding(json, finding, reader, console);
        json.passOn();
    }
    json.writer().endArray();
}

} // namespace echelle::cli
