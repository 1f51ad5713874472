#include "core/rules/registry.h"

#include "core/dialog/analysis.h"
#include "core/rules/dtmf/dtmf_rules.h"
#include "core/rules/fax/fax_rules.h"
#include "core/rules/hold/hold_rules.h"
#include "core/rules/order.h"
#include "core/rules/sip/sip_rules.h"
#include "core/rules/teams/teams_rules.h"
#include "core/rules/transfer/transfer_rules.h"
#include "core/rules/transport/transport_rules.h"

namespace echelle::rules {

const std::vector<Rule>& allRules() {
    static const std::vector<Rule> kRules{
        {"dtmf.mismatch", dtmfMismatch},
        {"dtmf.not-negotiated", dtmfNotNegotiated},
        {"fax.t38-refused", t38Refused},
        {"hold.after-notify-order", afterNotifyOrder},
        {"hold.never-resumed", neverResumed},
        {"hold.sendonly-to-teams", sendonlyToTeams},
        {"hold.zero-connection", zeroConnection},
        {"sip.auth-loop", authLoop},
        {"sip.bandwidth-too-low", bandwidthTooLow},
        {"sip.cancelled-by-caller", cancelledByCaller},
        {"sip.codec-mismatch", codecMismatch},
        {"sip.cseq-out-of-order", cseqOutOfOrder},
        {"sip.final-failure", finalFailure},
        {"sip.glare", glare},
        {"sip.invite-without-sdp", inviteWithoutSdp},
        {"sip.long-post-dial-delay", longPostDialDelay},
        {"sip.loop", loop},
        {"sip.malformed", malformed},
        {"sip.missing-ack", missingAck},
        {"sip.missing-priority", missingPriority},
        {"sip.no-audio-or-video", noAudioOrVideo},
        {"sip.no-final-response", noFinalResponse},
        {"sip.notify-sipfrag-order", notifySipfragOrder},
        {"sip.private-address-in-sdp", privateAddressInSdp},
        {"sip.redirect-unanswered", redirectUnanswered},
        {"sip.retransmission-storm", retransmissionStorm},
        {"sip.session-timer-expired", sessionTimerExpired},
        {"sip.srtp-mismatch", srtpMismatch},
        {"sip.udp-too-large", udpTooLarge},
        {"teams", teamsRules}, // one for each of its table
        {"transfer.no-final-notify", noFinalNotify},
        {"transfer.refer-rejected", referRejected},
        {"transfer.target-failed", targetFailed},
        {"transport.connection-lost", connectionLost},
        {"transport.icmp-unreachable", icmpUnreachable},
        {"transport.tcp-refused", refusedOnward}, // or transport.tcp-timeout
        {"transport.tcp-reset", tcpReset},
    };
    return kRules;
}

std::vector<Finding> evaluate(const RuleContext& context) {
    // Scans are folded with a count and are no failed calls (verdicts.md "Outcome of a call").
    if (context.row.foldReason == "scan")
        return {};
    std::vector<Finding> findings;
    for (const Rule& rule : allRules())
        rule.evaluate(context, findings);
    return settle(std::move(findings));
}

} // namespace echelle::rules
