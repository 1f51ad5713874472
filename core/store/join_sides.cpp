#include "core/store/join_sides.h"

#include "core/base/text.h"
#include "core/store/columns.h"
#include "core/store/packed_arguments.h"
#include "core/store/raw_bytes.h"

#include <cstring>

namespace echelle::store {

namespace {

constexpr std::size_t kGuid = 36;

bool isGuid(std::string_view text) {
    for (std::size_t i = 0; i < kGuid; ++i) {
        const char c = toLowerAscii(text[i]);
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        if (isDash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return true;
}

bool mayCarryGuid(std::string_view line) {
    for (const std::string_view name : {"reason:", "contact:", "m:", "referred-by:", "b:", "reason ", "contact "})
        if (startsWithNoCase(line, name))
            return true;
    return false;
}

void eachGuid(std::string_view message, const std::function<void(std::string)>& visit) {
    const std::size_t end = message.find("\r\n\r\n");
    std::string_view head = message.substr(0, end);
    while (!head.empty()) {
        const std::size_t eol = head.find('\n');
        const std::string_view line = head.substr(0, eol);
        head = eol == std::string_view::npos ? std::string_view() : head.substr(eol + 1);
        if (!mayCarryGuid(line))
            continue;
        for (std::size_t dash = line.find('-', 8); dash != std::string_view::npos && dash + 28 <= line.size();
             dash = line.find('-', dash + 1)) {
            const std::string_view text = line.substr(dash - 8, kGuid);
            if (text.size() == kGuid && isGuid(text))
                visit(toLower(text));
        }
    }
}

} // namespace

std::vector<TraceRow> traceRows(Database& database) {
    Statement s = database.prepare(
        "SELECT row.id,row.kind,row.start_ns,row.from_uri,row.to_uri,coalesce(c.server_name,''),coalesce(c.facts,x'') "
        "FROM row LEFT JOIN connection c ON c.id=row.connection WHERE row.kind IN (?1,?2) AND NOT row.folded "
        "ORDER BY row.id");
    s.bind(1, static_cast<std::int64_t>(dialog::RowKind::Call));
    s.bind(2, static_cast<std::int64_t>(dialog::RowKind::Connection));
    std::vector<TraceRow> rows;
    while (s && s.step()) {
        TraceRow& r = rows.emplace_back();
        r.row = RowId{s.integer(0)};
        r.kind = static_cast<dialog::RowKind>(s.integer(1));
        r.start = timeAt(s, 2);
        r.from = s.text(3);
        r.to = s.text(4);
        r.serverName = toLower(s.text(5));
        for (const Argument& fact : unpackArguments(s.text(6)))
            r.connectionFacts += toLower(fact.value) + "\n";
    }
    return rows;
}

std::vector<RowId> rowsOfCallId(Database& database, const std::string& callId) {
    Statement s = database.prepare("SELECT DISTINCT row FROM row_call_id WHERE call_id=? ORDER BY row");
    s.bind(1, callId);
    std::vector<RowId> rows;
    while (s && s.step())
        rows.push_back(RowId{s.integer(0)});
    return rows;
}

RowId rowOfEvent(Database& database, EventId event) {
    Statement s = database.prepare("SELECT leg.row FROM role JOIN leg ON leg.id=role.leg WHERE role.event=?");
    s.bind(1, event.value);
    return RowId{s && s.step() ? s.integer(0) : 0};
}

EventId connectionOfRow(Database& database, RowId row) {
    Statement s = database.prepare("SELECT connection FROM row WHERE id=?");
    s.bind(1, row.value);
    return EventId{s && s.step() ? s.integer(0) : 0};
}

std::vector<SeenGuid> guidsInMessages(Database& database, const std::unordered_set<std::string>& wanted) {
    std::vector<SeenGuid> seen;
    RawBytes raw(database);
    Statement s = database.prepare("SELECT id,raw_at,size FROM message ORDER BY id");
    while (s && s.step()) {
        const EventId id{s.integer(0)};
        eachGuid(raw.slice(s.integer(1), s.integer(2)), [&](std::string guid) {
            if (wanted.count(guid) != 0)
                seen.push_back({std::move(guid), id});
        });
    }
    return seen;
}

} // namespace echelle::store
