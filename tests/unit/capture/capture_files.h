#pragma once

#include "core/capture/input.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cstdint>
#include <string>
#include <vector>

// Captures built byte by byte, and what the readers make of them.
namespace echelle::test {

// Appends fields in the byte order asked for.
class Bytes {
public:
    explicit Bytes(bool isBigEndian = false) : m_isBigEndian(isBigEndian) {}
    Bytes& u8(unsigned v) {
        m_out += static_cast<char>(v);
        return *this;
    }
    Bytes& u16(unsigned v) { return m_isBigEndian ? u8(v >> 8 & 0xff).u8(v & 0xff) : u8(v & 0xff).u8(v >> 8 & 0xff); }
    Bytes& u32(std::uint32_t v) { return m_isBigEndian ? u16(v >> 16).u16(v & 0xffff) : u16(v & 0xffff).u16(v >> 16); }
    Bytes& text(std::string_view v) {
        m_out += v;
        return *this;
    }
    [[nodiscard]] const std::string& get() const { return m_out; }

private:
    bool m_isBigEndian;
    std::string m_out;
};

struct ReadFrame {
    std::uint64_t number;
    std::int64_t ns;
    std::string bytes;
    std::uint32_t originalLength;
    std::uint32_t linkType;
    std::uint32_t interfaceIndex;
    bool isPacket;
};

struct ReadCapture {
    std::vector<ReadFrame> frames;
    std::vector<capture::Interface> interfaces;
    std::string format;
    ImportLog log;
    std::string error; // code, where the file could not be opened or read
    std::uint64_t consumed = 0;
    std::vector<std::string> annotations;
};

// Keeps what a capture says beside its packets, as text in the order heard.
class Annotations final : public capture::AnnotationSink {
public:
    void onSecrets(std::uint32_t kind, ByteView bytes) override {
        heard.push_back("secrets " + std::to_string(kind) + " " + std::string(asText(bytes)));
    }
    void onComment(Place place, std::string_view text) override {
        heard.push_back("comment " + (place.kind == PlaceKind::Frame ? toString(place) : std::string("block")) + " " +
                        std::string(text));
    }
    void onName(Place, const IpAddress& address, std::string_view name) override {
        heard.push_back("name " + address.toString() + " " + std::string(name));
    }
    std::vector<std::string> heard;
};

inline std::string writeFile(const QTemporaryDir& dir, const char* name, const std::string& content) {
    QFile file(dir.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(content.data(), static_cast<qint64>(content.size())) < 0)
        return {};
    return file.fileName().toStdString();
}

inline void readCapture(const std::string& path, ReadCapture& out) {
    const Result<capture::Input> input = capture::Input::open(path);
    if (!input) {
        out.error = input.error().code;
        return;
    }
    const auto source = capture::openFrames(*input, out.log);
    if (!source) {
        out.error = source.error().code;
        return;
    }
    Annotations annotations;
    (*source)->setAnnotations(&annotations);
    capture::Frame frame;
    while (true) {
        const Result<bool> more = (*source)->next(frame);
        if (!more)
            out.error = more.error().code;
        if (!more || !*more)
            break;
        out.frames.push_back({frame.number, frame.time.ns, std::string(asText(frame.bytes)), frame.originalLength,
                              frame.linkType, frame.interfaceIndex, frame.isPacket});
    }
    out.annotations = std::move(annotations.heard);
    out.interfaces = (*source)->interfaces();
    out.format = (*source)->formatName();
    out.consumed = (*source)->bytesConsumed();
}

} // namespace echelle::test
