#include "core/net/h323/h225.h"

#include "core/net/h323/per_reader.h"

#include <array>
#include <span>

namespace echelle::net {
namespace {

using namespace std::string_view_literals;
using Names = std::span<const std::string_view>;

// Alternatives in the order of H.225.0 annex H, those behind the extension mark included.
constexpr std::array kReleaseReasons = {"noBandwidth"sv,
                                        "gatekeeperResources"sv,
                                        "unreachableDestination"sv,
                                        "destinationRejection"sv,
                                        "invalidRevision"sv,
                                        "noPermission"sv,
                                        "unreachableGatekeeper"sv,
                                        "gatewayResources"sv,
                                        "badFormatAddress"sv,
                                        "adaptiveBusy"sv,
                                        "inConf"sv,
                                        "undefinedReason"sv,
                                        "facilityCallDeflection"sv,
                                        "securityDenied"sv,
                                        "calledPartyNotRegistered"sv,
                                        "callerNotRegistered"sv,
                                        "newConnectionNeeded"sv,
                                        "nonStandardReason"sv,
                                        "replaceWithConferenceInvite"sv,
                                        "genericDataReason"sv,
                                        "neededFeatureNotSupported"sv,
                                        "tunnelledSignallingRejected"sv,
                                        "invalidCID"sv,
                                        "securityError"sv,
                                        "hopCountExceeded"sv};
constexpr std::array kGatekeeperReasons = {"resourceUnavailable"sv,       "terminalExcluded"sv, "invalidRevision"sv,
                                           "undefinedReason"sv,           "securityDenial"sv,   "genericDataReason"sv,
                                           "neededFeatureNotSupported"sv, "securityError"sv};
constexpr std::array kRegistrationReasons = {"discoveryRequired"sv,
                                             "invalidRevision"sv,
                                             "invalidCallSignalAddress"sv,
                                             "invalidRASAddress"sv,
                                             "duplicateAlias"sv,
                                             "invalidTerminalType"sv,
                                             "undefinedReason"sv,
                                             "transportNotSupported"sv,
                                             "transportQOSNotSupported"sv,
                                             "resourceUnavailable"sv,
                                             "invalidAlias"sv,
                                             "securityDenial"sv,
                                             "fullRegistrationRequired"sv,
                                             "additiveRegistrationNotSupported"sv,
                                             "invalidTerminalAliases"sv,
                                             "genericDataReason"sv,
                                             "neededFeatureNotSupported"sv,
                                             "securityError"sv,
                                             "registerWithAssignedGK"sv};
constexpr std::array kUnregistrationReasons = {"notCurrentlyRegistered"sv, "callInProgress"sv, "undefinedReason"sv,
                                               "permissionDenied"sv,       "securityDenial"sv, "securityError"sv};
constexpr std::array kAdmissionReasons = {"calledPartyNotRegistered"sv,
                                          "invalidPermission"sv,
                                          "requestDenied"sv,
                                          "undefinedReason"sv,
                                          "callerNotRegistered"sv,
                                          "routeCallToGatekeeper"sv,
                                          "invalidEndpointIdentifier"sv,
                                          "resourceUnavailable"sv,
                                          "securityDenial"sv,
                                          "qosControlNotSupported"sv,
                                          "incompleteAddress"sv,
                                          "aliasesInconsistent"sv,
                                          "routeCallToSCN"sv,
                                          "exceedsCallCapacity"sv,
                                          "collectDestination"sv,
                                          "collectPIN"sv,
                                          "genericDataReason"sv,
                                          "neededFeatureNotSupported"sv,
                                          "securityErrors"sv,
                                          "securityDHmismatch"sv,
                                          "noRouteToDestination"sv,
                                          "unallocatedNumber"sv};
constexpr std::array kBandwidthReasons = {
    "notBound"sv,        "invalidConferenceID"sv, "invalidPermission"sv, "insufficientResources"sv,
    "invalidRevision"sv, "undefinedReason"sv,     "securityDenial"sv,    "securityError"sv};
constexpr std::array kDisengageReasons = {"notRegistered"sv, "requestToDropOther"sv, "securityDenial"sv,
                                          "securityError"sv};
constexpr std::array kLocationReasons = {
    "notRegistered"sv,     "invalidPermission"sv,         "requestDenied"sv,        "undefinedReason"sv,
    "securityDenial"sv,    "aliasesInconsistent"sv,       "routeCalltoSCN"sv,       "resourceUnavailable"sv,
    "genericDataReason"sv, "neededFeatureNotSupported"sv, "hopCountExceeded"sv,     "incompleteAddress"sv,
    "securityError"sv,     "securityDHmismatch"sv,        "noRouteToDestination"sv, "unallocatedNumber"sv};

constexpr std::array kRasMessages = {"gatekeeperRequest"sv,
                                     "gatekeeperConfirm"sv,
                                     "gatekeeperReject"sv,
                                     "registrationRequest"sv,
                                     "registrationConfirm"sv,
                                     "registrationReject"sv,
                                     "unregistrationRequest"sv,
                                     "unregistrationConfirm"sv,
                                     "unregistrationReject"sv,
                                     "admissionRequest"sv,
                                     "admissionConfirm"sv,
                                     "admissionReject"sv,
                                     "bandwidthRequest"sv,
                                     "bandwidthConfirm"sv,
                                     "bandwidthReject"sv,
                                     "disengageRequest"sv,
                                     "disengageConfirm"sv,
                                     "disengageReject"sv,
                                     "locationRequest"sv,
                                     "locationConfirm"sv,
                                     "locationReject"sv,
                                     "infoRequest"sv,
                                     "infoRequestResponse"sv,
                                     "nonStandardMessage"sv,
                                     "unknownMessageResponse"sv,
                                     "requestInProgress"sv,
                                     "resourcesAvailableIndicate"sv,
                                     "resourcesAvailableConfirm"sv,
                                     "infoRequestAck"sv,
                                     "infoRequestNak"sv,
                                     "serviceControlIndication"sv,
                                     "serviceControlResponse"sv,
                                     "admissionConfirmSequence"sv};
constexpr unsigned kRasRoot = 25;
constexpr unsigned kRasBits = 5;

std::string_view nameOf(Names names, unsigned index, const PerReader& reader) {
    return reader.isGood() && index < names.size() ? names[index] : std::string_view();
}

// What stands before the reason in each rejection, and its CHOICE.
struct Shape {
    RasReject kind;
    unsigned index;       // in kRasMessages
    unsigned optionals;   // of the root, each a bit before the first field
    bool hasProtocol;     // protocolIdentifier follows the sequence number
    unsigned absent;      // those of the optionals before the reason, which are not passed over: they must be absent
    bool hasGatekeeperId; // the last of the optionals before the reason is gatekeeperIdentifier, which is
    Names reasons;
    unsigned root;
    unsigned rootBits;
};
constexpr std::array kShapes = {
    Shape{RasReject::Gatekeeper, 2, 2, true, 0b10, true, kGatekeeperReasons, 4, 2},
    Shape{RasReject::Registration, 5, 2, true, 0b10, false, kRegistrationReasons, 8, 3},
    Shape{RasReject::Unregistration, 8, 1, false, 0, false, kUnregistrationReasons, 3, 2},
    Shape{RasReject::Admission, 11, 1, false, 0, false, kAdmissionReasons, 8, 3},
    Shape{RasReject::Bandwidth, 14, 1, false, 0, false, kBandwidthReasons, 6, 3},
    Shape{RasReject::Disengage, 17, 1, false, 0, false, kDisengageReasons, 2, 1},
    Shape{RasReject::Location, 20, 1, false, 0, false, kLocationReasons, 4, 2},
};

} // namespace

// H323-UserInformation: extension mark, user-data present; H323-UU-PDU: extension mark, nonStandardData present;
// h323-message-body; ReleaseComplete-UUIE: extension mark, reason present, protocolIdentifier, reason.
std::string_view releaseCompleteReason(ByteView userInformation) {
    constexpr unsigned kBodies = 7;
    constexpr unsigned kReleaseComplete = 5;
    constexpr unsigned kRoot = 12;
    PerReader reader(userInformation);
    (void)reader.bits(4);
    if (reader.choice(kBodies, 3) != kReleaseComplete)
        return {};
    (void)reader.bit();
    const bool hasReason = reader.bit();
    reader.skipBytes(reader.length());
    if (!hasReason)
        return {};
    const unsigned reason = reader.choice(kRoot, 4);
    return nameOf(kReleaseReasons, reason, reader);
}

std::string_view rasMessageName(ByteView bytes) {
    PerReader reader(bytes);
    const unsigned index = reader.choice(kRasRoot, kRasBits);
    return nameOf(kRasMessages, index, reader);
}

std::optional<RasRejection> readRasRejection(ByteView bytes) {
    PerReader reader(bytes);
    const unsigned index = reader.choice(kRasRoot, kRasBits);
    for (const Shape& shape : kShapes) {
        if (shape.index != index)
            continue;
        (void)reader.bit(); // extension mark
        const std::uint32_t present = reader.bits(shape.optionals);
        RasRejection out;
        out.kind = shape.kind;
        out.sequence = static_cast<std::uint16_t>(reader.wide() + 1U);
        if (!reader.isGood())
            return std::nullopt;
        if ((present & shape.absent) != 0)
            return out; // nonStandardData stands before the reason
        if (shape.hasProtocol)
            reader.skipBytes(reader.length());
        if (shape.hasGatekeeperId && (present & 1) != 0) // BMPString of 1 to 128 characters
            reader.skipBytes((reader.bits(7) + std::size_t{1}) * 2);
        const unsigned reason = reader.choice(shape.root, shape.rootBits);
        out.reason = nameOf(shape.reasons, reason, reader);
        return out;
    }
    return std::nullopt;
}

} // namespace echelle::net
