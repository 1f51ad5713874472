#include "core/dialog/scan_watch.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace echelle::dialog {

namespace {
Endpoint hostOf(Endpoint e) {
    e.port = 0;
    return e;
}
bool isRefusal(int status) {
    return status == 401 || status == 403 || status == 404 || status == 407;
}
} // namespace

bool ScanWatch::isScannerAgent(std::string_view agent) {
    constexpr std::array<std::string_view, 12> kNames{
        "friendly-scanner", "friendly-request", "sipvicious", "sipcli", "sip-scan", "sipscan",
        "sundayddr",        "vaxsipuseragent",  "iwar",       "sivus",  "smap",     "pplsip"};
    if (agent.empty())
        return false;
    const std::string lower = toLower(agent.substr(0, 256));
    return std::any_of(kNames.begin(), kNames.end(),
                       [&lower](std::string_view name) { return lower.find(name) != std::string::npos; });
}

void ScanWatch::onResponse(const Endpoint& asker, std::uint64_t user, int status, bool hasReason) {
    const Endpoint host = hostOf(asker);
    auto it = m_sources.find(host);
    if (it == m_sources.end()) {
        if (m_sources.size() >= kMaxSources)
            return;
        it = m_sources.emplace(host, Source{}).first;
    }
    Source& s = it->second;
    if (s.isPeer)
        return;
    if (!isRefusal(status) || hasReason) {
        s.isPeer = true;
        s.users = {};
        return;
    }
    if (s.users.size() < kManyUsers && std::find(s.users.begin(), s.users.end(), user) == s.users.end())
        s.users.push_back(user);
}

const ScanWatch::Source* ScanWatch::find(const Endpoint& asker) const {
    const auto it = m_sources.find(hostOf(asker));
    return it == m_sources.end() ? nullptr : &it->second;
}

bool ScanWatch::isScanner(const Endpoint& asker) const {
    const Source* s = find(asker);
    return s != nullptr && !s->isPeer && s->users.size() >= kManyUsers;
}

bool ScanWatch::isSuspect(const Endpoint& asker) const {
    const Source* s = find(asker);
    return s != nullptr && !s->isPeer && s->users.size() > 1;
}

} // namespace echelle::dialog
