#include "core/logs/registry.h"

#include "core/logs/asterisk/pjsip_log.h"

namespace echelle::logs {

const std::vector<LogFormat>& logFormats() {
    static const std::vector<LogFormat> formats = {
        {"asterisk", recogniseAsterisk, readAsterisk},
    };
    return formats;
}

} // namespace echelle::logs
