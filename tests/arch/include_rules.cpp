#include "tests/arch/include_rules.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace echelle::arch {

std::span<const FolderRule> folderRules() {
    static const std::vector<FolderRule> rules = {
        {"core/base", Tier::Std, {}},
        {"core/capture", Tier::Std, {"core/base"}},
        {"core/tls", Tier::Std, {"core/base"}},
        {"core/sip", Tier::Std, {"core/capture"}},
        // The framer tells SIP from other payloads while a TCP stream is put together.
        {"core/net", Tier::Std, {"core/capture", "core/sip", "core/tls"}},
        {"core/logs", Tier::Std, {"core/capture", "core/sip"}},
        {"core/match", Tier::Std, {"core/base"}},
        {"core/dialog", Tier::Std, {"core/sip"}},
        {"core/rules", Tier::Std, {"core/dialog", "core/match", "core/net"}},
        {"core/store", Tier::Std, {"core/net", "core/dialog", "core/rules"}},
        {"core/playbook", Tier::Std, {"core/store"}},
        {"core/find", Tier::Std, {"core/store"}},
        {"core/ingest", Tier::Std, {"core/capture", "core/logs", "core/store"}},
        {"core/export", Tier::Std, {"core/sip", "core/store", "core/capture", "core/net"}},
        {"core/compare", Tier::Std, {"core/sip", "core/store"}},
        {"core/ladder", Tier::Std, {"core/base"}},
        {"core/catalog", Tier::QtCore, {"core/match"}},
        {"core/scene", Tier::QtCore, {"core/ladder", "core/compare", "core/store", "core/catalog", "core/sip"}},
        {"core/render", Tier::QtGui, {"core/ladder"}},
        {"core/report", Tier::QtGui, {"core/scene", "core/render"}},
        {"ui/models", Tier::QtCore, {"core/scene", "core/render", "core/find"}},
        {"ui/jobs", Tier::QtCore, {"core/ingest", "core/export", "core/find", "core/report"}},
        {"ui/views", Tier::QtWidgets, {"ui/models", "ui/jobs", "core/render"}},
        {"ui/dialogs", Tier::QtWidgets, {"ui/models", "ui/jobs", "ui/views", "core/render"}},
        {"ui/shell", Tier::QtWidgets, {"ui/dialogs", "ui/models", "ui/jobs", "ui/views", "core/render"}},
        {"app/cli", Tier::QtGui, {"core/ingest", "core/export", "core/find", "core/playbook", "core/report"}},
        {"app/gui", Tier::QtWidgets, {"ui/shell"}},
    };
    return rules;
}

const FolderRule* ruleOf(std::string_view folder) {
    const auto rules = folderRules();
    const auto found = std::ranges::find(rules, folder, &FolderRule::folder);
    return found == rules.end() ? nullptr : &*found;
}

std::set<std::string_view> reachableFrom(std::string_view folder) {
    std::set<std::string_view> reached;
    std::vector<std::string_view> open = {folder};
    while (!open.empty()) {
        const FolderRule* rule = ruleOf(open.back());
        open.pop_back();
        if (rule && reached.insert(rule->folder).second)
            open.insert(open.end(), rule->mayInclude.begin(), rule->mayInclude.end());
    }
    return reached;
}

std::span<const Reserved> reservedHeaders() {
    static const std::vector<Reserved> headers = {
        {"sqlite3.h", {"core/store"}},         {"zlib.h", {"core/capture", "core/net/websocket/message_inflater.cpp"}},
        {"zstd.h", {"core/capture"}},          {"pcre2.h", {"core/find"}},
        {"nlohmann/json.hpp", {"core/match"}}, {"qcustomplot.h", {"ui/views"}},
    };
    return headers;
}

std::span<const Reserved> reservedWords() {
    // The command line waits for signals on a thread of its own: sigwait is the one safe way to hear them.
    static const std::vector<std::string_view> threads = {"ui/jobs", "core/ingest", "app/cli/stop_on_signal.cpp"};
    static const std::vector<Reserved> words = {
        {"std::thread", threads},
        {"std::jthread", threads},
        {"std::async", threads},
        {"pthread_create", threads},
        {"QThread", threads},
        {"QThreadPool", threads},
        {"QtConcurrent", threads},
        {"\"SELECT ", {"core/store"}},
        {"INSERT INTO", {"core/store"}},
        {"DELETE FROM", {"core/store"}},
        {"CREATE TABLE", {"core/store"}},
        {"CREATE INDEX", {"core/store"}},
        {"PRAGMA ", {"core/store"}},
        {"ORDER BY", {"core/store"}},
        {"sqlite3_", {"core/store"}},
    };
    return words;
}

bool isIn(std::string_view path, std::span<const std::string_view> places) {
    return std::ranges::any_of(places, [path](std::string_view place) {
        return path == place || (path.starts_with(place) && path.substr(place.size()).starts_with('/'));
    });
}

std::optional<Tier> tierOfQtHeader(const std::string& target, const std::string& headers) {
    static constexpr std::array<std::pair<std::string_view, Tier>, 6> kModules = {{
        {"QtCore", Tier::QtCore},
        {"QtGui", Tier::QtGui},
        {"QtSvg", Tier::QtGui},
        {"QtWidgets", Tier::QtWidgets},
        {"QtSvgWidgets", Tier::QtWidgets},
        {"QtPrintSupport", Tier::QtWidgets},
    }};
    namespace fs = std::filesystem;
    for (const auto& [module, tier] : kModules) {
        if (target.starts_with(std::string(module) + '/') || fs::exists(fs::path(headers) / module / target))
            return tier;
    }
    return std::nullopt;
}

} // namespace echelle::arch
