#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace echelle {

// Appends JSON (RFC 8259) to a string, keys in the order they are written. Text is taken as UTF-8; other bytes become
// U+FFFD. The caller pairs begin and end; commas and indentation are kept by the writer.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : m_out(out) {}

    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    void key(std::string_view name);
    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(std::int64_t number);
    void value(int number) { value(static_cast<std::int64_t>(number)); }
    void value(std::uint64_t number);
    void value(double number); // shortest form that reads back the same; not finite becomes null
    void value(bool b);

    template <typename T>
    void member(std::string_view name, const T& v) {
        key(name);
        value(v);
    }

private:
    void separate();
    void open(char c);
    void close(char c);
    void string(std::string_view text);

    std::string& m_out;
    std::vector<bool> m_hasItems; // one per open object or array
    bool m_afterKey = false;
};

} // namespace echelle
