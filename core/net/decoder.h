#pragma once

#include "core/base/diagnostic.h"
#include "core/capture/frame_source.h"
#include "core/net/payload.h"

#include <memory>

namespace echelle::net {

// Turns captured frames into SIP payloads: link layer, IPv4/IPv6 (with fragments), UDP, TCP (reassembled), with SIP
// recognised by content on any port. Everything that cannot be used is put into the import log, with its frame;
// other protocols are counted there as skipped. Memory is bounded as model.md "Bounds" says.
class Decoder {
public:
    // sink and log outlive the decoder.
    Decoder(PayloadSink& sink, ImportLog& log);
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    void decode(const capture::Frame& frame);
    // The input has ended: what is held for reassembly is given out as far as it can be read.
    void finish();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace echelle::net
