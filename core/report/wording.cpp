#include "core/report/wording.h"

#include "core/report/captured_text.h"
#include "core/scene/catalog_words.h"

namespace echelle::report {

namespace {

std::shared_ptr<const catalog::Catalog> borrowed(const catalog::Catalog& catalog) {
    return {std::shared_ptr<const catalog::Catalog>(), &catalog}; // owns nothing: the caller keeps it alive
}

std::string_view placeKey(PlaceKind kind) {
    switch (kind) {
    case PlaceKind::Line:
        return "report.place.line";
    case PlaceKind::Row:
        return "report.place.row";
    case PlaceKind::Offset:
        return "report.place.offset";
    case PlaceKind::Frame:
        break;
    }
    return "report.place.frame";
}

} // namespace

Wording::Wording(const catalog::Catalog& catalog, QString locale, const QString& zone)
    : m_catalog(&catalog)
    , m_locale(std::move(locale))
    , m_numbers(m_locale)
    , m_words(std::make_shared<scene::CatalogWords>(borrowed(catalog), m_locale))
    , m_times(zone.toStdString(), *m_words) {}

QString Wording::label(std::string_view key, const Arguments& arguments) const {
    return capturedLine(
        m_catalog->label(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())), m_locale, arguments)
            .toStdString(),
        4096);
}

QString Wording::counted(std::string_view key, std::uint64_t n, Arguments arguments) const {
    arguments.push_back({"n", number(n).toStdString()});
    return label(std::string(key) + (n == 1 ? ".one" : ".many"), arguments);
}

QString Wording::number(std::uint64_t n) const {
    return m_numbers.toString(static_cast<qulonglong>(n));
}

QString Wording::number(double value, int decimals) const {
    return m_numbers.toString(value, 'f', decimals);
}

QString Wording::moment(Timestamp t) const {
    if (!t.isValid())
        return label("time.none");
    return QString::fromStdString(m_times.date(t) + " " + m_times.clock(t));
}

QString Wording::clock(Timestamp t) const {
    return QString::fromStdString(m_times.clock(t));
}

QString Wording::span(Duration d) const {
    return QString::fromStdString(m_times.span(d));
}

QString Wording::zone() const {
    return QString::fromStdString(m_times.zone());
}

QString Wording::state(dialog::RowState s) const {
    return label("state." + std::string(dialog::toString(s)));
}

QString Wording::kind(dialog::RowKind k) const {
    return label("kind." + std::string(dialog::toString(k)));
}

QString Wording::place(Place place) const {
    return label(placeKey(place.kind), {{"n", std::to_string(place.number)}});
}

QString sourceName(const store::SourceRecord& source) {
    const std::size_t slash = source.path.find_last_of("/\\");
    return capturedLine(slash == std::string::npos ? source.path : source.path.substr(slash + 1));
}

namespace {
QString partyOf(const std::string& display, const std::string& uri) {
    const QString shown = capturedLine(display.empty() ? uri : display, 160);
    return shown.isEmpty() ? QStringLiteral("?") : shown;
}
} // namespace

QString callerOf(const dialog::RowFacts& row) {
    return partyOf(row.fromDisplay, row.from);
}

QString calleeOf(const dialog::RowFacts& row) {
    return partyOf(row.toDisplay, row.to);
}

QString finalOf(const dialog::RowFacts& row) {
    if (row.finalStatus == 0)
        return {};
    return (QString::number(row.finalStatus) + QLatin1Char(' ') + capturedLine(row.finalReason, 160)).trimmed();
}

ladder::Mark markOf(dialog::RowState state) {
    switch (state) {
    case dialog::RowState::Answered:
    case dialog::RowState::Succeeded:
        return ladder::Mark::Check;
    case dialog::RowState::Failed:
        return ladder::Mark::Cross;
    case dialog::RowState::Cancelled:
        return ladder::Mark::Barred;
    case dialog::RowState::Busy:
    case dialog::RowState::Declined:
    case dialog::RowState::Unanswered:
        return ladder::Mark::Exclamation;
    case dialog::RowState::Redirected:
    case dialog::RowState::InProgress:
    case dialog::RowState::Incomplete:
        break;
    }
    return ladder::Mark::Information;
}

ladder::Mark markOf(rules::Severity severity) {
    switch (severity) {
    case rules::Severity::Error:
        return ladder::Mark::Cross;
    case rules::Severity::Warning:
        return ladder::Mark::Exclamation;
    case rules::Severity::Info:
        return ladder::Mark::Information;
    case rules::Severity::None:
        break;
    }
    return ladder::Mark::None;
}

} // namespace echelle::report
