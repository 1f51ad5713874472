#pragma once

#include <QString>
#include <QStringList>
#include <QTranslator>

#include <memory>

namespace echelle::ui {

// The language of the window: Echelle's own texts, Qt's (standard dialogs), and how numbers are written. A change
// reaches all widgets as QEvent::LanguageChange.
class Language {
public:
    Language() = default;
    ~Language();

    void set(const QString& locale); // "en", "fr"; a locale without texts is shown in English
    [[nodiscard]] const QString& locale() const { return m_locale; }
    // Out of the system's languages, the first of those offered; "en" where none is.
    [[nodiscard]] static QString systemChoice(const QStringList& offered);

private:
    QString m_locale;
    std::unique_ptr<QTranslator> m_own;
    std::unique_ptr<QTranslator> m_qt;
};

} // namespace echelle::ui
