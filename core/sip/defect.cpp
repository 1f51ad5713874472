#include "core/sip/defect.h"

#include <array>

namespace echelle::sip {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Defect::Count)> kNames = {"start-line",
                                                                                          "version",
                                                                                          "status-code",
                                                                                          "header-line",
                                                                                          "missing-header",
                                                                                          "repeated-header",
                                                                                          "cseq",
                                                                                          "cseq-method",
                                                                                          "via",
                                                                                          "address",
                                                                                          "content-length",
                                                                                          "content-length-long",
                                                                                          "content-length-short",
                                                                                          "line-end",
                                                                                          "no-header-end",
                                                                                          "not-utf8",
                                                                                          "control-character",
                                                                                          "request-uri",
                                                                                          "sdp",
                                                                                          "too-large",
                                                                                          "truncated"};

} // namespace

std::string_view defectName(Defect d) {
    const auto index = static_cast<std::size_t>(d);
    return index < kNames.size() ? kNames[index] : std::string_view{};
}

std::vector<Defect> Defects::list() const {
    std::vector<Defect> found;
    for (unsigned i = 0; i < static_cast<unsigned>(Defect::Count); ++i) {
        if (has(static_cast<Defect>(i)))
            found.push_back(static_cast<Defect>(i));
    }
    return found;
}

} // namespace echelle::sip
