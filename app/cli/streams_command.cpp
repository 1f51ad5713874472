#include "app/cli/streams_command.h"

#include "app/cli/case_session.h"
#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "app/cli/selected_rows.h"
#include "app/cli/table.h"
#include "app/cli/wording.h"
#include "core/store/case_reader.h"

#include <cmath>

namespace echelle::cli {

namespace {

using store::StreamRecord;

// Three decimals: a microsecond is as fine as jitter is kept.
double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

void writeReports(JsonOutput& json, const net::ReceiverReports& reports) {
    if (reports.count == 0)
        return;
    JsonWriter& w = json.writer();
    w.key("rtcp");
    w.beginObject();
    w.member("reports", reports.count);
    w.member("lost", std::int64_t{reports.cumulativeLost});
    w.member("worst_loss_percent", rounded(reports.worstFraction * 100 / 256.0));
    w.endObject();
}

void writeStream(JsonOutput& json, const StreamRecord& s) {
    JsonWriter& w = json.writer();
    w.beginObject();
    w.member("id", s.id.value);
    json.id("call", s.row.value);
    json.id("leg", s.role.leg.value);
    json.id("source", s.source.value);
    w.member("ssrc", s.ssrcText());
    json.endpoint("src", s.facts.source);
    json.endpoint("dst", s.facts.destination);
    w.member("media", s.role.isVideo ? "video" : "audio");
    json.text("codec", s.codecName());
    json.text("protection", toString(s.role.protection));
    w.member("packets", s.facts.packets);
    w.member("lost", s.facts.lost);
    w.member("loss_percent", rounded(s.lossPercent));
    if (s.facts.duplicates > 0)
        w.member("duplicates", s.facts.duplicates);
    if (s.hasJitter) {
        w.member("jitter_ms_mean", rounded(s.jitterMean));
        w.member("jitter_ms_max", rounded(s.jitterHighest));
    }
    if (s.mos)
        w.member("mos", std::round(*s.mos * 100) / 100);
    if (s.role.dtmfEvents > 0)
        w.member("dtmf_events", s.role.dtmfEvents);
    writeReports(json, s.facts.reports);
    json.time("start", s.facts.start);
    json.time("end", s.facts.end);
    w.member("first_frame", s.facts.firstFrame);
    w.member("last_frame", s.facts.lastFrame);
    w.endObject();
    json.passOn();
}

void writeText(Console& console, const std::vector<StreamRecord>& streams) {
    if (streams.empty()) {
        console.out().write(console.label("cli.streams.none") + "\n");
        return;
    }
    Table table(console.out(), {{console.label("cli.column.number"), true},
                                {console.label("cli.column.call"), true},
                                {console.label("cli.column.start")},
                                {console.label("cli.column.source")},
                                {console.label("cli.column.destination")},
                                {console.label("cli.column.ssrc")},
                                {console.label("cli.column.codec")},
                                {console.label("cli.column.packets"), true},
                                {console.label("cli.column.lost"), true},
                                {console.label("cli.column.loss"), true},
                                {console.label("cli.column.jitter"), true},
                                {console.label("cli.column.mos"), true}});
    for (const StreamRecord& s : streams)
        table.add({std::to_string(s.id.value), s.row.isValid() ? std::to_string(s.row.value) : std::string(),
                   shortTime(s.facts.start), s.facts.source.toString(), s.facts.destination.toString(), s.ssrcText(),
                   s.codecName(), console.number(s.facts.packets), console.number(s.facts.lost),
                   console.number(s.lossPercent, 1), s.hasJitter ? console.number(s.jitterMean, 2) : std::string(),
                   s.mos ? console.number(*s.mos, 1) : std::string()});
}

} // namespace

void runStreamsCommand(const Context& context) {
    Console& console = context.console;
    const auto session = CaseSession::open(context.options, console, context.stop);
    if (!session)
        return;
    const auto rows = selectRows(context.options.which, session->reader(), console);
    if (!rows)
        return;
    const std::vector<StreamRecord> streams = session->reader().streams(*rows);
    if (!console.isJson()) {
        writeText(console, streams);
        return;
    }
    JsonOutput json(console.out());
    json.writer().beginArray();
    for (const StreamRecord& stream : streams)
        writeStream(json, stream);
    json.writer().endArray();
}

} // namespace echelle::cli
