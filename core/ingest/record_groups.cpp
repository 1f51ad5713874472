#include "core/ingest/record_groups.h"

namespace echelle::ingest {

namespace {
// The rows of a browser's trace are one call's unless they say which.
bool isOfOneTrace(record::Table table) {
    return table == record::Table::Console || table == record::Table::Har || table == record::Table::WebRtc;
}
std::size_t sizeOf(const record::StoredRow& row) {
    return row.packed.size() + row.row.fields.size() * sizeof(record::FieldValue) + 200;
}
} // namespace

RecordGroups::Group& RecordGroups::add(EventId id, SourceId source, const record::ExportRow& row,
                                       const std::function<void(Group&)>& made) {
    std::string key = record::groupKey(row);
    if (isOfOneTrace(row.table))
        key += "#" + std::to_string(source.value);
    auto found = key.empty() ? m_byKey.end() : m_byKey.find(key);
    if (found == m_byKey.end()) {
        while (m_groups.size() >= kMostGroups || (m_bytes > kMostBytes && !m_groups.empty()))
            giveOutFirst();
        Group& group = m_groups.emplace_back();
        made(group);
        group.key = key;
        const auto last = std::prev(m_groups.end());
        if (key.empty())
            key = "\n" + std::to_string(group.row.value); // of its own
        found = m_byKey.emplace(std::move(key), last).first;
    }
    Group& group = *found->second;
    if (group.members.size() < kMostRows) {
        group.members.push_back({id, source, record::StoredRow(row)});
        m_bytes += sizeOf(group.members.back().row);
    } else {
        ++group.leftOut;
    }
    return group;
}

void RecordGroups::giveOutFirst() {
    Group& group = m_groups.front();
    for (const Member& m : group.members)
        m_bytes -= sizeOf(m.row);
    m_giveOut(group);
    m_byKey.erase(group.key.empty() ? "\n" + std::to_string(group.row.value) : group.key);
    m_groups.pop_front();
}

void RecordGroups::finish() {
    while (!m_groups.empty())
        giveOutFirst();
}

} // namespace echelle::ingest
