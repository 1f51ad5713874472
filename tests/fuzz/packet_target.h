#pragma once

#include "core/net/payload.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

// What must hold for whatever the network layers find in any bytes.
namespace echelle::fuzz {

class Checker final : public net::PayloadSink {
public:
    explicit Checker(std::size_t inputSize) : m_inputSize(inputSize) {}
    void onSip(const net::SipPayload& payload) override {
        // Compressed HEP may hold more than came, but never more than a message may be.
        if (payload.bytes.empty() || payload.bytes.size() > m_inputSize + (1U << 20) || payload.facts.frame == 0 ||
            payload.firstFrame == 0 || payload.firstFrame > payload.facts.frame || !payload.source.address.isValid())
            std::abort();
        for (const std::uint8_t byte : payload.bytes)
            m_sum += byte;
    }
    void onConnection(const net::ConnectionFacts& facts) override {
        if (facts.firstFrame > facts.lastFrame)
            std::abort();
    }

private:
    std::size_t m_inputSize;
    unsigned m_sum = 0;
};

// Takes the input apart: records of a length in two bytes, little-endian, then as many bytes, or what is left.
class Records {
public:
    Records(const std::uint8_t* data, std::size_t size) : m_rest(data, size) {}
    // A copy of exactly its size, so that the address sanitizer sees a read behind the end. False at the end.
    bool next(std::vector<std::uint8_t>& record) {
        if (m_rest.size() < 2)
            return false;
        const std::size_t length = std::min<std::size_t>(readLe16(m_rest.data()), m_rest.size() - 2);
        record.assign(m_rest.begin() + 2, m_rest.begin() + 2 + static_cast<std::ptrdiff_t>(length));
        m_rest = m_rest.subspan(2 + length);
        return true;
    }

private:
    ByteView m_rest;
};

} // namespace echelle::fuzz
