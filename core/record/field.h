#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace echelle::record {

// What a column or property of a diagnostic export says, whatever the export calls it. Numbers are stored in cases:
// new ones are added at the end, none is given another meaning.
enum class Field : std::uint8_t {
    CorrelationId = 1,
    SharedCorrelationId,
    RowId,
    CallId, // of a usage report not unique; of the client tables of ACS it is the correlation id
    UserId,
    User,
    DisplayName,
    Country,
    InviteTime,
    StartTime,
    FailureTime,
    EndTime,
    Duration,
    Success,
    Caller,
    Callee,
    CallType,
    MediaRegion,
    SignalingRegion,
    SipCode,
    MicrosoftCode,
    SipPhrase,
    Sbc,
    MediaBypass,
    EventType,
    ConferenceId,
    NumberType,
    DestinationContext,
    Destination,
    ConnectionFee,
    Charge,
    Currency,
    Capability,
    Operator,
    CallDirection,
    Version,
    FailureStage,
    FailureReason,
    Modalities,
    Table,
    Time,
    ParticipantId,
    EndpointId,
    EndpointType,
    ParticipantType,
    Identifier,
    CallDuration,
    EndReasonCode,
    EndReasonSubcode,
    ResultCategory,
    Sdk,
    Os,
    UserAgent,
    MediaType,
    StreamId,
    StreamDirection,
    Transport,
    RoundTripAverage,
    RoundTripMaximum,
    JitterAverage,
    JitterMaximum,
    LossAverage,
    LossMaximum,
    JitterBufferAverage,
    JitterBufferMaximum,
    HealedAverage,
    HealedMaximum,
    FrameRate,
    ResolutionHeight,
    FreezePerMinute,
    PacketUtilization,
    Codec,
    MediaPathQuality,
    UpdatesVersion,
    Operation,
    OperationType,
    OperationPayload,
    ResultType,
    ResultSignature,
    Metric,
    Average,
    Maximum,
    Minimum,
    Sum,
    Count,
    EndReasonText,
    Meeting,
    Endpoint,
    Host,
    Path,
    Method,
    Status,
    Signal,
    SignalValue,
    TokenScope,
    TokenAudience,
    TokenExpiry,
    PeerConnection,
    Text,
    OperationId,
    SipCallId,
    InternalTimes // count of further moments that were not kept
};
inline constexpr int kFields = static_cast<int>(Field::InternalTimes);

// The neutral name: "correlation_id", "final_sip_code" ...
[[nodiscard]] std::string_view toString(Field field);

// The field that a column header or property names: without case, blanks and punctuation, without a unit in
// parentheses and the zone in brackets that portals append ("Start time (UTC)", "TimeGenerated [UTC]"). nullopt for a
// name that is none of those known (pstn-usage-report, Graph callRecords, Azure Monitor table references).
[[nodiscard]] std::optional<Field> fieldFromHeader(std::string_view header);

} // namespace echelle::record
