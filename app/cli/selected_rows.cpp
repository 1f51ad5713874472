#include "app/cli/selected_rows.h"

#include "app/cli/console.h"
#include "core/store/case_reader.h"

#include <set>

namespace echelle::cli {

std::optional<std::vector<RowId>> selectRows(const Selection& which, store::CaseReader& reader, Console& console) {
    if (which.isAll())
        return std::vector<RowId>();
    std::set<RowId> rows;
    for (const std::int64_t number : which.calls) {
        if (reader.row(RowId{number}))
            rows.insert(RowId{number});
        else
            console.report("cli.error.no-such-call", {{"what", std::to_string(number)}}, ExitStatus::NothingThere);
    }
    for (const std::string& callId : which.callIds) {
        const std::vector<RowId> found = reader.rowsWithCallId(callId);
        if (found.empty())
            console.report("cli.error.no-such-call-id", {{"what", callId}}, ExitStatus::NothingThere);
        rows.insert(found.begin(), found.end());
    }
    if (rows.empty())
        return std::nullopt;
    return std::vector<RowId>(rows.begin(), rows.end());
}

} // namespace echelle::cli
