#pragma once

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/match/code_matcher.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace echelle::catalog {

// The language-neutral part of an entry (resources/catalog/<family>.json).
struct Entry {
    QString key;                                    // "sip.404"
    QString family;                                 // "sip"
    std::vector<std::pair<QString, QString>> codes; // name and value as text, in file order: ("sip", "404")
    QStringList phrases;                            // published strings, English first
    QString side;                                   // sbc, microsoft, network, endpoint, number, unknown
    QString severity;                               // error, warning, info
    QString source;                                 // document and section
};

// What a reader sees of an entry, in one language.
struct EntryText {
    QString key;
    QString locale; // the one it really is in: "en" where the chosen one lacks the key
    QString title;
    QString explanation;
    QStringList actions;
};

// All explanations and words that core shows, in every language for which a locale file is there. A language is one
// file
// (<locale>.json, see translations/catalog); it may also lie in a folder given to load(). Immutable after load; safe to
// read from several threads.
class Catalog {
public:
    // Reads the files compiled into the program and then those of the folders given, which win.
    // Error "catalog.damaged" with {file} and {reason}: a packaging fault.
    static Result<std::shared_ptr<const Catalog>> load(const QStringList& folders = {});

    [[nodiscard]] QStringList locales() const;                     // "en" first, then in order
    [[nodiscard]] QString localeName(const QString& locale) const; // in its own language: "Français"
    [[nodiscard]] bool hasLocale(const QString& locale) const;

    [[nodiscard]] const Entry* entry(const QString& key) const; // nullptr where there is none
    [[nodiscard]] const std::vector<Entry>& entries() const;    // in order of family file, then entry
    // The text with {name} replaced by the arguments (plain text; captured values are not interpreted). A key that no
    // file has gives the general entry of its family ("<family>.general"), which says so.
    [[nodiscard]] EntryText text(const QString& key, const QString& locale, const Arguments& arguments = {}) const;
    // One word or short sentence of ladder and report ("labels" of the locale file): label("hold", "fr"). The key
    // itself where no locale has it (a test holds that none is missing).
    [[nodiscard]] QString label(const QString& key, const QString& locale, const Arguments& arguments = {}) const;
    // The sentence of an error or diagnostic: title of "diagnostic.<code>", {path} and its arguments filled in.
    [[nodiscard]] QString sentence(const Error& error, const QString& locale) const;

    // Best first: codes and exact titles (in any language) first, then phrases, then words. Numbers are codes: several
    // numbers must all be in the entry ("569008 504"). Empty where nothing fits.
    [[nodiscard]] std::vector<const Entry*> explain(const QStringList& query) const;

    [[nodiscard]] const match::CodeMatcher& matcher() const;

private:
    Catalog();
    struct Data;
    std::unique_ptr<Data> m_data;

public:
    ~Catalog();
};

} // namespace echelle::catalog
