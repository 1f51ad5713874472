#include "app/cli/option_table.h"

#include "core/base/text.h"
#include "core/logs/zone.h"

#include <array>
#include <limits>

namespace echelle::cli {

namespace {

constexpr std::array<std::pair<std::string_view, Command>, 11> kCommands = {{
    {"import", Command::Import},
    {"sources", Command::Sources},
    {"calls", Command::Calls},
    {"messages", Command::Messages},
    {"streams", Command::Streams},
    {"findings", Command::Findings},
    {"compare", Command::Compare},
    {"ladder", Command::Ladder},
    {"report", Command::Report},
    {"export", Command::Export},
    {"explain", Command::Explain},
    {"catalog", Command::Catalog},
}};

constexpr std::uint32_t kAll = ~std::uint32_t{0};
constexpr std::uint32_t kWhich = bitOf(Command::Messages) | bitOf(Command::Streams) | bitOf(Command::Findings) |
                                 bitOf(Command::Ladder) | bitOf(Command::Report) | bitOf(Command::Export);
constexpr std::uint32_t kReading =
    kWhich | bitOf(Command::Import) | bitOf(Command::Sources) | bitOf(Command::Calls) | bitOf(Command::Compare);

// "INPUT=Z" or "Z": the value belongs to the input named before the last '='.
std::pair<std::string, std::string_view> splitAtInput(std::string_view value) {
    const std::size_t equals = value.rfind('=');
    if (equals == std::string_view::npos)
        return {{}, value};
    return {std::string(value.substr(0, equals)), value.substr(equals + 1)};
}

logs::TimeSettings& settingsFor(Options& options, const std::string& input) {
    return input.empty() ? options.time : options.timeOf[input];
}

bool applyZone(Options& options, std::string_view value) {
    const auto [input, zone] = splitAtInput(value);
    if (!logs::Zone::parse(zone))
        return false;
    settingsFor(options, input).zone = std::string(zone);
    return true;
}

bool applyYear(Options& options, std::string_view value) {
    const auto [input, year] = splitAtInput(value);
    const auto number = parseUnsigned(year);
    if (year.size() != 4 || !number || *number < 1970 || *number > 2261)
        return false;
    settingsFor(options, input).year = static_cast<int>(*number);
    return true;
}

bool applyCall(Options& options, std::string_view value) {
    const auto number = parseUnsigned(value);
    if (!number || *number == 0 || *number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return false;
    options.which.calls.push_back(static_cast<std::int64_t>(*number));
    return true;
}

// "ADDRESS=teams" or "ADDRESS=other".
bool applyPeer(Options& options, std::string_view value) {
    const auto [name, role] = splitAtInput(value);
    const auto address = IpAddress::parse(name);
    if (!address || (role != "teams" && role != "other"))
        return false;
    options.peers.push_back({*address, role == "teams"});
    return true;
}

bool applyMost(Options& options, std::string_view value) {
    const auto number = parseUnsigned(value);
    if (!number || *number > 1'000'000)
        return false;
    options.most = static_cast<int>(*number);
    return true;
}

bool applyFormat(Options& options, std::string_view value) {
    options.format = value;
    return value == "text" || value == "mermaid" || value == "svg" || value == "png";
}

template <bool Options::*Flag>
bool set(Options& options, std::string_view) {
    options.*Flag = true;
    return true;
}

bool ignored(Options&, std::string_view) {
    return true;
} // read by readManner()

bool applyKeys(Options& options, std::string_view value) {
    options.keyFiles.emplace_back(value);
    return !value.empty();
}

constexpr std::array<Option, 21> kOptions = {{
    {"--lang", true, kAll, ignored},
    {"--json", false, kAll, ignored},
    {"--quiet", false, kAll, set<&Options::isQuiet>},
    {"--keylog", true, kReading, applyKeys},
    {"--private-key", true, kReading, applyKeys}, // what a file holds is told by its content
    {"--zone", true, kReading, applyZone},
    {"--year", true, kReading, applyYear},
    {"--peer", true, kReading, applyPeer},
    {"--show-secrets", false, kReading, set<&Options::areSecretsShown>},
    {"-o", true, bitOf(Command::Import) | bitOf(Command::Ladder) | bitOf(Command::Report) | bitOf(Command::Export),
     [](Options& options, std::string_view value) {
         options.output = value;
         return !value.empty();
     }},
    {"--force", false, bitOf(Command::Import), set<&Options::isForced>},
    {"--add", false, bitOf(Command::Import), set<&Options::isAdding>},
    {"--detail", false, bitOf(Command::Calls), set<&Options::isDetailed>},
    {"--raw", false, bitOf(Command::Messages), set<&Options::isRaw>},
    {"--events", true, bitOf(Command::Messages),
     [](Options& options, std::string_view value) {
         options.areAllEventsShown = value == "all";
         return value == "all" || value == "sip";
     }},
    {"--group", false, bitOf(Command::Findings), set<&Options::isGrouped>},
    {"--call", true, kWhich | bitOf(Command::Compare), applyCall},
    {"--call-id", true, kWhich,
     [](Options& options, std::string_view value) {
         options.which.callIds.emplace_back(value);
         return !value.empty();
     }},
    {"--format", true, bitOf(Command::Ladder), applyFormat},
    {"--max", true, bitOf(Command::Report), applyMost},
    {"--compare", false, bitOf(Command::Report), set<&Options::isComparing>},
}};

} // namespace

std::span<const Option> allOptions() {
    return kOptions;
}

std::optional<Command> commandFromText(std::string_view text) {
    for (const auto& [name, command] : kCommands)
        if (name == text)
            return command;
    return std::nullopt;
}

} // namespace echelle::cli
