#include "app/cli/sources_command.h"

#include "app/cli/case_session.h"
#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "app/cli/source_listing.h"

namespace echelle::cli {

void runSourcesCommand(const Context& context) {
    const auto session = CaseSession::open(context.options, context.console, context.stop);
    if (!session)
        return;
    const std::vector<store::SourceRecord> sources = session->reader().sources();
    if (context.console.isJson()) {
        JsonOutput json(context.console.out());
        writeSourcesJson(json, sources, context.console);
    } else {
        writeSourcesText(context.console, sources);
    }
}

} // namespace echelle::cli
