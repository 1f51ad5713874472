#pragma once

#include "core/base/error.h"
#include "core/dialog/peer_role.h"
#include "core/logs/message_source.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace echelle::cli {

enum class Command : std::uint8_t {
    Help,
    Version,
    Formats,
    Import,
    Sources,
    Streams,
    Calls,
    Messages,
    Findings,
    Compare,
    Ladder,
    Report,
    Export,
    Explain,
    Catalog
};

// WHICH: the rows a command is about; both lists empty: all.
struct Selection {
    std::vector<std::int64_t> calls;
    std::vector<std::string> callIds;
    [[nodiscard]] bool isAll() const { return calls.empty() && callIds.empty(); }
};

// What the command line asks for.
struct Options {
    Command command = Command::Help;
    std::vector<std::string> inputs; // of explain: the words looked for
    Selection which;
    std::string output; // of -o; empty: standard output
    std::string format; // of ladder; empty: text
    int most = 20;      // of report: rows with a section of their own
    bool isQuiet = false;
    bool isForced = false;
    bool isAdding = false;
    bool isDetailed = false;
    bool isRaw = false;
    bool isGrouped = false;
    bool areAllEventsShown = false;
    bool areSecretsShown = false;
    bool isComparing = false; // of report: its two calls are set beside each other
    logs::TimeSettings time;
    std::map<std::string, logs::TimeSettings> timeOf;
    std::vector<std::string> keyFiles;
    std::vector<dialog::PeerRole> peers;
};

// Wrong usage: a label of the catalog and its arguments.
struct UsageError {
    std::string label;
    Arguments arguments;
    bool isUsageShown = false; // the whole usage text is of more help than the sentence alone
};

// --json and --lang: wanted also to say what is wrong with the rest, so they are looked for first.
struct Manner {
    bool isJson = false;
    std::string locale = "en";
};
[[nodiscard]] Manner readManner(const std::vector<std::string>& arguments);

// arguments: those after the program's name.
[[nodiscard]] std::variant<Options, UsageError> readOptions(const std::vector<std::string>& arguments);

} // namespace echelle::cli
