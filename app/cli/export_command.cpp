#include "app/cli/export_command.h"

#include "app/cli/case_session.h"
#include "app/cli/console.h"
#include "app/cli/selected_rows.h"
#include "app/cli/stop_on_signal.h"
#include "core/export/export_capture.h"
#include "core/export/export_text.h"

namespace echelle::cli {

namespace {

bool endsWith(const std::string& text, std::string_view end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

void writeSummary(Console& console, const exporting::ExportReport& report) {
    if (console.isJson())
        return;
    const Arguments figures = {{"path", report.path},
                               {"messages", console.number(report.messages)},
                               {"frames", console.number(report.frames)}};
    console.out().write(console.label(report.frames > 0 ? "cli.export.summary" : "cli.export.summary-text", figures) +
                        "\n");
}

} // namespace

void runExportCommand(const Context& context) {
    Console& console = context.console;
    const bool isCapture = endsWith(context.options.output, ".pcapng");
    if (!isCapture && !endsWith(context.options.output, ".txt")) {
        console.report("cli.error.export-name", {{"what", context.options.output}}, ExitStatus::WrongUsage);
        return;
    }
    const auto session = CaseSession::open(context.options, console, context.stop);
    if (!session)
        return;
    const auto rows = selectRows(context.options.which, session->reader(), console);
    if (!rows)
        return;
    exporting::ExportRequest request{*rows, context.options.output, {}};
    if (!context.options.areSecretsShown)
        request.hidden = console.secretPlaceholder();
    const auto report = isCapture ? exporting::exportCapture(session->reader(), request, context.stop.token())
                                  : exporting::exportText(session->reader(), request, context.stop.token());
    if (!report) {
        console.report(report.error());
        return;
    }
    if (report->isCancelled)
        return;
    for (const Error& notice : report->notices) {
        console.report(notice);
        console.report("cli.notice.sip-alone", {{"path", notice.path}}, ExitStatus::Done);
    }
    if (isCapture)
        console.remark(console.label("cli.export.secrets-inside"));
    writeSummary(console, *report);
}

} // namespace echelle::cli
