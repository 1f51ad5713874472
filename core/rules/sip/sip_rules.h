#pragma once

#include "core/rules/finding.h"
#include "core/rules/registry.h"

#include <vector>

// The rules of the topic sip, one file each. What each may claim and when it is silent: verdicts.md "Silent when".
namespace echelle::rules {

void authLoop(const RuleContext& context, std::vector<Finding>& out);
void bandwidthTooLow(const RuleContext& context, std::vector<Finding>& out);
void cancelledByCaller(const RuleContext& context, std::vector<Finding>& out);
void codecMismatch(const RuleContext& context, std::vector<Finding>& out);
void cseqOutOfOrder(const RuleContext& context, std::vector<Finding>& out);
void finalFailure(const RuleContext& context, std::vector<Finding>& out);
void glare(const RuleContext& context, std::vector<Finding>& out);
void inviteWithoutSdp(const RuleContext& context, std::vector<Finding>& out);
void longPostDialDelay(const RuleContext& context, std::vector<Finding>& out);
void loop(const RuleContext& context, std::vector<Finding>& out);
void malformed(const RuleContext& context, std::vector<Finding>& out);
void missingAck(const RuleContext& context, std::vector<Finding>& out);
void missingPriority(const RuleContext& context, std::vector<Finding>& out);
void noAudioOrVideo(const RuleContext& context, std::vector<Finding>& out);
void noFinalResponse(const RuleContext& context, std::vector<Finding>& out);
void notifySipfragOrder(const RuleContext& context, std::vector<Finding>& out);
void privateAddressInSdp(const RuleContext& context, std::vector<Finding>& out);
void redirectUnanswered(const RuleContext& context, std::vector<Finding>& out);
void retransmissionStorm(const RuleContext& context, std::vector<Finding>& out);
void sessionTimerExpired(const RuleContext& context, std::vector<Finding>& out);
void srtpMismatch(const RuleContext& context, std::vector<Finding>& out);
void udpTooLarge(const RuleContext& context, std::vector<Finding>& out);

} // namespace echelle::rules
