#pragma once

#include "core/base/diagnostic.h"
#include "core/capture/frame_source.h"
#include "core/net/payload.h"

#include <memory>
#include <string_view>

namespace echelle::tls {
class KeyStore;
}

namespace echelle::net {

// Turns captured frames into SIP payloads: link layer, IPv4/IPv6 (with fragments), UDP, TCP (reassembled), with SIP
// recognised by content on any port. Everything that cannot be used is put into the import log, with its frame;
// other protocols are counted there as skipped. Memory is bounded as model.md "Bounds" says.
class Decoder {
public:
    // sink, log and keys outlive the decoder. keys: for TLS; nullptr where none are shared by the inputs.
    Decoder(PayloadSink& sink, ImportLog& log, const tls::KeyStore* keys = nullptr);
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    // Further keys for TLS connections whose secrets are not asked for yet: those of the capture itself.
    void addKeys(std::string_view keyLog);
    void decode(const capture::Frame& frame);
    // The input has ended: what is held for reassembly is given out as far as it can be read.
    void finish();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace echelle::net
