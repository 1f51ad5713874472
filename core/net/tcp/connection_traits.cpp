#include "core/net/tcp/connection_traits.h"

#include "core/net/tcp/tls_content.h"

namespace echelle::net {

ConnectionTraits::ConnectionTraits(std::uint64_t n, bool onSipPort, tls::KeyStore& k)
    : number(n), hasSipPort(onSipPort), keys(k) {}
ConnectionTraits::~ConnectionTraits() = default;

} // namespace echelle::net
