#pragma once

#include "core/base/ids.h"
#include "core/record/export_row.h"

#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <unordered_map>
#include <vector>

namespace echelle::ingest {

// The rows of exports, by the call they belong to: those of one source or several that carry the same id. Bounded: the
// group that was begun first is given out when there are too many, or too much is held; rows of its call that come
// later make another, which is joined to it as legs are.
class RecordGroups {
public:
    static constexpr std::size_t kMostGroups = 4096;
    static constexpr std::size_t kMostBytes = std::size_t{64} << 20;
    static constexpr std::size_t kMostRows = 4096; // of one group that are kept to be weighed

    struct Member {
        EventId id;
        SourceId source;
        record::StoredRow row;
    };
    struct Group {
        RowId row;
        LegId leg;
        std::string key;
        std::vector<Member> members;
        std::uint64_t leftOut = 0;
    };
    using GiveOut = std::function<void(Group&)>;

    explicit RecordGroups(GiveOut giveOut) : m_giveOut(std::move(giveOut)) {}

    // The group of a row; `made` gives the ids of a new one.
    Group& add(EventId id, SourceId source, const record::ExportRow& row, const std::function<void(Group&)>& made);
    void finish(); // gives out the rest

private:
    void giveOutFirst();

    GiveOut m_giveOut;
    std::list<Group> m_groups; // in the order they were begun
    std::unordered_map<std::string, std::list<Group>::iterator> m_byKey;
    std::size_t m_bytes = 0;
};

} // namespace echelle::ingest
