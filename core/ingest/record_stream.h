#pragma once

#include "core/base/result.h"
#include "core/ingest/record.h"
#include "core/store/case_types.h"
#include "core/store/case_writer.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

namespace echelle::ingest {

// A packet event of one input.
struct SourcedPacket {
    SourceId source;
    net::PacketRecord record;
};
// Where readers leave packet events until the pipeline takes them: in file order but for those of connections that
// became rows, which come when that is known.
using PacketInbox = std::vector<SourcedPacket>;

// The messages of one input, in file order.
class RecordStream {
public:
    virtual ~RecordStream() = default;
    // Fills the record, whatever it held. False at the end, or when the stop was asked for. An Error only where reading
    // failed.
    virtual Result<bool> next(Record& record) = 0;
    [[nodiscard]] virtual std::uint64_t bytesConsumed() const { return 0; }
    // After the end: counts, span of time and import log; hash and id are the caller's.
    virtual void describe(store::SourceRecord& source) { (void)source; }
    // After the end: connections in which no SIP could be read.
    [[nodiscard]] virtual std::vector<net::ConnectionFacts> takeConnections() { return {}; }
};

} // namespace echelle::ingest
