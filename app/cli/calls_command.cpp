#include "app/cli/calls_command.h"

#include "app/cli/case_session.h"
#include "app/cli/console.h"
#include "app/cli/hypotheses.h"
#include "app/cli/json_output.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/table.h"
#include "app/cli/wording.h"

#include <functional>

namespace echelle::cli {

namespace {

using store::RowRecord;
constexpr std::uint64_t kPage = 1000;

void eachRow(store::CaseReader& reader, bool isFoldedShown, const std::stop_token& stop,
             const std::function<void(const RowRecord&)>& visit) {
    store::RowFilter filter;
    filter.isFoldedShown = isFoldedShown;
    for (std::uint64_t offset = 0; !stop.stop_requested(); offset += kPage) {
        const std::vector<RowRecord> page = reader.rows(filter, store::RowSort::Start, false, offset, kPage);
        for (const RowRecord& row : page)
            visit(row);
        if (page.size() < kPage)
            return;
    }
}

void writeLegs(JsonOutput& json, const std::vector<dialog::LegFacts>& legs) {
    JsonWriter& w = json.writer();
    w.key("legs_detail");
    w.beginArray();
    for (const dialog::LegFacts& leg : legs) {
        w.beginObject();
        w.member("id", leg.id.value);
        json.text("call_id", leg.callId);
        json.texts("hop", std::vector<std::string>{leg.hopA.toString(), leg.hopB.toString()});
        json.id("joined_to", leg.joinedTo.value);
        json.text("strategy", leg.strategy);
        if (leg.joinedTo.isValid())
            w.member("score", leg.score);
        json.text("evidence", leg.evidence);
        w.endObject();
    }
    w.endArray();
}

// Joins that were not made, seen from this row.
void writePossible(JsonOutput& json, const std::vector<store::PossibleJoin>& joins, RowId row) {
    if (joins.empty())
        return;
    JsonWriter& w = json.writer();
    w.key("possible_joins");
    w.beginArray();
    for (const store::PossibleJoin& p : joins) {
        const bool isFirst = p.rowA == row;
        w.beginObject();
        w.member("leg", (isFirst ? p.legA : p.legB).value);
        w.member("call", (isFirst ? p.rowB : p.rowA).value);
        w.member("other_leg", (isFirst ? p.legB : p.legA).value);
        json.text("strategy", p.strategy);
        w.member("score", p.score);
        json.text("evidence", p.evidence);
        w.endObject();
    }
    w.endArray();
}

// Notes of the user on the row or on one of its messages.
void writeNotes(JsonOutput& json, store::CaseReader& reader, RowId row, const std::vector<store::NoteRecord>& notes) {
    JsonWriter& w = json.writer();
    w.key("notes");
    w.beginArray();
    for (const store::NoteRecord& note : notes) {
        const auto event = note.event.isValid() ? reader.event(note.event) : std::nullopt;
        if (note.row != row && !(event && event->row == row))
            continue;
        w.beginObject();
        w.member("id", note.id.value);
        json.id("event", note.event.value);
        w.member("text", note.text);
        json.time("created", Timestamp{note.createdNs});
        w.endObject();
    }
    w.endArray();
}

void writeSeconds(JsonWriter& w, std::string_view name, const std::optional<Duration>& span) {
    if (span)
        w.member(name, span->toSeconds());
}

void writeFacts(const Context& context, JsonOutput& json, const RowRecord& row) {
    const dialog::RowFacts& facts = row.facts;
    JsonWriter& w = json.writer();
    w.member("id", facts.id.value);
    w.member("kind", toString(facts.kind));
    json.texts("call_ids", facts.callIds);
    w.member("legs", std::uint64_t{facts.legs});
    w.member("forks", std::uint64_t{facts.forks});
    json.time("start", facts.start);
    writeSeconds(w, "setup_s", facts.setup);
    writeSeconds(w, "talk_s", facts.talk);
    writeSeconds(w, "duration_s", spanOf(facts));
    json.text("from", shownUri(facts.from, context.console, context.options.areSecretsShown));
    json.text("to", shownUri(facts.to, context.console, context.options.areSecretsShown));
    w.member("state", toString(facts.state));
    w.member("partial", facts.isPartial);
    json.id("final_status", facts.finalStatus);
    json.text("final_reason", facts.finalReason);
    json.text("ended_by", toString(facts.endedBy));
    w.member("messages", std::uint64_t{facts.messages});
    w.member("sightings", std::uint64_t{facts.sightings});
    w.member("retransmissions", std::uint64_t{facts.retransmissions});
    w.member("worst", toString(row.worst));
    if (facts.isFolded)
        json.text("folded", facts.foldReason);
    if (facts.kind == dialog::RowKind::Connection) {
        json.text("protocol", row.protocol);
        json.text("server_name", row.serverName);
        w.member("packets", row.packets);
        w.member("bytes_from_client", row.bytesFromClient);
        w.member("bytes_from_server", row.bytesFromServer);
    }
}

void writeJson(const Context& context, store::CaseReader& reader) {
    const std::vector<store::NoteRecord> notes =
        context.options.isDetailed ? reader.notes() : std::vector<store::NoteRecord>();
    JsonOutput json(context.console.out());
    json.writer().beginArray();
    eachRow(reader, true, context.stop.token(), [&](const RowRecord& row) {
        json.writer().beginObject();
        writeFacts(context, json, row);
        if (context.options.isDetailed) {
            writeLegs(json, reader.legs(row.facts.id));
            writePossible(json, reader.possibleJoins(row.facts.id), row.facts.id);
            writeHypotheses(json, hypothesesOf(reader, row), context.console);
            if (row.notes > 0)
                writeNotes(json, reader, row.facts.id, notes);
        }
        json.writer().endObject();
        json.passOn();
    });
    json.writer().endArray();
}

std::string outcomeOf(const RowRecord& row, const Console& console) {
    const dialog::RowFacts& facts = row.facts;
    if (facts.kind == dialog::RowKind::Connection)
        return row.protocol + (row.serverName.empty() ? "" : " " + row.serverName);
    std::string text = console.label("state." + std::string(toString(facts.state)));
    if (facts.finalStatus != 0)
        text += " · " + std::to_string(facts.finalStatus) + " " + facts.finalReason;
    return facts.isPartial ? text + " · " + console.label("cli.calls.partial") : text;
}

void writeText(const Context& context, store::CaseReader& reader) {
    Console& console = context.console;
    const bool areSecretsShown = context.options.areSecretsShown;
    {
        Table table(console.out(), {{console.label("cli.column.number"), true},
                                    {console.label("cli.column.kind")},
                                    {console.label("cli.column.start")},
                                    {console.label("cli.column.from")},
                                    {console.label("cli.column.to")},
                                    {console.label("cli.column.outcome"), false, 60},
                                    {console.label("cli.column.seconds"), true},
                                    {console.label("cli.column.messages"), true}});
        eachRow(reader, context.options.isDetailed, context.stop.token(), [&](const RowRecord& row) {
            const dialog::RowFacts& facts = row.facts;
            const std::optional<Duration> span = spanOf(facts);
            table.add({std::to_string(facts.id.value), console.label("kind." + std::string(toString(facts.kind))),
                       shortTime(facts.start), shownUri(facts.from, console, areSecretsShown),
                       shownUri(facts.to, console, areSecretsShown), outcomeOf(row, console),
                       span ? console.number(span->toSeconds(), 1) : std::string(),
                       console.number(std::uint64_t{facts.messages})});
            if (!context.options.isDetailed)
                return;
            table.addNote(legLines(reader.legs(facts.id), console));
            table.addNote(possibleLines(reader.possibleJoins(facts.id), facts.id, console));
            table.addNote(hypothesisLines(hypothesesOf(reader, row), console));
        });
    }
    const std::uint64_t folded = reader.facets({}).folded;
    if (folded > 0 && !context.options.isDetailed)
        console.out().write(console.label("cli.calls.folded", {{"count", console.number(folded)}}) + "\n");
}

} // namespace

void runCallsCommand(const Context& context) {
    const auto session = CaseSession::open(context.options, context.console, context.stop);
    if (!session)
        return;
    if (context.console.isJson())
        writeJson(context, session->reader());
    else
        writeText(context, session->reader());
}

} // namespace echelle::cli
