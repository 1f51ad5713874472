#include "core/logs/registry.h"

#include "core/logs/asterisk/asterisk_source.h"

namespace echelle::logs {

const std::vector<LogFormat>& logFormats() {
    static const std::vector<LogFormat> formats = {
        {"asterisk", recogniseAsterisk, openAsterisk},
    };
    return formats;
}

} // namespace echelle::logs
