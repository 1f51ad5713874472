#include "core/base/text.h"
#include "core/exports/access_token.h"
#include "core/exports/browser_signals.h"
#include "core/exports/calling_services.h"
#include "core/exports/table_source.h"

#include <algorithm>

namespace echelle::exports {

using record::ExportRow;
using record::Field;

namespace {

constexpr std::size_t kLongestText = 300;

// owned was given room before, so that its texts do not move.
void addOwned(ExportRow& row, std::vector<std::string>& owned, Field field, std::string text) {
    if (text.empty() || owned.size() == owned.capacity())
        return;
    owned.push_back(std::move(text));
    row.fields.push_back({field, owned.back()});
}

void addView(ExportRow& row, Field field, std::string_view text) {
    if (!text.empty())
        row.fields.push_back({field, text});
}

// The Authorization header of a request, wherever it stands among the others.
std::string_view authorizationOf(const FlatRecord& record) {
    constexpr std::string_view kHeaders = "request.headers.";
    std::string_view number;
    for (std::size_t i = 0; i < record.size(); ++i) {
        const FlatRecord::Value v = record.at(i);
        if (!v.path.starts_with(kHeaders))
            continue;
        const std::string_view rest = v.path.substr(kHeaders.size());
        const std::size_t dot = rest.find('.');
        if (rest.ends_with(".name") && (equalsNoCase(v.text, "authorization") || equalsNoCase(v.text, "x-skypetoken")))
            number = rest.substr(0, dot);
        else if (!number.empty() && rest.substr(0, dot) == number && rest.ends_with(".value"))
            return v.text;
    }
    return {};
}

} // namespace

bool isHarEntry(const FlatRecord& record) {
    return !record.text("startedDateTime").empty() && !record.text("request.url").empty();
}

// HTTP Archive 1.2. Kept are requests to the services of calls: those that failed, and those that show a token.
bool readHarEntry(const FlatRecord& record, ExportRow& row, std::vector<std::string>& owned, ImportLog& log) {
    const std::string_view url = record.text("request.url");
    const ServiceKind service = serviceOf(url);
    const std::string_view status = record.text("response.status");
    const auto code = parseUnsigned(status);
    const bool isFailed = !code || *code == 0 || *code >= 400;
    if (service == ServiceKind::Telemetry && code && (*code == 401 || *code == 403))
        log.add(diag::kExportTelemetry, row.place, hostOf(url));
    if (service == ServiceKind::Other || service == ServiceKind::Telemetry)
        return false;
    TokenFacts token;
    (void)withoutTokens(authorizationOf(record), token);
    if (token.isFound)
        log.add(diag::kExportToken, row.place);
    const bool isWebSocket = url.starts_with("wss:") || url.starts_with("ws:");
    const bool isSocketFailed = isWebSocket && (!code || *code != 101);
    if (!isFailed && !isSocketFailed && !token.isFound)
        return false;
    addView(row, Field::Time, record.text("startedDateTime"));
    addView(row, Field::Method, record.text("request.method"));
    addView(row, Field::Host, hostOf(url));
    addView(row, Field::Path, pathOf(url));
    addView(row, Field::Status, status);
    if (token.isFound) {
        addOwned(row, owned, Field::TokenScope, token.scope.empty() ? "-" : token.scope);
        addOwned(row, owned, Field::TokenAudience, token.audience);
        addOwned(row, owned, Field::TokenExpiry, toRfc3339(token.expiry));
    }
    if (isSocketFailed)
        addOwned(row, owned, Field::Signal, "websocket-failed");
    else if (code && (*code == 401 || *code == 403))
        addOwned(row, owned, Field::Signal, "http-" + std::to_string(*code));
    else if (isFailed)
        addOwned(row, owned, Field::Signal, "http-failed");
    addView(row, Field::SignalValue, record.text("_error"));
    return true;
}

bool isWebRtcUpdate(const FlatRecord& record) {
    if (record.text("context").starts_with("PeerConnections."))
        return true;
    // rtcstats: ["oniceconnectionstatechange", "PC_0", "failed", 1732960000000]
    return record.size() >= 3 && record.at(0).path == "0" && record.at(1).path == "1" &&
           (record.at(1).text.starts_with("PC_") || record.at(1).text.find('-') != std::string_view::npos) &&
           record.at(0).isText;
}

bool readWebRtcUpdate(const FlatRecord& record, ExportRow& row, std::vector<std::string>& owned) {
    const bool isDump = record.text("context").starts_with("PeerConnections.");
    const std::string_view type = isDump ? record.text("type") : record.at(0).text;
    std::string value;
    if (isDump) {
        value = record.text("value");
    } else {
        for (std::size_t i = 2; i < record.size(); ++i)
            if (const std::string_view path = record.at(i).path; path == "2" || path.starts_with("2."))
                value += (value.empty() ? "" : " ") + std::string(record.at(i).text.substr(0, kLongestText));
    }
    const bool isIce = type.find("iceconnectionstatechange") != std::string_view::npos;
    const bool isConnection = !isIce && type.find("connectionstatechange") != std::string_view::npos;
    const bool isCandidateError = type.find("icecandidateerror") != std::string_view::npos;
    if (!isIce && !isConnection && !isCandidateError)
        return false;
    TokenFacts token;
    value = withoutTokens(toValidUtf8(std::string_view(value).substr(0, kLongestText)), token);
    while (!value.empty() && value.front() == '"' && value.back() == '"' && value.size() > 1)
        value = value.substr(1, value.size() - 2);
    std::string_view peer = isDump ? record.text("context").substr(16) : record.at(1).text;
    peer = peer.substr(0, peer.find('.'));
    addOwned(row, owned, Field::PeerConnection, toValidUtf8(peer.substr(0, 60)));
    if (isDump) {
        addView(row, Field::Time, record.text("time"));
    } else {
        for (std::size_t i = 2; i < record.size(); ++i)
            if (record.at(i).path == "3")
                addView(row, Field::Time, record.at(i).text);
    }
    std::string signal = isCandidateError ? "ice-candidate-error" : isIce ? "ice-" + value : "connection-" + value;
    addOwned(row, owned, Field::Signal, signal.substr(0, 40));
    addOwned(row, owned, Field::SignalValue, std::move(value));
    return true;
}

bool isCallRecord(const FlatRecord& record) {
    if (record.text("@odata.type").find("callRecord") != std::string_view::npos &&
        record.text("@odata.type").find("LogRow") == std::string_view::npos)
        return true;
    return !record.text("id").empty() &&
           (!record.text("modalities.0").empty() || !record.text("sessions.0.id").empty());
}

// Graph callRecord with its sessions expanded or not.
bool readCallRecord(const FlatRecord& record, ExportRow& row) {
    addView(row, Field::RowId, record.text("id"));
    addView(row, Field::Version, record.text("version"));
    addView(row, Field::CallType, record.text("type"));
    addView(row, Field::StartTime, record.text("startDateTime"));
    addView(row, Field::EndTime, record.text("endDateTime"));
    addView(row, Field::Modalities, record.text("modalities.0"));
    for (std::size_t i = 0; i < record.size(); ++i) {
        const FlatRecord::Value v = record.at(i);
        const bool isOfFirst = v.path.starts_with("sessions.0.");
        const auto addOnce = [&](Field field) {
            if (!row.has(field))
                addView(row, field, v.text);
        };
        if (v.path.ends_with(".failureInfo.reason"))
            addOnce(Field::FailureReason);
        else if (v.path.ends_with(".failureInfo.stage"))
            addOnce(Field::FailureStage);
        else if (isOfFirst && v.path.find(".caller.") != std::string_view::npos && v.path.ends_with(".phone.id"))
            addOnce(Field::Caller);
        else if (isOfFirst && v.path.find(".callee.") != std::string_view::npos && v.path.ends_with(".phone.id"))
            addOnce(Field::Callee);
        else if (v.path.starts_with("organizer") && v.path.ends_with(".user.displayName"))
            addOnce(Field::DisplayName);
        else if (isOfFirst && v.path.ends_with(".caller.userAgent.headerValue"))
            addOnce(Field::UserAgent);
    }
    return row.has(Field::RowId);
}

} // namespace echelle::exports
