#include "app/cli/calls_command.h"
#include "app/cli/catalog_command.h"
#include "app/cli/compare_command.h"
#include "app/cli/console.h"
#include "app/cli/explain_command.h"
#include "app/cli/export_command.h"
#include "app/cli/findings_command.h"
#include "app/cli/import_command.h"
#include "app/cli/ladder_command.h"
#include "app/cli/messages_command.h"
#include "app/cli/report_command.h"
#include "app/cli/scratch_folder.h"
#include "app/cli/sources_command.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/streams_command.h"
#include "core/logs/registry.h"

#include <QGuiApplication>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <system_error>

namespace echelle::cli {

namespace {

void printFormats(Console& console) {
    const auto write = [&console](std::string_view name) {
        console.out().write(console.label("cli.format." + std::string(name)) + "\n");
    };
    for (const char* name : {"pcap", "pcapng", "snoop", "netmon", "hex", "compressed"})
        write(name);
    for (const logs::LogFormat& format : logs::logFormats())
        write(format.name);
    for (const char* name :
         {"teams-dr", "teams-pstn", "graph", "acs", "realconnect", "console", "har", "webrtc", "zip"})
        write(name);
    write("case");
}

// An original is never written to, whatever --force or the replacing of outputs allow.
bool isOutputAnInput(const Options& options) {
    return std::any_of(options.inputs.begin(), options.inputs.end(), [&options](const std::string& input) {
        std::error_code missing; // a file that is not there cannot be harmed
        return !options.output.empty() && !options.isAdding &&
               std::filesystem::equivalent(options.output, input, missing);
    });
}

void run(const Context& context) {
    if (isOutputAnInput(context.options)) {
        context.console.report("cli.error.output-is-input", {{"what", context.options.output}}, ExitStatus::WrongUsage);
        return;
    }
    switch (context.options.command) {
    case Command::Help:
        return context.console.out().write(context.console.label("cli.usage") + "\n");
    case Command::Version:
        return context.console.out().write("echelle-cli " ECHELLE_VERSION "\n");
    case Command::Formats:
        return printFormats(context.console);
    case Command::Import:
        return runImportCommand(context);
    case Command::Sources:
        return runSourcesCommand(context);
    case Command::Calls:
        return runCallsCommand(context);
    case Command::Messages:
        return runMessagesCommand(context);
    case Command::Streams:
        return runStreamsCommand(context);
    case Command::Findings:
        return runFindingsCommand(context);
    case Command::Compare:
        return runCompareCommand(context);
    case Command::Ladder:
        return runLadderCommand(context);
    case Command::Report:
        return runReportCommand(context);
    case Command::Export:
        return runExportCommand(context);
    case Command::Explain:
        return runExplainCommand(context);
    case Command::Catalog:
        return runCatalogCommand(context);
    }
}

void reportUsage(Console& console, const UsageError& error) {
    console.report(error.label, error.arguments, ExitStatus::WrongUsage);
    console.remark(console.label(error.isUsageShown ? "cli.usage" : "cli.usage.hint"));
}

bool checkLocale(Console& console, Manner& manner) {
    if (console.catalog().hasLocale(QString::fromStdString(manner.locale)))
        return true;
    const std::string known = console.catalog().locales().join(QStringLiteral(", ")).toStdString();
    console.report("cli.error.unknown-locale", {{"what", manner.locale}, {"list", known}}, ExitStatus::WrongUsage);
    return false;
}

// The exit status of the whole run.
int runProgram(const std::vector<std::string>& arguments, StopOnSignal& stop) {
    auto catalog = catalog::Catalog::load();
    if (!catalog) { // nothing to say it with in another language
        std::fputs("The catalog of this program is damaged: install it again.\n", stderr);
        return static_cast<int>(ExitStatus::InternalFault);
    }
    Manner manner = readManner(arguments);
    Console console(*catalog, manner);
    const std::variant<Options, UsageError> options = readOptions(arguments);
    if (const auto* error = std::get_if<UsageError>(&options))
        reportUsage(console, *error);
    else if (checkLocale(console, manner))
        run({std::get<Options>(options), console, stop});
    const ExitStatus status = console.finish();
    return stop.signal() != 0 ? 128 + stop.signal() : static_cast<int>(status);
}

// Pictures and reports are painted with fonts, which Qt gives only to an application with a (here invisible) screen.
// That wants a runtime folder, and would make one that stays where the session has none.
class Application {
public:
    Application(const std::vector<std::string>& arguments, StopOnSignal& stop) {
        const std::variant<Options, UsageError> options = readOptions(arguments);
        const auto* given = std::get_if<Options>(&options);
        if (given == nullptr || !(isPicture(*given) || given->command == Command::Report)) {
            m_application = std::make_unique<QCoreApplication>(m_count, m_names);
            return;
        }
        qputenv("QT_QPA_PLATFORM", "offscreen");
        if (Result<ScratchFolder> folder = ScratchFolder::create(stop);
            folder && !qEnvironmentVariableIsSet("XDG_RUNTIME_DIR")) {
            m_runtime.emplace(std::move(*folder));
            qputenv("XDG_RUNTIME_DIR", QByteArray::fromStdString(m_runtime->path()));
        }
        m_application = std::make_unique<QGuiApplication>(m_count, m_names);
    }

private:
    int m_count = 1; // Qt keeps references to these
    char m_name[12] = "echelle-cli";
    char* m_names[2] = {m_name, nullptr};
    std::optional<ScratchFolder> m_runtime; // outlives the application
    std::unique_ptr<QCoreApplication> m_application;
};

} // namespace

} // namespace echelle::cli

int main(int argc, char** argv) {
    using namespace echelle::cli;
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    StopOnSignal stop; // before Qt makes threads, which inherit what signals are blocked
    try {
        const Application application(arguments, stop);
        return runProgram(arguments, stop);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "echelle-cli: %s\n", fault.what());
    }
    return static_cast<int>(ExitStatus::InternalFault);
}
