#include "app/cli/explain_command.h"

#include "app/cli/catalog_command.h"
#include "app/cli/console.h"

namespace echelle::cli {

void runExplainCommand(const Context& context) {
    Console& console = context.console;
    QStringList query;
    std::string words;
    for (const std::string& word : context.options.inputs) {
        query << QString::fromStdString(word);
        words += (words.empty() ? "" : " ") + word;
    }
    const std::vector<const catalog::Entry*> found = console.catalog().explain(query);
    if (found.empty())
        console.report("cli.error.nothing-explained", {{"what", words}}, ExitStatus::NothingThere);
    writeEntries(console, found);
}

} // namespace echelle::cli
