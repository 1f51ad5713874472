#include "core/compare/neutral_sdp.h"

#include "core/base/text.h"
#include "core/compare/neutral_header.h"
#include "core/sip/static_payload_types.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace echelle::compare {

namespace {

constexpr std::size_t kMaxLines = 1024;
constexpr std::size_t kMaxSections = 65; // the session level and 64 media

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty() && lines.size() < kMaxLines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(trim(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::vector<std::string_view> wordsOf(std::string_view text) {
    std::vector<std::string_view> words;
    for (text = trim(text); !text.empty(); text = trim(text)) {
        const std::size_t end = std::min(text.find(' '), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

std::string_view wordAt(const std::vector<std::string_view>& words, std::size_t index) {
    return index < words.size() ? words[index] : std::string_view();
}

bool isDirection(std::string_view name) {
    return name == "sendrecv" || name == "sendonly" || name == "recvonly" || name == "inactive";
}

// The session level, or one media section, as it stands.
struct RawSection {
    std::vector<std::string_view> lines;
    std::vector<std::string_view> shown;
};

std::vector<RawSection> sectionsOf(std::string_view text, std::string_view shown) {
    std::vector<RawSection> sections(1);
    const auto lines = linesOf(text);
    const auto shownLines = linesOf(shown);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].size() < 2 || lines[i][1] != '=')
            continue;
        if (lines[i].front() == 'm') {
            if (sections.size() == kMaxSections)
                break;
            sections.emplace_back();
        }
        sections.back().lines.push_back(lines[i]);
        sections.back().shown.push_back(shownLines.size() == lines.size() ? shownLines[i] : lines[i].substr(0, 2));
    }
    return sections;
}

// Makes the neutral lines of one section.
class SectionReader {
public:
    SectionReader(const RawSection& raw, const Counterparts& counterparts, SideOf side)
        : m_raw(raw), m_counterparts(counterparts), m_side(side) {
        for (const std::string_view line : raw.lines)
            if (startsWithNoCase(line, "a=rtpmap:")) {
                const auto words = wordsOf(line.substr(9)); // payload type, name/rate
                m_codecs.emplace(wordAt(words, 0), toLower(wordAt(words, 1)));
            }
    }

    NeutralSection read() {
        NeutralSection section;
        for (std::size_t i = 0; i < m_raw.lines.size(); ++i) {
            NeutralLine made = neutralLine(m_raw.lines[i], section);
            made.shown = m_raw.shown[i];
            const bool isTold = std::any_of(section.lines.begin(), section.lines.end(), [&made](const NeutralLine& l) {
                return l.key == made.key && l.neutral == made.neutral;
            });
            if (!isTold && !made.key.empty())
                section.lines.push_back(std::move(made));
        }
        return section;
    }

private:
    NeutralLine neutralLine(std::string_view line, NeutralSection& section) const {
        const char type = line.front();
        const std::string_view value = line.substr(2);
        const auto words = wordsOf(value);
        const std::string key = std::string(1, type) + '=';
        switch (type) {
        case 'o': // user id version net family address
            return {key, m_counterparts.neutral(wordAt(words, 5), m_side), {}, {}, false};
        case 'c': { // net family address[/ttl]
            const std::string_view address = wordAt(words, 2);
            return {key,
                    toLower(wordAt(words, 1)) + ' ' +
                        m_counterparts.neutral(address.substr(0, address.find('/')), m_side),
                    {},
                    {},
                    false};
        }
        case 'm':
            return mediaLine(words, section);
        case 'k':
        case 't':
            return {key, {}, {}, {}, false};
        case 's':
        case 'i':
        case 'u':
        case 'e':
        case 'p':
            return {key, neutralText(value, m_counterparts, m_side), {}, {}, true};
        case 'a':
            return attribute(value);
        default:
            return {key, neutralText(value, m_counterparts, m_side), {}, {}, false};
        }
    }

    // media port[/count] protocol formats
    NeutralLine mediaLine(const std::vector<std::string_view>& words, NeutralSection& section) const {
        section.media = std::string(wordAt(words, 0));
        std::string text =
            toLower(wordAt(words, 0)) + (wordAt(words, 1) == "0" ? " 0 " : " port ") + std::string(wordAt(words, 2));
        const bool isRtp = wordAt(words, 2).find("RTP") != std::string_view::npos;
        for (std::size_t i = 3; i < words.size(); ++i) {
            section.codecs.push_back(isRtp ? codecOf(words[i]) : std::string(words[i]));
            text += ' ' + section.codecs.back();
        }
        return {"m=", text, {}, {}, false};
    }

    [[nodiscard]] std::string codecOf(std::string_view payloadType) const {
        if (const auto named = m_codecs.find(payloadType); named != m_codecs.end())
            return named->second;
        const auto number = parseUnsigned(payloadType);
        if (!number || *number > 127)
            return std::string(payloadType);
        const sip::StaticPayloadType known = sip::staticPayloadType(static_cast<int>(*number));
        return known.name.empty() ? std::string(payloadType)
                                  : toLower(known.name) + '/' + std::to_string(known.clockRate);
    }

    [[nodiscard]] NeutralLine attribute(std::string_view value) const {
        const std::size_t colon = std::min(value.find(':'), value.size());
        const std::string name = toLower(trim(value.substr(0, colon)));
        const std::string_view rest = value.substr(std::min(colon + 1, value.size()));
        const auto words = wordsOf(rest);
        if (isDirection(name))
            return {"direction", name, {}, {}, false};
        if (name == "rtpmap") // is in the m= line by its name
            return {};
        if (name == "fmtp" || name == "rtcp-fb") { // payload type, settings
            const std::string codec = codecOf(wordAt(words, 0));
            return {"a=" + name + ':' + codec,
                    toLower(rest.substr(std::min(wordAt(words, 0).size(), rest.size()))),
                    {},
                    codec,
                    false};
        }
        if (name == "candidate") // foundation component transport priority address port typ T
            return {"a=candidate", toLower(wordAt(words, 2)) + ' ' + toLower(wordAt(words, 7)), {}, {}, false};
        if (name == "crypto") // tag suite key
            return {"a=crypto:" + std::string(wordAt(words, 0)), std::string(wordAt(words, 1)), {}, {}, false};
        if (name == "fingerprint")
            return {"a=fingerprint", toLower(wordAt(words, 0)), {}, {}, false};
        constexpr std::array<std::string_view, 6> kBare = {"ice-ufrag", "ice-pwd",           "identity",
                                                           "key-mgmt",  "remote-candidates", "tls-id"};
        if (std::find(kBare.begin(), kBare.end(), name) != kBare.end())
            return {"a=" + name, {}, {}, {}, false};
        constexpr std::array<std::string_view, 5> kOfStreams = {"rtcp", "ssrc", "ssrc-group", "msid", "msid-semantic"};
        if (std::find(kOfStreams.begin(), kOfStreams.end(), name) != kOfStreams.end())
            return {"a=" + name, {}, {}, {}, true};
        const std::string key = "a=" + name + (name == "extmap" ? ':' + std::string(wordAt(words, 0)) : std::string());
        return {key, toLower(neutralText(rest, m_counterparts, m_side)), {}, {}, false};
    }

    const RawSection& m_raw;
    const Counterparts& m_counterparts;
    SideOf m_side;
    std::map<std::string_view, std::string> m_codecs; // by payload type, of the raw section
};

// What stands at session level holds for each section that does not say otherwise (RFC 8866 sections 5.7 and 6.7).
void handDown(std::vector<NeutralSection>& sections) {
    NeutralLine direction{"direction", "sendrecv", "a=sendrecv", {}, false};
    std::optional<NeutralLine> connection;
    for (const NeutralLine& line : sections.front().lines) {
        if (line.key == "direction")
            direction = line;
        else if (line.key == "c=")
            connection = line;
    }
    for (std::size_t i = 1; i < sections.size(); ++i) {
        auto& lines = sections[i].lines;
        const auto has = [&lines](std::string_view key) {
            return std::any_of(lines.begin(), lines.end(), [key](const NeutralLine& l) { return l.key == key; });
        };
        if (connection && !has("c="))
            lines.push_back(*connection);
        if (!has("direction"))
            lines.push_back(direction);
    }
    if (sections.size() > 1)
        std::erase_if(sections.front().lines,
                      [](const NeutralLine& l) { return l.key == "direction" || l.key == "c="; });
}

} // namespace

std::vector<NeutralSection> neutralSdp(std::string_view text, std::string_view shown, const Counterparts& counterparts,
                                       SideOf side) {
    std::vector<NeutralSection> sections;
    for (const RawSection& raw : sectionsOf(text, shown))
        sections.push_back(SectionReader(raw, counterparts, side).read());
    handDown(sections);
    return sections;
}

} // namespace echelle::compare
