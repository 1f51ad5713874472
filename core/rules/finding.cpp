#include "core/rules/finding.h"

namespace echelle::rules {

std::string_view toString(Severity s) {
    switch (s) {
    case Severity::None:
        return "none";
    case Severity::Info:
        return "info";
    case Severity::Warning:
        return "warning";
    case Severity::Error:
        return "error";
    }
    return "";
}

std::string_view toString(EvidenceTag t) {
    switch (t) {
    case EvidenceTag::Measured:
        return "measured";
    case EvidenceTag::Observed:
        return "observed";
    case EvidenceTag::Correlated:
        return "correlated";
    case EvidenceTag::Inferred:
        return "inferred";
    }
    return "";
}

std::string_view toString(FindingRole r) {
    switch (r) {
    case FindingRole::Cause:
        return "cause";
    case FindingRole::Effect:
        return "effect";
    case FindingRole::Remark:
        return "remark";
    }
    return "";
}

std::string_view toString(Side s) {
    switch (s) {
    case Side::Unknown:
        return "unknown";
    case Side::Sbc:
        return "sbc";
    case Side::Microsoft:
        return "microsoft";
    case Side::Network:
        return "network";
    case Side::Endpoint:
        return "endpoint";
    case Side::Number:
        return "number";
    }
    return "";
}

Side sideFromText(std::string_view text) {
    for (Side s : {Side::Sbc, Side::Microsoft, Side::Network, Side::Endpoint, Side::Number})
        if (toString(s) == text)
            return s;
    return Side::Unknown;
}

std::string leadingKey(const Finding& finding) {
    return finding.catalogKeys.empty() ? "rule." + finding.rule : finding.catalogKeys.front();
}

} // namespace echelle::rules
