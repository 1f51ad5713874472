#include "core/net/rtp/mos.h"
#include "core/store/case_reader_impl.h"
#include "core/store/stream_store.h"

#include <algorithm>

namespace echelle::store {

std::string_view toString(MediaProtection p) {
    switch (p) {
    case MediaProtection::None:
        return "none";
    case MediaProtection::Sdes:
        return "sdes";
    case MediaProtection::Dtls:
        return "dtls";
    case MediaProtection::Unknown:
        break;
    }
    return "";
}

std::string StreamRecord::codecName() const {
    if (role.codec.empty())
        return {};
    return role.clockRate == 0 ? role.codec : role.codec + "/" + std::to_string(role.clockRate);
}

std::string StreamRecord::ssrcText() const {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text = "0x";
    for (int shift = 28; shift >= 0; shift -= 4)
        text += kDigits[facts.ssrc >> shift & 15];
    return text;
}

namespace {
// Of the payload type that most packets had, under the clock rate of the codec.
void measure(StreamRecord& r) {
    const std::uint64_t came = r.facts.packets - std::min(r.facts.duplicates, r.facts.packets);
    const std::uint64_t sent = came + r.facts.lost;
    const double lossRatio = sent == 0 ? 0 : static_cast<double>(r.facts.lost) / static_cast<double>(sent);
    r.lossPercent = lossRatio * 100;
    r.mos = net::estimateMos(r.role.codec, lossRatio);
    if (r.facts.payloadTypes.empty())
        return;
    for (const net::Jitter& j : r.facts.payloadTypes.front().jitter)
        if (j.clockRate == r.role.clockRate) {
            r.jitterMean = j.mean;
            r.jitterHighest = j.highest;
            r.hasJitter = true;
        }
}
} // namespace

std::vector<StreamRecord> CaseReader::streams(const std::vector<RowId>& rows) {
    std::vector<StreamRecord> records;
    Statement s = m_impl->database.prepare(
        "SELECT " + std::string(kStreamColumns) +
        ",r.leg,leg.row,r.to_initiator,r.video,r.codec,r.clock_rate,r.protection,r.dtmf_events FROM stream_role r "
        "JOIN stream s ON s.id=r.stream JOIN source ON source.id=s.source LEFT JOIN leg ON leg.id=r.leg" +
        (rows.empty() ? std::string() : " WHERE leg.row IN " + inList(rows)) + " ORDER BY 8,1");
    while (s && s.step()) {
        rules::SourcedStream stream = readStreamColumns(s);
        StreamRecord& r = records.emplace_back();
        r.id = stream.id;
        r.source = stream.source;
        r.facts = std::move(stream.facts);
        constexpr int k = kStreamColumnCount;
        r.role.stream = r.id;
        r.role.leg = LegId{s.integer(k)};
        r.row = RowId{s.integer(k + 1)};
        r.role.isToInitiator = s.integer(k + 2) != 0;
        r.role.isVideo = s.integer(k + 3) != 0;
        r.role.codec = s.text(k + 4);
        r.role.clockRate = static_cast<std::uint32_t>(s.integer(k + 5));
        r.role.protection = static_cast<MediaProtection>(s.integer(k + 6));
        r.role.dtmfEvents = static_cast<std::uint64_t>(s.integer(k + 7));
        measure(r);
    }
    return records;
}

} // namespace echelle::store
