#include "core/base/text.h"
#include "core/record/value_text.h"
#include "core/rules/arguments.h"
#include "core/rules/record/record_rules.h"

#include <algorithm>
#include <initializer_list>

namespace echelle::rules {

using record::Field;
using record::Table;

namespace {

bool isBad(std::string_view value) {
    return equalsNoCase(value, "true") || equalsNoCase(value, "bad") || value == "3";
}

bool hasSignal(const RecordFacts& r, std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view n) { return r.text(Field::Signal) == n; });
}

// A user-facing diagnostic with a bad value: on a line of its own, or in the payload of a client operation.
bool hasDiagnostic(const RecordFacts& r, std::initializer_list<std::string_view> names) {
    if (hasSignal(r, names))
        return isBad(r.text(Field::SignalValue));
    if (r.row.table != Table::AcsOperations)
        return false;
    const std::string payload = toLower(r.text(Field::OperationPayload));
    return std::any_of(names.begin(), names.end(), [&](std::string_view n) {
        const std::size_t at = payload.find(toLower(n));
        const std::string_view rest =
            at == std::string::npos ? std::string_view() : std::string_view(payload).substr(at);
        return rest.substr(0, 120).find("true") != std::string_view::npos ||
               rest.substr(0, 120).find("bad") != std::string_view::npos;
    });
}

void addSignal(Finding& f, const RecordFacts& r) {
    const std::string_view host = r.text(Field::Host);
    add(f, "signal", r.row.has(Field::Signal) ? r.text(Field::Signal) : r.text(Field::Operation));
    add(f, "host", host.empty() ? std::string_view("-") : host);
    add(f, "value", r.row.has(Field::SignalValue) ? r.text(Field::SignalValue) : std::string_view("-"));
}

template <typename IsSign>
const RecordFacts* firstWith(const RecordContext& context, IsSign isSign) {
    const auto found = std::find_if(context.records.begin(), context.records.end(), isSign);
    return found == context.records.end() ? nullptr : &*found;
}

void tell(const RecordContext& context, std::string_view rule, const RecordFacts& r, Side side,
          std::vector<Finding>& out) {
    Finding f = newFinding(context, rule, r);
    f.side = side;
    addSignal(f, r);
    out.push_back(std::move(f));
}

// The last token that was seen, for a refusal that shows none itself.
const RecordFacts* tokenOf(const RecordContext& context, const RecordFacts& refused) {
    if (refused.row.has(Field::TokenScope))
        return &refused;
    return firstWith(context, [](const RecordFacts& r) { return r.row.has(Field::TokenScope); });
}

Timestamp expiryOf(const RecordFacts& r) {
    const auto time = record::parseTime(r.text(Field::TokenExpiry), record::DateOrder::DayFirst);
    return time.value_or(Timestamp{});
}

void addToken(Finding& f, const RecordFacts* token) {
    const auto text = [token](Field field) {
        return token != nullptr && token->row.has(field) ? token->text(field) : std::string_view("-");
    };
    add(f, "scope", text(Field::TokenScope));
    add(f, "audience", text(Field::TokenAudience));
    add(f, "expiry", text(Field::TokenExpiry));
}

} // namespace

// 401 of a service that starts calls; with a token that had run out, that is measured.
void acsTokenInvalid(const RecordContext& context, std::vector<Finding>& out) {
    const RecordFacts* refused = firstWith(context, [](const RecordFacts& r) { return hasSignal(r, {"http-401"}); });
    if (refused == nullptr)
        return;
    Finding f = newFinding(context, "acs.token-invalid", *refused);
    f.side = Side::Endpoint;
    const RecordFacts* token = tokenOf(context, *refused);
    const Timestamp expiry = token != nullptr ? expiryOf(*token) : Timestamp{};
    if (expiry.isValid() && refused->row.time().isValid() && expiry < refused->row.time())
        f.evidence = EvidenceTag::Measured;
    addSignal(f, *refused);
    addToken(f, token);
    out.push_back(std::move(f));
}

// 403 of such a service: for lack of the voip scope, observed where the token is seen, else inferred. A token that has
// the scope contradicts it.
void acsTokenScope(const RecordContext& context, std::vector<Finding>& out) {
    const RecordFacts* refused = firstWith(context, [](const RecordFacts& r) { return hasSignal(r, {"http-403"}); });
    if (refused == nullptr)
        return;
    const RecordFacts* token = tokenOf(context, *refused);
    if (token != nullptr && toLower(token->text(Field::TokenScope)).find("voip") != std::string::npos)
        return;
    Finding f = newFinding(context, "acs.token-scope", *refused);
    f.side = Side::Endpoint;
    f.evidence = token != nullptr ? EvidenceTag::Observed : EvidenceTag::Inferred;
    addSignal(f, *refused);
    addToken(f, token);
    out.push_back(std::move(f));
}

void acsCallStartFailed(const RecordContext& context, std::vector<Finding>& out) {
    const RecordFacts* sign = firstWith(context, [](const RecordFacts& r) {
        if (hasSignal(r, {"CallStartError", "call-start-failed"}) ||
            hasDiagnostic(r, {"noNetwork", "networkUnavailable"}))
            return true;
        const std::string_view operation = r.text(Field::Operation);
        const bool isStart = equalsNoCase(operation, "StartCall") || equalsNoCase(operation, "Join") ||
                             equalsNoCase(operation, "AcceptIncomingCall");
        const auto result = record::parseInteger(r.text(Field::ResultSignature));
        return r.row.table == Table::AcsOperations && isStart &&
               (equalsNoCase(r.text(Field::ResultType), "Failed") || (result && *result >= 400));
    });
    if (sign != nullptr)
        tell(context, "acs.call-start-failed", *sign, Side::Endpoint, out);
}

void acsSignallingWebsocketFailed(const RecordContext& context, std::vector<Finding>& out) {
    if (const RecordFacts* sign =
            firstWith(context, [](const RecordFacts& r) { return hasSignal(r, {"websocket-failed"}); }))
        tell(context, "acs.signalling-websocket-failed", *sign, Side::Network, out);
}

// The SDK says so; a candidate error alone is common, and counts only where ICE failed as well.
void acsRelaysUnreachable(const RecordContext& context, std::vector<Finding>& out) {
    if (const RecordFacts* sign = firstWith(context, [](const RecordFacts& r) {
            return hasDiagnostic(r, {"networkRelaysNotReachable", "networkRelaysUnreachable"});
        })) {
        tell(context, "acs.relays-unreachable", *sign, Side::Network, out);
        return;
    }
    const RecordFacts* candidate = firstWith(context, [](const RecordFacts& r) {
        return hasSignal(r, {"ice-candidate-error"}) &&
               r.text(Field::SignalValue).find("turn") != std::string_view::npos &&
               r.text(Field::SignalValue).find("701") != std::string_view::npos;
    });
    const RecordFacts* failed = firstWith(context, [](const RecordFacts& r) { return hasSignal(r, {"ice-failed"}); });
    if (candidate == nullptr || failed == nullptr)
        return;
    Finding f = newFinding(context, "acs.relays-unreachable", *candidate);
    f.side = Side::Network;
    f.evidence = EvidenceTag::Correlated;
    f.proof.push_back(failed->id);
    addSignal(f, *candidate);
    out.push_back(std::move(f));
}

// A connection that failed and came back is none that failed.
void recordIceFailed(const RecordContext& context, std::vector<Finding>& out) {
    const RecordFacts* failed = nullptr;
    for (const RecordFacts& r : context.records) {
        if (hasSignal(r, {"ice-failed", "ice-negotiation-failed"}))
            failed = failed == nullptr ? &r : failed;
        else if (hasSignal(r, {"ice-connected", "ice-completed"}) && failed != nullptr &&
                 r.text(Field::PeerConnection) == failed->text(Field::PeerConnection))
            failed = nullptr;
    }
    if (failed == nullptr)
        return;
    Finding f = newFinding(context, "ice.failed", *failed);
    f.side = Side::Network;
    f.catalogKeys = {"rule.ice.failed.export"};
    addSignal(f, *failed);
    out.push_back(std::move(f));
}

} // namespace echelle::rules
