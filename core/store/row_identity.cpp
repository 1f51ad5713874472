#include "core/store/row_identity.h"

#include <algorithm>
#include <map>
#include <vector>

namespace echelle::store {

RowIdentity::RowIdentity(Database& database) : m_database(database) {
    (void)m_database.execute(
        "DROP TABLE IF EXISTS temp.earlier_row;"
        "CREATE TEMP TABLE earlier_row(event INTEGER PRIMARY KEY, row INTEGER NOT NULL);"
        "INSERT INTO temp.earlier_row SELECT role.event, leg.row FROM main.role JOIN main.leg ON leg.id=role.leg;");
}

Result<void> RowIdentity::restore() {
    // Every new row with each earlier row it shares events with, oldest new row first.
    Statement pairs =
        m_database.prepare("SELECT leg.row, e.row, min(role.order_ns) FROM main.role JOIN main.leg ON leg.id=role.leg "
                           "JOIN temp.earlier_row e ON e.event=role.event GROUP BY 1,2 ORDER BY 3,2");
    std::map<std::int64_t, std::int64_t> numberOf;
    std::map<std::int64_t, std::vector<std::int64_t>> candidates;
    std::vector<std::int64_t> order;
    while (pairs && pairs.step()) {
        auto& list = candidates[pairs.integer(0)];
        if (list.empty())
            order.push_back(pairs.integer(0));
        list.push_back(pairs.integer(1));
    }
    std::map<std::int64_t, bool> isTaken;
    for (std::int64_t row : order) {
        std::vector<std::int64_t>& list = candidates[row];
        std::sort(list.begin(), list.end());
        const auto free = std::find_if(list.begin(), list.end(), [&](std::int64_t old) { return !isTaken[old]; });
        if (free != list.end()) {
            numberOf[row] = *free;
            isTaken[*free] = true;
        }
    }
    std::int64_t next = std::max(m_database.queryInteger("SELECT max(row) FROM temp.earlier_row"),
                                 m_database.queryInteger("SELECT number FROM main.last_row"));
    Statement rows = m_database.prepare("SELECT id FROM main.row ORDER BY start_ns IS NULL, start_ns, id");
    bool isSame = true;
    while (rows && rows.step()) {
        auto [it, isNew] = numberOf.try_emplace(rows.integer(0), 0);
        if (isNew)
            it->second = ++next;
        isSame = isSame && it->first == it->second;
    }
    if (auto kept = keepLastRow(m_database, next); !kept)
        return kept;
    if (isSame)
        return m_database.execute("DROP TABLE temp.earlier_row");

    auto made = m_database.execute(
        "DROP TABLE IF EXISTS temp.renumber;CREATE TEMP TABLE renumber(old INTEGER PRIMARY KEY, new INTEGER NOT NULL)");
    if (!made)
        return made;
    Statement insert = m_database.prepare("INSERT INTO temp.renumber VALUES(?,?)");
    for (const auto& [old, number] : numberOf) {
        insert.bind(1, old);
        insert.bind(2, number);
        insert.step();
        insert.reset();
    }
    insert = Statement();
    // By way of negative numbers, since old and new ones overlap.
    return m_database.execute(
        "UPDATE main.row SET id=-(SELECT new FROM temp.renumber WHERE old=row.id);UPDATE main.row SET id=-id;"
        "UPDATE main.row_call_id SET row=-(SELECT new FROM temp.renumber WHERE old=row_call_id.row);UPDATE "
        "main.row_call_id SET row=-row;"
        "UPDATE main.leg SET row=(SELECT new FROM temp.renumber WHERE old=leg.row);"
        "UPDATE main.failing SET row=(SELECT new FROM temp.renumber WHERE old=failing.row);"
        "UPDATE main.finding SET row=(SELECT new FROM temp.renumber WHERE old=finding.row);"
        "DROP TABLE temp.renumber;DROP TABLE temp.earlier_row");
}

std::int64_t lastRow(Database& database) {
    return database.queryInteger("SELECT max(id) FROM row");
}

Result<void> keepLastRow(Database& database, std::int64_t number) {
    Statement s = database.prepare("INSERT INTO last_row VALUES(1,?1) ON CONFLICT(id) DO UPDATE SET "
                                   "number=max(number,excluded.number)");
    s.bind(1, number);
    s.step();
    if (s.failed())
        return Unexpected(database.lastError());
    return {};
}

} // namespace echelle::store
