#include "app/cli/import_command.h"

#include "app/cli/case_session.h"
#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "app/cli/source_listing.h"
#include "core/base/diagnostic.h"
#include "core/store/case_editor.h"

#include <chrono>

namespace echelle::cli {

namespace {

void writeJson(Console& console, const ingest::ImportReport& report) {
    JsonOutput json(console.out());
    JsonWriter& w = json.writer();
    w.beginObject();
    w.member("case", report.casePath);
    w.key("sources");
    writeSourcesJson(json, report.sources, console);
    w.member("messages", report.totals.messages);
    w.member("sightings", report.totals.sightings);
    w.member("calls", report.totals.calls);
    w.member("findings", report.totals.findings);
    if (report.totals.isDecrypted)
        w.member("decrypted", true);
    w.member("seconds", report.seconds);
    w.endObject();
}

void writeText(Console& console, const ingest::ImportReport& report) {
    writeSourcesText(console, report.sources);
    const Arguments figures = {{"case", report.casePath},
                               {"messages", console.number(report.totals.messages)},
                               {"sightings", console.number(report.totals.sightings)},
                               {"calls", console.number(report.totals.calls)},
                               {"rows", console.number(report.totals.rows)},
                               {"findings", console.number(report.totals.findings)},
                               {"seconds", console.number(report.seconds, 2)}};
    console.out().write((report.sources.empty() ? "" : "\n") + console.label("cli.import.summary", figures) + "\n");
    if (report.totals.isDecrypted)
        console.out().write(console.label("cli.import.decrypted") + "\n");
}

// A case stands alone, so a copy of it is all that can be made of one.
std::optional<ingest::ImportReport> copied(const Options& options, Console& console) {
    const auto begun = std::chrono::steady_clock::now();
    if (options.isAdding) {
        console.report(Error{std::string(diag::kCaseNotAlone), options.inputs.front(), {}});
        return std::nullopt;
    }
    if (const auto source = store::CaseReader::open(options.inputs.front()); !source) {
        console.report(source.error());
        return std::nullopt;
    }
    if (const Result<void> done = store::copyCase(options.inputs.front(), options.output, options.isForced); !done) {
        console.report(done.error());
        return std::nullopt;
    }
    Result<store::CaseReader> reader = store::CaseReader::open(options.output);
    if (!reader) {
        console.report(reader.error(), ExitStatus::OutputFailed);
        return std::nullopt;
    }
    ingest::ImportReport report;
    report.casePath = options.output;
    report.sources = reader->sources();
    report.totals = reader->totals();
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return report;
}

} // namespace

void runImportCommand(const Context& context) {
    Console& console = context.console;
    std::optional<ingest::ImportReport> report;
    if (isSingleCase(context.options.inputs)) {
        report = copied(context.options, console);
    } else {
        ingest::ImportRequest request;
        request.casePath = context.options.output;
        request.mayReplace = context.options.isForced;
        request.isAdding = context.options.isAdding;
        report = importShown(request, context.options, console, context.stop);
    }
    if (!report)
        return;
    if (console.isJson())
        writeJson(console, *report);
    else
        writeText(console, *report);
}

} // namespace echelle::cli
