#include "core/logs/summary_lines.h"

#include "core/logs/recognition.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Date, time, seconds since 1970, S or R, Call-ID, "CSeq:1 INVITE", start line; a tab between them.
bool isSippShortMessage(std::string_view line) {
    const std::size_t cseq = line.find("\tCSeq:");
    return cseq != kNone && (line.find("\tS\t") < cseq || line.find("\tR\t") < cseq);
}

bool isScriptLine(std::string_view line) {
    return line.find("<script>:") != kNone || line.find("opensips[") != kNone;
}

} // namespace

bool hasSummaryLines(std::string_view sample) {
    return hasLine(sample, "\tCSeq:", isSippShortMessage) || hasLine(sample, "<script>:", isScriptLine) ||
           hasLine(sample, "opensips[", isScriptLine);
}

} // namespace echelle::logs
