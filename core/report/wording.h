#pragma once

#include "core/catalog/catalog.h"
#include "core/dialog/analysis.h"
#include "core/ladder/row.h"
#include "core/scene/time_text.h"
#include "core/scene/words.h"
#include "core/store/case_types.h"

#include <QLocale>

#include <memory>

namespace echelle::report {

// The words, numbers and times of a report in one language and zone. Arguments may be captured text: what comes out is
// fit for one line.
class Wording {
public:
    // The catalog outlives the object.
    Wording(const catalog::Catalog& catalog, QString locale, const QString& zone);

    [[nodiscard]] const catalog::Catalog& catalog() const { return *m_catalog; }
    [[nodiscard]] const QString& locale() const { return m_locale; }
    [[nodiscard]] const std::shared_ptr<const scene::Words>& words() const { return m_words; }
    [[nodiscard]] const scene::TimeText& times() const { return m_times; }

    [[nodiscard]] QString label(std::string_view key, const Arguments& arguments = {}) const;
    // The label key + ".one" or ".many", with {n} in it.
    [[nodiscard]] QString counted(std::string_view key, std::uint64_t n, Arguments arguments = {}) const;
    [[nodiscard]] QString number(std::uint64_t n) const;
    [[nodiscard]] QString number(double value, int decimals) const;
    [[nodiscard]] QString moment(Timestamp t) const; // "2026-11-21 20:26:38.123", or that there is no time
    [[nodiscard]] QString clock(Timestamp t) const;  // "20:26:38.123"
    [[nodiscard]] QString span(Duration d) const;    // "58.2 s"
    [[nodiscard]] QString zone() const;
    [[nodiscard]] QString state(dialog::RowState s) const;
    [[nodiscard]] QString kind(dialog::RowKind k) const;
    // "frame 12", "line 40", in the language.
    [[nodiscard]] QString place(Place place) const;

private:
    const catalog::Catalog* m_catalog;
    QString m_locale;
    QLocale m_numbers;
    std::shared_ptr<const scene::Words> m_words;
    scene::TimeText m_times;
};

// Name of a source as a reader knows it: the last part of its path.
[[nodiscard]] QString sourceName(const store::SourceRecord& source);
// Who called, as the list shows it: display name or number, else the URI.
[[nodiscard]] QString callerOf(const dialog::RowFacts& row);
[[nodiscard]] QString calleeOf(const dialog::RowFacts& row);
// "403 Forbidden"; empty without a final response.
[[nodiscard]] QString finalOf(const dialog::RowFacts& row);

[[nodiscard]] ladder::Mark markOf(dialog::RowState state);
[[nodiscard]] ladder::Mark markOf(rules::Severity severity);

} // namespace echelle::report
