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
    // After the end: RTP streams, and what may be some.
    [[nodiscard]] virtual std::vector<net::StreamFacts> takeStreams() { return {}; }
};

} // namespace echelle::ingest
