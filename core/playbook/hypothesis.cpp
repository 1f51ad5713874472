#include "core/playbook/hypothesis.h"

namespace echelle::playbook {

std::string_view toString(Weight w) {
    switch (w) {
    case Weight::Supported:
        return "supported";
    case Weight::Contradicted:
        return "contradicted";
    case Weight::NotTested:
        break;
    }
    return "not-tested";
}

const std::vector<Listed>& allHypotheses() {
    using rules::EvidenceTag;
    static const std::vector<Listed> kAll{
        {"firewall-blocking-udp", Family::Cloud, EvidenceTag::Measured},
        {"turn-unreachable", Family::Cloud, EvidenceTag::Observed},
        {"ice-negotiation-failure", Family::Cloud, EvidenceTag::Correlated},
        {"invalid-token", Family::Cloud, EvidenceTag::Observed},
        {"signalling-connection-lost", Family::Cloud, EvidenceTag::Inferred},
        {"sbc-refusing", Family::Trunk, EvidenceTag::Observed},
        {"network-path", Family::Trunk, EvidenceTag::Measured},
        {"dns", Family::Trunk, EvidenceTag::Observed},
        {"certificate", Family::Trunk, EvidenceTag::Observed},
        {"malformed-message", Family::Trunk, EvidenceTag::Observed},
        {"wrong-codec", Family::Trunk, EvidenceTag::Correlated},
        {"wrong-number", Family::Trunk, EvidenceTag::Observed},
        {"authentication", Family::Trunk, EvidenceTag::Observed},
    };
    return kAll;
}

} // namespace echelle::playbook
