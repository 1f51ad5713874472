#include "core/logs/registry.h"

#include "core/logs/asterisk/pjsip_log.h"
#include "core/logs/audiocodes/audiocodes_log.h"
#include "core/logs/avaya/ip_office_log.h"
#include "core/logs/avaya/phone_syslog.h"
#include "core/logs/baresip/baresip_log.h"
#include "core/logs/browser/browser_log.h"
#include "core/logs/cube/cube_log.h"
#include "core/logs/cucm/sdl_log.h"
#include "core/logs/freeswitch/freeswitch_log.h"
#include "core/logs/generic/generic_log.h"
#include "core/logs/generic/plain_log.h"
#include "core/logs/homer/homer_log.h"
#include "core/logs/kamailio/kamailio_log.h"
#include "core/logs/linphone/linphone_log.h"
#include "core/logs/ocslogger/ocslogger_log.h"
#include "core/logs/oracle/sipmsg_log.h"
#include "core/logs/pjsua/pjsua_log.h"
#include "core/logs/ribbon/ribbon_log.h"
#include "core/logs/sipp/sipp_log.h"
#include "core/logs/sipviewer/jain_sip_log.h"
#include "core/logs/sipviewer/sipviewer_log.h"
#include "core/logs/sngrep/sngrep_log.h"
#include "core/logs/twinkle/twinkle_log.h"

namespace echelle::logs {

const std::vector<LogFormat>& logFormats() {
    static const std::vector<LogFormat> formats = {
        {"asterisk", recogniseAsterisk, readAsterisk},
        {"audiocodes", recogniseAudioCodes, readAudioCodes},
        {"avaya-phone", recogniseAvayaPhone, readAvayaPhone},
        {"baresip", recogniseBaresip, readBaresip},
        {"browser", recogniseBrowser, readBrowser},
        {"cube", recogniseCube, readCube},
        {"cucm", recogniseCucm, readCucm},
        {"freeswitch", recogniseFreeSwitch, readFreeSwitch},
        {"generic", recogniseGeneric, readGeneric},
        {"homer", recogniseHomer, readHomer, false},
        {"ip-office", recogniseIpOffice, readIpOffice},
        {"jain-sip", recogniseJainSip, readJainSip},
        {"kamailio", recogniseKamailio, readKamailio},
        {"linphone", recogniseLinphone, readLinphone},
        {"ocslogger", recogniseOcsLogger, readOcsLogger},
        {"oracle", recogniseOracle, readOracle},
        {"pjsua", recognisePjsua, readPjsua},
        {"plain", recognisePlain, readPlain},
        {"ribbon", recogniseRibbon, readRibbon},
        {"sip-viewer", recogniseSipViewer, readSipViewer},
        {"sipp", recogniseSipp, readSipp},
        {"sngrep", recogniseSngrep, readSngrep, false},
        {"twinkle", recogniseTwinkle, readTwinkle},
    };
    return formats;
}

} // namespace echelle::logs
