// Certificate facts and names of any DER; twice the same certificate as a chain.
#include "core/tls/certificate.h"

#include <cstdlib>

using namespace echelle;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView der(data, size);
    const auto facts = tls::readCertificate(der);
    const auto chain = tls::readChain({der, der});
    if (chain.size() != (facts ? 2U : 0U))
        std::abort();
    if (facts) {
        (void)tls::isFor(*facts, "sbc.example.com");
        (void)tls::isFor(*facts, facts->commonName);
        (void)facts->isValidAt(Timestamp{0});
    }
    return 0;
}
