#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::exports {

// What a line of a browser's console says of a call, in the words of the playbook and of the SDK's diagnostics.
struct BrowserSignal {
    std::string name;  // "CallStartError", "call-start-failed", "networkRelaysNotReachable", "http-401" ...
    std::string value; // of a diagnostic: "true", "bad"; of an end: "410/3112"
    std::string host;
};

// nullopt for a line that says nothing of these.
[[nodiscard]] std::optional<BrowserSignal> signalIn(std::string_view line);

// Names of user-facing diagnostics (web and native), as the SDK spells them, and whether a value is a bad one.
[[nodiscard]] const std::vector<std::string_view>& diagnosticNames();
[[nodiscard]] bool isBadDiagnostic(std::string_view value); // true, bad, 3

// The diagnostic that a text names, and the value that follows its name; nullopt where it names none.
[[nodiscard]] std::optional<BrowserSignal> diagnosticIn(std::string_view text);

} // namespace echelle::exports
