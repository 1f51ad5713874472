#include "core/logs/message_source.h"

namespace echelle::logs {

std::string_view toString(Clock clock) {
    switch (clock) {
    case Clock::Full:
        return "full";
    case Clock::NoYear:
        return "no-year";
    case Clock::NoDate:
        return "no-date";
    case Clock::None:
        return "none";
    }
    return {};
}

std::string_view toString(ZoneBasis basis) {
    switch (basis) {
    case ZoneBasis::Given:
        return "given";
    case ZoneBasis::Found:
        return "found";
    case ZoneBasis::Assumed:
        return "assumed";
    }
    return {};
}

} // namespace echelle::logs
