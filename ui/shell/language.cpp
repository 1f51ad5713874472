#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace echelle::ui {

Language::~Language() {
    // The application may be gone already where this is a static; it then has let go of its translators.
    if (QCoreApplication::instance() == nullptr)
        return;
    for (QTranslator* translator : {m_own.get(), m_qt.get()})
        if (translator != nullptr)
            QCoreApplication::removeTranslator(translator);
}

void Language::set(const QString& locale) {
    if (locale == m_locale)
        return;
    m_locale = locale;
    // Before the translators, since those tell the widgets, which then write numbers.
    QLocale::setDefault(locale == "en"_L1 ? QLocale(QLocale::English, QLocale::UnitedKingdom) : QLocale(locale));
    auto own = std::make_unique<QTranslator>();
    auto qt = std::make_unique<QTranslator>();
    const bool hasQt = qt->load(u"qtbase_"_s + locale, QLibraryInfo::path(QLibraryInfo::TranslationsPath)) ||
                       qt->load(u"qtbase_"_s + locale, u":/i18n"_s);
    const bool hasOwn = own->load(u"echelle_"_s + locale, u":/i18n"_s);
    for (QTranslator* translator : {m_own.get(), m_qt.get()})
        if (translator != nullptr)
            QCoreApplication::removeTranslator(translator);
    if (hasQt)
        QCoreApplication::installTranslator(qt.get());
    if (hasOwn)
        QCoreApplication::installTranslator(own.get());
    m_own = std::move(own);
    m_qt = std::move(qt);
}

QString Language::systemChoice(const QStringList& offered) {
    for (const QString& name : QLocale::system().uiLanguages())
        if (const QString language = name.section(u'-', 0, 0); offered.contains(language))
            return language;
    return u"en"_s;
}

} // namespace echelle::ui
