// Framer, message parser, addresses, secrets and summary, and what must hold for any bytes.
#include "core/sip/address.h"
#include "core/sip/framer.h"
#include "core/sip/message.h"
#include "core/sip/secrets.h"
#include "core/sip/summary.h"

#include <cstdlib>
#include <string>

using namespace echelle::sip;

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

bool isWithin(std::string_view inner, std::string_view outer) {
    return inner.empty() ||
           (inner.data() >= outer.data() && inner.data() + inner.size() <= outer.data() + outer.size());
}

void checkMessage(std::string_view bytes) {
    Message m;
    parse(bytes, m);
    require(isWithin(m.startLine, bytes) && isWithin(m.body, bytes) && isWithin(m.callId, bytes) &&
            isWithin(m.topBranch, bytes));
    for (const HeaderField& field : m.headers) {
        require(isWithin(field.name, bytes) && isWithin(field.value, bytes));
        (void)parseNameAddress(field.value);
        (void)parseVia(field.value);
        (void)parseReasons(field.value);
        (void)parseWarnings(field.value);
        (void)parseUri(field.value);
        (void)unfolded(field.value);
    }
    (void)summary(m);
    const auto same = [](std::size_t) { return std::string("#"); };
    require(hideSecrets(bytes, same).size() <= bytes.size());
}

// Every part makes progress and lies within the bytes; what is taken off adds up.
void checkStream(std::string_view bytes) {
    std::size_t resume = 0;
    std::size_t steps = 0;
    while (!bytes.empty()) {
        const FramedPart part = nextInStream(bytes, true, resume);
        require(part.status != FrameStatus::NeedMore && part.begin <= part.end && part.end > 0 &&
                part.end <= bytes.size());
        if (part.status == FrameStatus::Message)
            checkMessage(bytes.substr(part.begin, part.end - part.begin));
        bytes.remove_prefix(part.end);
        resume = 0;
        require(++steps < 10'000'000);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)looksLikeSip(bytes);
    checkMessage(bytes);
    checkStream(bytes);
    const FramedPart part = nextInDatagram(bytes);
    require(part.status != FrameStatus::NeedMore && part.begin <= part.end && part.end <= bytes.size());
    return 0;
}
