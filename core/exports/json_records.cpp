#include "core/exports/json_records.h"

#include <algorithm>

namespace echelle::exports {

FlatRecord::Value FlatRecord::at(std::size_t i) const {
    const Place& p = m_places[i];
    const std::string_view bytes = m_bytes;
    return {bytes.substr(p.start, p.pathSize), bytes.substr(p.start + p.pathSize, p.textSize), p.isText};
}

std::string_view FlatRecord::text(std::string_view path) const {
    for (std::size_t i = 0; i < size(); ++i)
        if (const Value v = at(i); v.path == path)
            return v.text;
    return {};
}

void FlatRecord::clear() {
    m_bytes.clear();
    m_places.clear();
    m_isCut = false;
}

void FlatRecord::add(std::string_view path, std::string_view text, bool isText) {
    if (m_places.size() >= kMostValues || m_bytes.size() + path.size() + text.size() > kMostBytes) {
        m_isCut = true;
        return;
    }
    m_places.push_back({m_bytes.size(), path.size(), text.size(), isText});
    m_bytes += path;
    m_bytes += text;
}

namespace {
// Paths of arrays whose elements are records; * is any one key.
bool isRecordList(std::string_view path) {
    if (path == "records" || path == "value" || path == "log.entries" || path == "tables")
        return true;
    constexpr std::string_view kPeers = "PeerConnections.";
    return path.starts_with(kPeers) && path.ends_with(".updateLog") &&
           std::count(path.begin() + kPeers.size(), path.end(), '.') == 1;
}

// What is large, and holds no record: samples of statistics, bodies of answers.
bool isPassedOver(std::string_view path) {
    constexpr std::string_view kPeers = "PeerConnections.";
    return (path.starts_with(kPeers) && path.ends_with(".stats")) || path == "response.content" ||
           path == "log.pages" || path == "getUserMedia";
}
} // namespace

Result<bool> JsonRecords::next(FlatRecord& into) {
    while (true) {
        into.clear();
        const auto step = m_shape == Shape::TableRows  ? readTableRow(into)
                          : m_shape == Shape::Elements ? readElement(into, JsonToken::Bad)
                                                       : readTop(into);
        if (!step)
            return Unexpected(step.error());
        if (*step == Step::End)
            return false;
        if (*step == Step::Record && into.size() > 0)
            return true;
    }
}

Result<JsonRecords::Step> JsonRecords::failed() {
    m_log.add(diag::kExportJson, {PlaceKind::Row, m_row});
    const std::size_t level = m_shape == Shape::Values ? 0 : m_elementDepth;
    const auto isGoingOn = m_json.recover(level);
    if (!isGoingOn)
        return Unexpected(isGoingOn.error());
    return *isGoingOn ? Step::None : Step::End;
}

Result<JsonRecords::Step> JsonRecords::readTop(FlatRecord& into) {
    const auto token = m_json.next();
    if (!token)
        return Unexpected(token.error());
    switch (*token) {
    case JsonToken::End:
        return Step::End;
    case JsonToken::BeginObject:
        ++m_row;
        m_path.clear();
        return flatten(into, *token);
    case JsonToken::BeginArray: {
        m_path.clear();
        const auto first = m_json.next();
        if (!first)
            return Unexpected(first.error());
        m_outerLevels.clear();
        if (*first == JsonToken::BeginObject) { // an array of records
            m_shape = Shape::Elements;
            m_elementDepth = m_json.depth() - 1;
            return readElement(into, *first);
        }
        ++m_row;
        if (*first == JsonToken::EndArray)
            return Step::None;
        if (*first == JsonToken::BeginArray) { // an array of arrays: each a record
            m_shape = Shape::Elements;
            m_elementDepth = m_json.depth() - 1;
            --m_row;
            return readElement(into, *first);
        }
        into.add("0", m_json.text(), *first == JsonToken::String);
        m_levels.assign(1, {0, 1, true});
        return flatten(into, JsonToken::BeginArray);
    }
    case JsonToken::Bad:
        ++m_row;
        return failed();
    default:
        return Step::None; // a value by itself is no record
    }
}

Result<JsonRecords::Step> JsonRecords::readElement(FlatRecord& into, JsonToken begun) {
    if (begun == JsonToken::Bad) {
        const auto token = m_json.next();
        if (!token)
            return Unexpected(token.error());
        begun = *token;
    }
    switch (begun) {
    case JsonToken::BeginObject:
    case JsonToken::BeginArray:
        ++m_row;
        m_path.clear();
        if (!m_context.empty())
            into.add("context", m_context, true);
        return flatten(into, begun);
    case JsonToken::End:
        if (m_json.depth() > 0)
            m_log.add(diag::kExportCut, {PlaceKind::Row, m_row});
        return Step::End;
    case JsonToken::EndArray: {
        // Out of the list: what follows may hold another one.
        m_shape = Shape::Values;
        m_context.clear();
        if (m_json.depth() == 0 || m_outerLevels.empty())
            return Step::None;
        m_levels = m_outerLevels;
        m_path.resize(m_levels.empty() ? 0 : std::min(m_path.size(), m_levels.back().pathSize));
        return flatten(into, JsonToken::EndArray);
    }
    case JsonToken::Bad:
        ++m_row;
        return failed();
    default:
        ++m_row;
        return Step::None;
    }
}

// Values of one object or array, to its end. Where one of its members is a list of records, those come next, and what
// was gathered so far is no record. begun EndArray: goes on within an object whose list of records has ended.
Result<JsonRecords::Step> JsonRecords::flatten(FlatRecord& into, JsonToken begun) {
    const bool isTop = m_shape == Shape::Values;
    const bool isAfterList = begun == JsonToken::EndArray;
    if (begun == JsonToken::BeginObject)
        m_levels.assign(1, {0, 0, false});
    else if (begun == JsonToken::BeginArray && (m_levels.size() != 1 || !isTop || m_levels[0].index == 0))
        m_levels.assign(1, {0, 0, true});
    const auto enterIndex = [&] {
        Level& level = m_levels.back();
        m_path.resize(level.pathSize);
        if (!m_path.empty())
            m_path += '.';
        m_path += std::to_string(level.index++);
    };
    while (true) {
        const auto token = m_json.next();
        if (!token)
            return Unexpected(token.error());
        switch (*token) {
        case JsonToken::Key:
            m_path.resize(m_levels.back().pathSize);
            if (!m_path.empty())
                m_path += '.';
            m_path += m_json.text().substr(0, 256);
            break;
        case JsonToken::String:
        case JsonToken::Literal:
            if (m_levels.back().isArray)
                enterIndex();
            if (*token == JsonToken::String || m_json.text() != "null")
                into.add(m_path, m_json.text(), *token == JsonToken::String);
            break;
        case JsonToken::BeginObject:
        case JsonToken::BeginArray: {
            if (m_levels.back().isArray)
                enterIndex();
            if (isPassedOver(m_path)) {
                const auto skipped = m_json.skip(*token);
                if (!skipped)
                    return Unexpected(skipped.error());
                if (*skipped == JsonToken::Bad || *skipped == JsonToken::End)
                    return failed();
                break;
            }
            const bool isArray = *token == JsonToken::BeginArray;
            if (isArray && isTop && isRecordList(m_path)) {
                if (m_path == "tables") {
                    m_shape = Shape::TableRows;
                    m_columns.clear();
                } else {
                    m_shape = Shape::Elements;
                    m_context = m_path.starts_with("PeerConnections.") ? m_path : std::string();
                }
                m_outerLevels = m_levels;
                m_elementDepth = m_json.depth();
                m_row -= isAfterList ? 0 : 1;
                return Step::None;
            }
            m_levels.push_back({m_path.size(), 0, isArray});
            break;
        }
        case JsonToken::EndObject:
        case JsonToken::EndArray:
            m_levels.pop_back();
            if (m_levels.empty())
                return isAfterList ? Step::None : Step::Record;
            m_path.resize(std::min(m_path.size(), m_levels.back().pathSize));
            break;
        case JsonToken::End:
            m_log.add(diag::kExportCut, {PlaceKind::Row, m_row});
            return Step::End;
        case JsonToken::Bad:
            return failed();
        }
    }
}

// Columns come before rows (Log Analytics query API); the first table only holds what was asked for, and others are
// read by their own columns.
Result<JsonRecords::Step> JsonRecords::readTableRow(FlatRecord& into) {
    while (true) {
        const auto token = m_json.next();
        if (!token)
            return Unexpected(token.error());
        switch (*token) {
        case JsonToken::Key:
            m_path.assign(m_json.text());
            if (m_path == "columns")
                m_columns.clear();
            break;
        case JsonToken::String:
            if (m_path == "name" && m_json.depth() == m_elementDepth + 3 && m_columns.size() < FlatRecord::kMostValues)
                m_columns.emplace_back(m_json.text());
            break;
        case JsonToken::BeginArray: {
            if (m_path != "rows" || m_json.depth() != m_elementDepth + 3)
                break;
            ++m_row;
            std::size_t cell = 0;
            while (true) {
                const auto value = m_json.next();
                if (!value)
                    return Unexpected(value.error());
                if (*value == JsonToken::EndArray)
                    break;
                if (*value == JsonToken::Bad || *value == JsonToken::End) {
                    m_log.add(*value == JsonToken::End ? diag::kExportCut : diag::kExportJson, {PlaceKind::Row, m_row});
                    const auto isGoingOn = m_json.recover(m_elementDepth + 2);
                    if (!isGoingOn)
                        return Unexpected(isGoingOn.error());
                    return *isGoingOn ? Step::None : Step::End;
                }
                if (*value == JsonToken::BeginObject || *value == JsonToken::BeginArray) {
                    if (auto skipped = m_json.skip(*value); !skipped)
                        return Unexpected(skipped.error());
                } else if (cell < m_columns.size() && (*value == JsonToken::String || m_json.text() != "null")) {
                    into.add(m_columns[cell], m_json.text(), *value == JsonToken::String);
                }
                ++cell;
            }
            if (cell != m_columns.size())
                m_log.add(diag::kExportColumns, {PlaceKind::Row, m_row});
            return Step::Record;
        }
        case JsonToken::End:
            return Step::End;
        case JsonToken::Bad: {
            m_log.add(diag::kExportJson, {PlaceKind::Row, m_row});
            return Step::End;
        }
        default:
            break;
        }
    }
}

} // namespace echelle::exports
