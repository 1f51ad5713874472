#include "app/cli/report_command.h"

#include "app/cli/case_session.h"
#include "app/cli/console.h"
#include "app/cli/selected_rows.h"
#include "app/cli/stop_on_signal.h"
#include "core/report/report.h"

namespace echelle::cli {

void runReportCommand(const Context& context) {
    Console& console = context.console;
    const auto session = CaseSession::open(context.options, console, context.stop);
    if (!session)
        return;
    const auto rows = selectRows(context.options.which, session->reader(), console);
    if (!rows)
        return;
    report::ReportRequest request;
    request.casePath = session->reader().path();
    request.rows = *rows;
    if (context.options.isComparing)
        request.compared = {RowId{context.options.which.calls[0]}, RowId{context.options.which.calls[1]}};
    request.maxDetails = context.options.most;
    request.locale = console.locale();
    request.areSecretsShown = context.options.areSecretsShown;
    request.outputPath = context.options.output;
    const Result<report::ReportSummary> done = report::writeReport(request, console.catalog(), context.stop.token());
    if (!done) {
        console.report(done.error());
        return;
    }
    if (done->isCancelled || console.isJson())
        return;
    const Arguments figures = {{"path", request.outputPath},
                               {"pages", console.number(static_cast<std::uint64_t>(done->pages))},
                               {"rows", console.number(done->rows)}};
    console.out().write(console.label("cli.report.summary", figures) + "\n");
}

} // namespace echelle::cli
