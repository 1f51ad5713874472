#include "app/cli/exit_status.h"

#include "core/base/diagnostic.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace echelle::cli {

// The numbers of the statuses rise with their weight.
ExitStatus worse(ExitStatus a, ExitStatus b) {
    return std::max(a, b);
}

ExitStatus statusOf(const Error& error) {
    using namespace diag;
    constexpr std::array<std::string_view, 4> kNotices = {kInputDuplicate, kFileNoSip, kSourceGone, kSourceChanged};
    if (std::find(kNotices.begin(), kNotices.end(), error.code) != kNotices.end())
        return ExitStatus::Done;
    if (error.code == kCaseNotAlone)
        return ExitStatus::WrongUsage;
    const std::string_view code = error.code;
    if (code.substr(0, 7) == "output." || code == kCaseWriteFailed || code == kCaseReadOnly)
        return ExitStatus::OutputFailed;
    if (code == "catalog.damaged")
        return ExitStatus::InternalFault;
    return ExitStatus::NothingThere;
}

} // namespace echelle::cli
