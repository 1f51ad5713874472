#pragma once

#include "app/cli/standard_output.h"
#include "core/base/endpoint.h"
#include "core/base/json_writer.h"
#include "core/base/timestamp.h"

#include <string>
#include <string_view>

namespace echelle::cli {

// One JSON document on standard output, passed on piece by piece. The members below leave a key out where it has no
// value, as cli.md asks for.
class JsonOutput {
public:
    explicit JsonOutput(StandardOutput& out) : m_out(out), m_json(m_text) {}
    JsonOutput(const JsonOutput&) = delete;
    JsonOutput& operator=(const JsonOutput&) = delete;
    ~JsonOutput() { passOn(); }

    [[nodiscard]] JsonWriter& writer() { return m_json; }
    // Called between items, so that a document of any length takes little memory.
    void passOn() {
        m_out.write(m_text);
        m_text.clear();
    }

    void text(std::string_view name, std::string_view value) {
        if (!value.empty())
            m_json.member(name, value);
    }
    void time(std::string_view name, Timestamp value) { text(name, toRfc3339(value)); }
    void id(std::string_view name, std::int64_t value) {
        if (value != 0)
            m_json.member(name, value);
    }
    void endpoint(std::string_view name, const Endpoint& value) { text(name, value.toString()); }
    template <typename List>
    void texts(std::string_view name, const List& values) {
        if (values.empty())
            return;
        m_json.key(name);
        m_json.beginArray();
        for (const auto& value : values)
            m_json.value(std::string_view(value));
        m_json.endArray();
    }

private:
    StandardOutput& m_out;
    std::string m_text;
    JsonWriter m_json;
};

} // namespace echelle::cli
