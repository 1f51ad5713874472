#pragma once

#include <cstdint>
#include <string_view>

namespace echelle::sip {

// Header fields the program reads by name; all others are Other and found by their text.
enum class HeaderId : std::uint8_t {
    Other,
    Via,
    From,
    To,
    CallId,
    CSeq,
    Contact,
    MaxForwards,
    Route,
    RecordRoute,
    ContentType,
    ContentLength,
    ContentEncoding,
    Expires,
    MinExpires,
    Event,
    SubscriptionState,
    Allow,
    Supported,
    Require,
    ProxyRequire,
    Unsupported,
    UserAgent,
    Server,
    Date,
    Subject,
    Reason,
    Warning,
    RetryAfter,
    Authorization,
    WwwAuthenticate,
    ProxyAuthorization,
    ProxyAuthenticate,
    AuthenticationInfo,
    ReferTo,
    ReferredBy,
    Replaces,
    SessionExpires,
    MinSe,
    RSeq,
    RAck,
    PAssertedIdentity,
    PPreferredIdentity,
    Privacy,
    Priority,
    ResourcePriority,
    XMsSbc,
    Diversion,
    HistoryInfo,
    PChargingVector,
    SessionId,
    Identity,
    CallInfo,
    AlertInfo,
    ErrorInfo,
    Organization,
    Timestamp,
    MimeVersion,
    Accept
};

// By name without case, compact forms (RFC 3261 section 7.3.3 and the IANA registry) included.
[[nodiscard]] HeaderId headerIdFromName(std::string_view name);
[[nodiscard]] std::string_view canonicalName(HeaderId id); // "" for Other

} // namespace echelle::sip
