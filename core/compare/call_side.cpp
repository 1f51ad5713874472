#include "core/compare/call_side.h"

#include "core/store/case_reader.h"

namespace echelle::compare {

std::optional<CallSide> readSide(store::CaseReader& reader, RowId row, const sip::SecretPlaceholder& hidden) {
    if (!reader.row(row))
        return std::nullopt;
    CallSide side;
    side.row = row;
    reader.eachEventWithBytes({row}, [&](const store::EventRecord& event, std::string_view bytes) {
        if (event.kind != store::EventKind::Sip)
            return true;
        if (side.messages.size() == kMaxMessages) {
            side.isCut = true;
            return false;
        }
        CallMessage& m = side.messages.emplace_back();
        m.id = event.id;
        m.leg = event.leg;
        m.retransmissionOf = event.retransmissionOf;
        m.time = event.time;
        m.from = event.from;
        m.to = event.to;
        m.transport = event.transport;
        m.bytes = bytes;
        if (hidden)
            m.shown = sip::hideSecrets(bytes, hidden);
        return true;
    });
    return side;
}

} // namespace echelle::compare
