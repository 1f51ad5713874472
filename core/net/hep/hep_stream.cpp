#include "core/net/hep/hep_stream.h"

#include "core/net/hep/hep_packet.h"
#include "core/net/hep/hep_payload.h"

#include <algorithm>

namespace echelle::net {

namespace {
constexpr std::string_view kMagic = "HEP3";
constexpr std::size_t kHeader = 6; // magic and length
} // namespace

void HepStream::read(ByteView bytes, const PacketFacts& facts) {
    m_last = facts;
    if (m_buffer.empty())
        m_firstFrame = facts.frame;
    m_buffer += asText(bytes);
    std::size_t used = 0;
    while (true) {
        if (used > 0) {
            m_buffer.erase(0, used);
            m_firstFrame = facts.frame;
            used = 0;
        }
        resynchronise();
        if (m_buffer.size() < kHeader)
            return;
        const std::size_t length = hep3Length(asBytes(m_buffer));
        if (length < kHeader) {
            m_log.odd(diag::kTcpUnframed, facts.frame, "hep");
            m_isLost = true;
            used = 1; // behind this magic
            continue;
        }
        if (m_buffer.size() < length)
            return;
        (void)readHepDatagram(asBytes(m_buffer).first(length), facts, m_firstFrame, false, m_log);
        used = length;
    }
}

// Leaves in the buffer a packet's beginning, or what may become one.
void HepStream::resynchronise() {
    const std::string_view held = m_buffer;
    if (kMagic.starts_with(held.substr(0, kMagic.size()))) {
        m_isLost &= held.size() < kMagic.size();
        return;
    }
    if (!m_isLost)
        m_log.odd(diag::kTcpUnframed, m_last.frame, "hep");
    m_isLost = true;
    std::size_t at = held.find(kMagic);
    if (at == std::string_view::npos) {
        at = held.size() - std::min(held.size(), kMagic.size() - 1);
        while (at < held.size() && !kMagic.starts_with(held.substr(at)))
            ++at;
    } else {
        m_isLost = false;
    }
    m_buffer.erase(0, at);
}

void HepStream::onHole(const PacketFacts& facts) {
    m_log.odd(diag::kTcpHole, facts.frame);
    giveUpRest();
    m_isLost = true;
}

void HepStream::giveUpRest() {
    if (m_buffer.size() > kHeader && isHep3(asBytes(m_buffer)))
        (void)readHepDatagram(asBytes(m_buffer), m_last, m_firstFrame, true, m_log);
    m_buffer.clear();
}

} // namespace echelle::net
