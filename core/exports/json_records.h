#pragma once

#include "core/exports/json_reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace echelle::exports {

// One record of a JSON export, flat: each value with the path that leads to it, "properties.jitterAvg", "request.url",
// "sessions.0.caller". Views into the record.
class FlatRecord {
public:
    static constexpr std::size_t kMostValues = 1024;
    static constexpr std::size_t kMostBytes = std::size_t{2} << 20;

    struct Value {
        std::string_view path;
        std::string_view text;
        bool isText = false; // a string, not a number or a word of JSON
    };
    [[nodiscard]] std::size_t size() const { return m_places.size(); }
    [[nodiscard]] Value at(std::size_t i) const;
    [[nodiscard]] std::string_view text(std::string_view path) const; // "" where there is none
    [[nodiscard]] bool isCut() const { return m_isCut; }              // held more than is kept

    void clear();
    void add(std::string_view path, std::string_view text, bool isText);

private:
    struct Place {
        std::size_t start;
        std::size_t pathSize;
        std::size_t textSize;
        bool isText;
    };
    std::string m_bytes;
    std::vector<Place> m_places;
    bool m_isCut = false;
};

// The records of a JSON export, whichever of these it is: one object after the other (JSON lines), an array of them,
// {"records": [...]} of an event hub, {"value": [...]} of Graph, {"tables": [{"columns", "rows"}]} of a Log Analytics
// query, {"log": {"entries": [...]}} of an HTTP Archive, {"PeerConnections": {...: {"updateLog": [...]}}} of
// webrtc-internals, or arrays of values, one after the other, of rtcstats. Bounded by one record.
class JsonRecords {
public:
    JsonRecords(TextInput text, ImportLog& log) : m_json(std::move(text)), m_log(log) {}

    // The next record; what cannot be read is noted (kExportJson) and left out. False at the end.
    Result<bool> next(FlatRecord& into);
    [[nodiscard]] std::uint64_t row() const { return m_row; } // records count from 1, those left out too
    [[nodiscard]] std::uint64_t bytesConsumed() const { return m_json.bytesConsumed(); }

private:
    enum class Shape : std::uint8_t { Values, Elements, TableRows };
    enum class Step : std::uint8_t { Record, None, End };
    Result<Step> readTop(FlatRecord& into);
    Result<Step> readElement(FlatRecord& into, JsonToken begun);
    Result<Step> flatten(FlatRecord& into, JsonToken begun);
    Result<Step> readTableRow(FlatRecord& into);
    Result<Step> failed();

    struct Level {
        std::size_t pathSize = 0; // of the path without this level's key
        std::size_t index = 0;    // of an array
        bool isArray = false;
    };
    JsonReader m_json;
    ImportLog& m_log;
    std::uint64_t m_row = 0;
    Shape m_shape = Shape::Values;
    std::size_t m_elementDepth = 0; // depth at which the elements of the container lie
    std::string m_path;
    std::vector<Level> m_levels;
    std::vector<Level> m_outerLevels;   // around the list of records
    std::vector<std::string> m_columns; // of a table
    std::string m_context;              // what the container hangs on: "PeerConnections.1-1"
};

} // namespace echelle::exports
