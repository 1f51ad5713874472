// A pcapng file from bytes to frames, with all that it says beside them.
#include "capture_target.h"
#include "core/capture/pcapng_source.h"

using namespace echelle;

namespace {

class Annotations final : public capture::AnnotationSink {
public:
    void onSecrets(std::uint32_t, ByteView bytes) override {
        for (const std::uint8_t byte : bytes)
            m_sum += byte;
    }
    void onComment(Place, std::string_view text) override { add(text); }
    void onName(Place, const IpAddress& address, std::string_view name) override {
        add(address.toString());
        add(name);
    }

private:
    void add(std::string_view text) {
        for (const char byte : text)
            m_sum += static_cast<unsigned char>(byte);
    }
    unsigned m_sum = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ImportLog log;
    Annotations annotations;
    capture::PcapngSource source(fuzz::contentOf(data, size), log);
    source.setAnnotations(&annotations);
    fuzz::readAll(source, size);
    return 0;
}
