#include "core/base/json_writer.h"

#include "core/base/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace echelle {

void JsonWriter::separate() {
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (m_hasItems.empty())
        return;
    if (m_hasItems.back())
        m_out += ',';
    m_hasItems.back() = true;
    m_out += '\n';
    m_out.append(m_hasItems.size(), ' ');
}

void JsonWriter::open(char c) {
    separate();
    m_out += c;
    m_hasItems.push_back(false);
}

void JsonWriter::close(char c) {
    const bool hadItems = m_hasItems.back();
    m_hasItems.pop_back();
    if (hadItems) {
        m_out += '\n';
        m_out.append(m_hasItems.size(), ' ');
    }
    m_out += c;
    if (m_hasItems.empty())
        m_out += '\n';
}

void JsonWriter::beginObject() { open('{'); }
void JsonWriter::endObject() { close('}'); }
void JsonWriter::beginArray() { open('['); }
void JsonWriter::endArray() { close(']'); }

void JsonWriter::key(std::string_view name) {
    separate();
    string(name);
    m_out += ": ";
    m_afterKey = true;
}

void JsonWriter::value(std::string_view text) {
    separate();
    string(text);
}

void JsonWriter::value(std::int64_t number) {
    separate();
    m_out += std::to_string(number);
}

void JsonWriter::value(std::uint64_t number) {
    separate();
    m_out += std::to_string(number);
}

void JsonWriter::value(double number) {
    separate();
    if (!std::isfinite(number)) {
        m_out += "null";
        return;
    }
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    m_out.append(text.data(), end);
}

void JsonWriter::value(bool b) {
    separate();
    m_out += b ? "true" : "false";
}

void JsonWriter::string(std::string_view raw) {
    const std::string repaired = isValidUtf8(raw) ? std::string() : toValidUtf8(raw);
    const std::string_view text = repaired.empty() ? raw : std::string_view(repaired);
    m_out += '"';
    for (char c : text) {
        switch (c) {
        case '"': m_out += "\\\""; break;
        case '\\': m_out += "\\\\"; break;
        case '\n': m_out += "\\n"; break;
        case '\r': m_out += "\\r"; break;
        case '\t': m_out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
                std::array<char, 8> escaped{};
                const int n = std::snprintf(escaped.data(), escaped.size(), "\\u%04x", static_cast<unsigned>(c));
                m_out.append(escaped.data(), static_cast<std::size_t>(n));
            } else {
                m_out += c;
            }
        }
    }
    m_out += '"';
}

} // namespace echelle
