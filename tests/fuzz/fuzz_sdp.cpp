// Session descriptions and multipart bodies: the first line of the input is the Content-Type, the rest the body.
#include "core/sip/multipart.h"
#include "core/sip/sdp.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace echelle::sip;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::size_t lf = bytes.find('\n');
    const std::string_view type = bytes.substr(0, lf);
    const std::string_view body = lf == std::string_view::npos ? std::string_view{} : bytes.substr(lf + 1);
    Sdp sdp;
    parseSdp(sdpOf(type, body), sdp);
    parseSdp(bytes, sdp);
    (void)isHold(sdp);
    if (sdp.media.size() > 64 || bodyParts(type, body).size() > 64)
        std::abort();
    return 0;
}
