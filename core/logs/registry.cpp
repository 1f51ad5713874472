#include "core/logs/registry.h"

#include "core/logs/asterisk/pjsip_log.h"
#include "core/logs/audiocodes/audiocodes_log.h"
#include "core/logs/avaya/ip_office_log.h"
#include "core/logs/avaya/phone_syslog.h"
#include "core/logs/cube/cube_log.h"
#include "core/logs/cucm/sdl_log.h"
#include "core/logs/ocslogger/ocslogger_log.h"
#include "core/logs/oracle/sipmsg_log.h"
#include "core/logs/ribbon/ribbon_log.h"

namespace echelle::logs {

const std::vector<LogFormat>& logFormats() {
    static const std::vector<LogFormat> formats = {
        {"asterisk", recogniseAsterisk, readAsterisk},
        {"audiocodes", recogniseAudioCodes, readAudioCodes},
        {"avaya-phone", recogniseAvayaPhone, readAvayaPhone},
        {"cube", recogniseCube, readCube},
        {"cucm", recogniseCucm, readCucm},
        {"ip-office", recogniseIpOffice, readIpOffice},
        {"ocslogger", recogniseOcsLogger, readOcsLogger},
        {"oracle", recogniseOracle, readOracle},
        {"ribbon", recogniseRibbon, readRibbon},
    };
    return formats;
}

} // namespace echelle::logs
