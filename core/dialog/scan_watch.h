#pragma once

#include "core/base/endpoint.h"
#include "core/dialog/dialog_set.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace echelle::dialog {

// Knows scanners (verdicts.md "Outcome of a call"): by their User-Agent, or as sources that try many users and never
// get past 401/403/404.
class ScanWatch {
public:
    static constexpr std::size_t kManyUsers = 20;
    static constexpr std::size_t kMaxSources = 4096; // watched at a time; more are not judged

    [[nodiscard]] static bool isScannerAgent(std::string_view agent);
    // A final or ringing response to a REGISTER or INVITE of an address; hasReason: the answering side gave a Reason or
    // Warning, as one does to a peer it knows.
    void onResponse(const Endpoint& asker, std::uint64_t user, int status, bool hasReason);
    [[nodiscard]] bool isScanner(const Endpoint& asker) const;
    // Has got nothing but refusals so far, and may turn out to be one.
    [[nodiscard]] bool isSuspect(const Endpoint& asker) const;

private:
    struct Source {
        std::vector<std::uint64_t> users; // distinct, at most kManyUsers
        bool isPeer = false;              // got past
    };
    [[nodiscard]] const Source* find(const Endpoint& asker) const;
    std::unordered_map<Endpoint, Source, EndpointHash> m_sources; // by address, port 0
};

} // namespace echelle::dialog
