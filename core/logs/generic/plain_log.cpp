#include "core/logs/generic/plain_log.h"

#include "core/logs/framed_reader.h"
#include "core/sip/framer.h"

namespace echelle::logs {
namespace {

class PlainGrammar final : public LogGrammar {
public:
    LineKind look(std::string_view line, Frame& frame) override {
        if (!sip::looksLikeSip(line))
            return LineKind::Other;
        frame.startsAt = 0;
        frame.isReceived = line.substr(0, 4) != "SIP/"; // as at the server: requests come, responses go
        frame.endsBy = EndsBy::Mark;                    // that never comes: Content-Length, or the next start line
        frame.isAllThereWas = true;
        return LineKind::Begin;
    }
};

} // namespace

int recognisePlain(std::string_view sample) {
    constexpr int kSure = 60;
    const std::size_t begin = sample.find_first_not_of("\r\n \t");
    if (begin == std::string_view::npos || !sip::looksLikeSip(sample.substr(begin)))
        return 0;
    ImportLog log;
    return countMessages(sample, readPlain, &log) > 0 && log.skipped().find("log-line") == log.skipped().end() ? kSure
                                                                                                               : 0;
}

std::unique_ptr<MessageReader> readPlain(capture::ByteReader& bytes, ImportLog* log) {
    return readFramed<PlainGrammar>(bytes, log);
}

} // namespace echelle::logs
