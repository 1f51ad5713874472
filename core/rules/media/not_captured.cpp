#include "core/rules/arguments.h"
#include "core/rules/media/media_rules.h"

namespace echelle::rules {

Finding mediaNotCaptured(const MediaContext& c, std::size_t calls) {
    Finding f = newFinding(c, "media.not-captured");
    f.severity = Severity::Info;
    f.evidence = EvidenceTag::Observed;
    f.role = FindingRole::Remark;
    f.side = Side::Unknown;
    add(f, "calls", static_cast<std::int64_t>(calls));
    return f;
}

} // namespace echelle::rules
