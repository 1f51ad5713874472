#include "core/base/text.h"
#include "core/exports/browser_signals.h"
#include "core/exports/calling_services.h"
#include "core/exports/csv_reader.h"
#include "core/exports/export_source.h"
#include "core/exports/json_records.h"
#include "core/exports/line_sources.h"
#include "core/exports/memory_reader.h"
#include "core/exports/row_maker.h"
#include "core/exports/table_source.h"
#include "core/record/value_text.h"

#include <algorithm>
#include <array>

namespace echelle::exports {

using record::Field;
using record::Table;

namespace {

// The columns of the Direct Routing and PSTN reports in their order (pstn-usage-report): for headers that nobody
// knows, as a translated export may have.
using enum record::Field;
constexpr std::array<Field, 22> kDirectRouting{
    CorrelationId, UserId,        User,      DisplayName, Country,     InviteTime,         StartTime,   FailureTime,
    EndTime,       Duration,      Success,   Caller,      Callee,      CallType,           MediaRegion, SignalingRegion,
    SipCode,       MicrosoftCode, SipPhrase, Sbc,         MediaBypass, SharedCorrelationId};
constexpr std::array<Field, 20> kPstn{
    RowId,         CallId,     ConferenceId,       Country,     UserId, User,      DisplayName, Caller,
    CallType,      NumberType, DestinationContext, Destination, Callee, StartTime, EndTime,     Duration,
    ConnectionFee, Charge,     Currency,           Capability};

bool isGuid(std::string_view text) {
    constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (text.size() != kShape.size())
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = toLowerAscii(text[i]);
        const bool isHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (kShape[i] == '-' ? c != '-' : !isHex)
            return false;
    }
    return true;
}

template <std::size_t N>
std::vector<std::optional<Field>> listOf(const std::array<Field, N>& fields) {
    return {fields.begin(), fields.end()};
}

// What dates in the first rows tell of their order; the delimiter of a spreadsheet that writes commas in numbers
// decides where they tell nothing.
void readDateOrder(CsvReader& csv, ExportFormat& format) {
    std::vector<std::string_view> cells;
    bool isMonthFirst = false;
    bool isNumeric = false;
    for (int rows = 0; rows < 200; ++rows) {
        const auto read = csv.next(cells);
        if (!read || !*read)
            break;
        for (std::size_t i = 0; i < std::min(cells.size(), format.columns.size()); ++i) {
            const auto& field = format.columns[i];
            if (!field || (*field != InviteTime && *field != StartTime && *field != EndTime && *field != FailureTime &&
                           *field != Time))
                continue;
            const record::DateHint hint = record::dateHint(cells[i]);
            format.isDayFirst = format.isDayFirst || hint == record::DateHint::DayFirst;
            isMonthFirst = isMonthFirst || hint == record::DateHint::MonthFirst;
            isNumeric = isNumeric || cells[i].find('/') < 3;
        }
    }
    format.isDateOrderAssumed = isNumeric && format.isDayFirst == isMonthFirst;
    if (format.isDateOrderAssumed)
        format.isDayFirst = format.delimiter == ';';
}

std::optional<ExportFormat> recogniseCsv(std::string_view sample, Encoding encoding) {
    ExportFormat format;
    format.encoding = encoding;
    format.delimiter = delimiterOf(sample);
    if (format.delimiter == '\0')
        return std::nullopt;
    ImportLog unused;
    CsvReader csv(TextInput(std::make_unique<MemoryReader>(sample), Encoding::Utf8), format.delimiter, unused);
    std::vector<std::string_view> cells;
    if (const auto read = csv.next(cells); !read || !*read)
        return std::nullopt;
    std::vector<Field> known;
    for (const std::string_view header : cells) {
        auto field = header.size() <= 80 ? record::fieldFromHeader(header) : std::nullopt;
        if (field && std::find(known.begin(), known.end(), *field) != known.end())
            field.reset(); // a second column of the same meaning
        if (field)
            known.push_back(*field);
        format.columns.push_back(field);
    }
    const std::size_t columns = cells.size();
    format.table = tableOf(known);
    if (format.table == Table::None && known.size() <= 4 && (columns == 22 || columns == 20)) {
        const auto read = csv.next(cells);
        if (read && *read && isGuid(cells[0])) {
            format.table = columns == 22 ? Table::DirectRouting : Table::Pstn;
            format.columns = columns == 22 ? listOf(kDirectRouting) : listOf(kPstn);
        }
    }
    if (format.table == Table::None)
        return std::nullopt;
    readDateOrder(csv, format);
    return format;
}

// What the first records are that can be told.
std::optional<ExportFormat> recogniseJson(std::string_view sample, Encoding encoding) {
    ExportFormat format;
    format.container = Container::Json;
    format.encoding = encoding;
    ImportLog log;
    JsonTable table(TextInput(std::make_unique<MemoryReader>(sample), Encoding::Utf8), format, log);
    record::ExportRow row;
    if (const auto read = table.next(row); read && *read) {
        format.table = row.table;
        return format;
    }
    // Nothing of weight in the sample, but of a kind that is known.
    const auto skipped = [&log](std::string_view name) { return log.skipped().count(name) != 0; };
    format.table = skipped("http") ? Table::Har : skipped("webrtc") ? Table::WebRtc : Table::None;
    if (format.table == Table::None && skipped("acs-calling-metrics"))
        format.table = Table::AcsMetrics;
    if (format.table == Table::None && sample.find("\"PeerConnections\"") != std::string_view::npos)
        format.table = Table::WebRtc;
    return format.table == Table::None ? std::nullopt : std::optional(format);
}

std::unique_ptr<ExportSource> makeSource(TextInput text, const ExportFormat& format, const EndReasons& reasons,
                                         ImportLog& log) {
    switch (format.container) {
    case Container::Csv:
        return std::make_unique<CsvTable>(std::move(text), format, log);
    case Container::Json:
        return std::make_unique<JsonTable>(std::move(text), format, log);
    case Container::EndReasonLines:
        return std::make_unique<EndReasonLines>(std::move(text), reasons, log);
    case Container::ConsoleLines:
        break;
    }
    return std::make_unique<ConsoleLines>(std::move(text), log);
}

} // namespace

std::string ExportFormat::name() const {
    static constexpr std::array<std::string_view, 4> kContainers{" csv", " json", " text", " text"};
    return std::string(record::toString(table)) + std::string(kContainers[static_cast<std::size_t>(container)]);
}

std::optional<ExportFormat> recogniseTable(std::string_view sample, Encoding encoding) {
    const std::size_t first = sample.find_first_not_of(" \t\r\n\x1e");
    if (first == std::string_view::npos)
        return std::nullopt;
    return sample[first] == '{' || sample[first] == '[' ? recogniseJson(sample, encoding)
                                                        : recogniseCsv(sample.substr(first), encoding);
}

std::optional<ExportFormat> recogniseLines(std::string_view sample, Encoding encoding, const EndReasons& reasons) {
    TextLines lines(TextInput(std::make_unique<MemoryReader>(sample), Encoding::Utf8));
    ExportFormat format;
    format.encoding = encoding;
    std::string_view line;
    while (true) {
        const auto read = lines.next(line);
        if (!read || !*read)
            return std::nullopt;
        if (!endReasonIn(line, reasons).empty()) {
            format.container = Container::EndReasonLines;
            format.table = Table::RealConnect;
            return format;
        }
        if (const auto signal = signalIn(line); signal && signal->name != "telemetry") {
            format.container = Container::ConsoleLines;
            format.table = Table::Console;
            return format;
        }
    }
}

std::unique_ptr<ExportSource> openExport(const capture::Input& input, const ExportFormat& format,
                                         const EndReasons& reasons, ImportLog& log) {
    return makeSource(TextInput(capture::openReader(input, log), format.encoding), format, reasons, log);
}

} // namespace echelle::exports
