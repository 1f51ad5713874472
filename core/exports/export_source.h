#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/capture/input.h"
#include "core/exports/text_input.h"
#include "core/record/export_row.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace echelle::exports {

// The rows of one diagnostic export, in file order.
class ExportSource {
public:
    virtual ~ExportSource() = default;
    // Views in the row are valid until the next call. False at the end.
    virtual Result<bool> next(record::ExportRow& row) = 0;
    [[nodiscard]] virtual std::uint64_t bytesConsumed() const = 0;
    [[nodiscard]] virtual PlaceKind placeKind() const { return PlaceKind::Row; }
};

enum class Container : std::uint8_t { Csv, Json, EndReasonLines, ConsoleLines };

// What a text is, told from its beginning.
struct ExportFormat {
    Container container = Container::Csv;
    record::Table table = record::Table::None; // of JSON: of its first record
    Encoding encoding = Encoding::Utf8;
    char delimiter = ',';
    std::vector<std::optional<record::Field>> columns; // of CSV
    bool isDayFirst = false;
    bool isDateOrderAssumed = false;

    [[nodiscard]] std::string name() const; // "teams-direct-routing csv"
};

// What the texts of end reasons are, for lines that carry one without saying so; in lower case, blanks single.
using EndReasons = std::vector<std::string>;

// An export with columns or properties that are known; nullopt for any other text.
[[nodiscard]] std::optional<ExportFormat> recogniseTable(std::string_view sample, Encoding encoding);
// Lines of a call history or of a browser's console: weak signs, to be asked for after all else.
[[nodiscard]] std::optional<ExportFormat> recogniseLines(std::string_view sample, Encoding encoding,
                                                         const EndReasons& reasons);

// input and log outlive the source.
[[nodiscard]] std::unique_ptr<ExportSource> openExport(const capture::Input& input, const ExportFormat& format,
                                                       const EndReasons& reasons, ImportLog& log);

} // namespace echelle::exports
