#include "core/sip/sdp.h"

#include "core/base/text.h"
#include "core/sip/lines.h"
#include "core/sip/multipart.h"
#include "core/sip/static_payload_types.h"

#include <algorithm>
#include <bitset>
#include <optional>
#include <utility>

namespace echelle::sip {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kMaxLines = 1024;
constexpr std::size_t kMaxMedia = 64;
constexpr std::size_t kMaxFormats = 256;
constexpr std::size_t kUsualLines = 8; // formats, codecs or attributes of a section

std::string_view takeWord(std::string_view& text) {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    const std::size_t end = std::min(findFirst(text, kBlanks), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    return word;
}

std::optional<Direction> directionFrom(std::string_view attribute) {
    if (equalsNoCase(attribute, "sendrecv"))
        return Direction::SendRecv;
    if (equalsNoCase(attribute, "sendonly"))
        return Direction::SendOnly;
    if (equalsNoCase(attribute, "recvonly"))
        return Direction::RecvOnly;
    if (equalsNoCase(attribute, "inactive"))
        return Direction::Inactive;
    return std::nullopt;
}

// Builds a description line by line (RFC 8866 section 5).
class SdpBuilder {
public:
    // spare: sections of before, whose lists lend their storage.
    SdpBuilder(Sdp& sdp, std::vector<SdpMedia>& spare) : m_sdp(sdp), m_spare(spare) {}

    void readLine(std::string_view line) {
        if (line.size() < 2 || line[1] != '=') {
            m_sdp.hasDefects = true;
            return;
        }
        const std::string_view value = trim(line.substr(2));
        switch (line[0]) {
        case 'v':
            m_hasVersion = true;
            break;
        case 'o':
            readOrigin(value);
            break;
        case 's':
            m_sdp.sessionName = value;
            break;
        case 'c':
            readConnection(value);
            break;
        case 'm':
            readMedia(value);
            break;
        case 'a':
            readAttribute(value);
            break;
        default:
            break;
        }
    }

    void finish() {
        for (SdpMedia& media : m_sdp.media) {
            if (media.connection.empty())
                media.connection = m_sdp.connection;
            if (!media.hasDirection && m_hasDirection) {
                media.direction = m_direction;
                media.hasDirection = true;
            }
            media.hasFingerprint |= m_hasFingerprint;
            media.hasIce |= m_hasIce;
        }
        m_sdp.isReadable = m_hasVersion && (m_hasOrigin || !m_sdp.media.empty());
        m_sdp.hasDefects |= !m_hasVersion || !m_hasOrigin;
    }

private:
    [[nodiscard]] SdpMedia* current() { return m_sdp.media.empty() ? nullptr : &m_sdp.media.back(); }

    // <username> <sess-id> <sess-version> <nettype> <addrtype> <unicast-address>
    void readOrigin(std::string_view value) {
        m_hasOrigin = true;
        m_sdp.originUser = takeWord(value);
        m_sdp.originSessionId = takeWord(value);
        m_sdp.originVersion = takeWord(value);
        takeWord(value);
        takeWord(value);
        m_sdp.originAddress = takeWord(value);
        m_sdp.hasDefects |= m_sdp.originAddress.empty();
    }

    // <nettype> <addrtype> <connection-address>, which may carry "/ttl" and "/count"
    void readConnection(std::string_view value) {
        takeWord(value);
        takeWord(value);
        std::string_view address = takeWord(value);
        address = address.substr(0, address.find('/'));
        m_sdp.hasDefects |= address.empty();
        if (m_isBeyondBound)
            return;
        std::string_view& target = current() != nullptr ? current()->connection : m_sdp.connection;
        if (target.empty())
            target = address;
    }

    // <media> <port>["/"<count>] <proto> <fmt> ...
    void readMedia(std::string_view value) {
        m_isBeyondBound = m_sdp.media.size() >= kMaxMedia;
        if (m_isBeyondBound) {
            m_sdp.hasDefects = true;
            return;
        }
        SdpMedia& media = m_sdp.media.emplace_back();
        useAgain(media);
        media.type = takeWord(value);
        const std::string_view port = takeWord(value);
        const auto number = parseUnsigned(port.substr(0, port.find('/')));
        if (number && *number <= 65535)
            media.port = static_cast<std::uint16_t>(*number);
        else
            m_sdp.hasDefects = true;
        media.protocol = takeWord(value);
        readFormats(value, media);
    }

    void useAgain(SdpMedia& media) {
        if (m_spare.empty())
            return;
        SdpMedia& old = m_spare.back();
        old.formats.clear();
        old.attributes.clear();
        old.codecs.clear();
        media.formats = std::move(old.formats);
        media.attributes = std::move(old.attributes);
        media.codecs = std::move(old.codecs);
        m_spare.pop_back();
    }

    void readFormats(std::string_view value, SdpMedia& media) {
        m_isMapped.reset();
        for (auto* list : {&media.formats, &media.attributes})
            list->reserve(kUsualLines);
        media.codecs.reserve(kUsualLines);
        const bool isRtp = media.protocol.find("RTP/") != kNone;
        for (std::string_view format = takeWord(value); !format.empty() && media.formats.size() < kMaxFormats;
             format = takeWord(value)) {
            media.formats.push_back(format);
            if (isRtp)
                addCodec(format, media);
        }
        m_sdp.hasDefects |= media.formats.empty();
    }

    void addCodec(std::string_view format, SdpMedia& media) {
        const auto type = parseUnsigned(format);
        if (!type || *type > 127) {
            m_sdp.hasDefects = true;
            return;
        }
        const StaticPayloadType known = staticPayloadType(static_cast<int>(*type));
        media.codecs.push_back({static_cast<int>(*type), known.name, known.clockRate, known.channels, {}});
    }

    void readAttribute(std::string_view value) {
        if (m_isBeyondBound)
            return;
        const std::size_t colon = value.find(':');
        const std::string_view name = value.substr(0, colon);
        const std::string_view rest = colon == kNone ? std::string_view{} : trim(value.substr(colon + 1));
        SdpMedia* media = current();
        if (media != nullptr)
            media->attributes.push_back(value);
        if (const auto direction = colon == kNone ? directionFrom(name) : std::nullopt)
            setDirection(*direction);
        else if (equalsNoCase(name, "fingerprint"))
            (media != nullptr ? media->hasFingerprint : m_hasFingerprint) = true;
        else if (equalsNoCase(name, "ice-ufrag") || equalsNoCase(name, "candidate"))
            (media != nullptr ? media->hasIce : m_hasIce) = true;
        else if (media != nullptr)
            readMediaAttribute(name, rest, *media);
    }

    void setDirection(Direction direction) {
        if (SdpMedia* media = current()) {
            media->direction = direction;
            media->hasDirection = true;
        } else {
            m_direction = direction;
            m_hasDirection = true;
        }
    }

    void readMediaAttribute(std::string_view name, std::string_view value, SdpMedia& media) {
        if (equalsNoCase(name, "crypto")) {
            media.hasCrypto = true;
        } else if (equalsNoCase(name, "rtpmap")) {
            readRtpmap(value, media);
        } else if (equalsNoCase(name, "fmtp")) {
            if (SdpCodec* codec = findCodec(takeWord(value), media))
                codec->fmtp = trim(value);
        } else if (equalsNoCase(name, "rtcp")) {
            const auto port = parseUnsigned(takeWord(value));
            if (port && *port <= 65535)
                media.rtcpPort = static_cast<std::uint16_t>(*port);
        }
    }

    // <payload type> <encoding name>/<clock rate>[/<channels>]; the first one for a type counts.
    void readRtpmap(std::string_view value, SdpMedia& media) {
        SdpCodec* codec = findCodec(takeWord(value), media);
        if (codec == nullptr)
            return;
        const auto type = static_cast<std::size_t>(codec->payloadType);
        if (m_isMapped[type])
            return;
        m_isMapped.set(type);
        const std::string_view encoding = takeWord(value);
        const std::size_t slash = encoding.find('/');
        codec->name = encoding.substr(0, slash);
        const std::string_view numbers = slash == kNone ? std::string_view{} : encoding.substr(slash + 1);
        const std::size_t second = numbers.find('/');
        const auto rate = parseUnsigned(numbers.substr(0, second));
        codec->clockRate = rate && *rate <= 0xffffffffU ? static_cast<std::uint32_t>(*rate) : 0;
        const auto channels = second == kNone ? std::nullopt : parseUnsigned(numbers.substr(second + 1));
        codec->channels = channels && *channels <= 255 ? static_cast<std::uint8_t>(*channels) : std::uint8_t{1};
        m_sdp.hasDefects |= codec->clockRate == 0;
    }

    static SdpCodec* findCodec(std::string_view payloadType, SdpMedia& media) {
        const auto type = parseUnsigned(payloadType);
        if (!type)
            return nullptr;
        const auto found = std::find_if(media.codecs.begin(), media.codecs.end(), [&](const SdpCodec& c) {
            return static_cast<std::uint64_t>(c.payloadType) == *type;
        });
        return found == media.codecs.end() ? nullptr : &*found;
    }

    Sdp& m_sdp;
    std::vector<SdpMedia>& m_spare;
    Direction m_direction = Direction::SendRecv; // of the session
    bool m_hasDirection = false;
    std::bitset<128> m_isMapped; // payload types of the current section that have their rtpmap
    bool m_hasVersion = false;
    bool m_hasOrigin = false;
    bool m_hasFingerprint = false;
    bool m_hasIce = false;
    bool m_isBeyondBound = false;
};

bool isHeld(const SdpMedia& audio) {
    if (audio.direction == Direction::SendOnly || audio.direction == Direction::Inactive)
        return true;
    // Port 9 or ICE with that address is a trickled candidate, no hold.
    return audio.connection == "0.0.0.0" && !audio.hasIce && audio.port != 9;
}

} // namespace

std::string_view toString(Direction d) {
    switch (d) {
    case Direction::SendRecv:
        return "sendrecv";
    case Direction::SendOnly:
        return "sendonly";
    case Direction::RecvOnly:
        return "recvonly";
    case Direction::Inactive:
        return "inactive";
    }
    return {};
}

void parseSdp(std::string_view text, Sdp& into) {
    std::vector<SdpMedia> spare = std::move(into.media);
    into = Sdp{};
    SdpBuilder builder(into, spare);
    LineReader lines(text, 0, lineEndsOf(text));
    std::string_view line;
    std::size_t count = 0;
    while (lines.next(line)) {
        if (++count > kMaxLines) {
            into.hasDefects = true;
            break;
        }
        if (!trim(line).empty())
            builder.readLine(line);
    }
    builder.finish();
}

std::string_view sdpOf(std::string_view contentType, std::string_view body) {
    if (body.empty())
        return {};
    if (contentType.empty())
        return body.substr(0, 3) == "v=0" ? body : std::string_view{};
    if (!isMultipart(contentType))
        return equalsNoCase(mediaType(contentType), "application/sdp") ? body : std::string_view{};
    for (const BodyPart& part : bodyParts(contentType, body)) {
        if (equalsNoCase(mediaType(part.contentType), "application/sdp"))
            return part.body;
    }
    return {};
}

bool isHold(const Sdp& sdp) {
    bool hasAudio = false;
    for (const SdpMedia& media : sdp.media) {
        if (!equalsNoCase(media.type, "audio") || media.port == 0)
            continue;
        hasAudio = true;
        if (!isHeld(media))
            return false;
    }
    return hasAudio;
}

} // namespace echelle::sip
