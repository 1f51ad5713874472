#include "core/catalog/catalog.h"
#include "ui/shell/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screenshot.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

// A picture needs no display. The platform is chosen when the application is made, before arguments are parsed.
bool wantsScreenshot(int argc, char** argv) {
    for (int i = 1; i < argc; ++i)
        if (QByteArray(argv[i]).startsWith("--screenshot"))
            return true;
    return false;
}

} // namespace

int main(int argc, char** argv) {
    if (wantsScreenshot(argc, argv) && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QApplication::setOrganizationName(u"Echelle"_s);
    QApplication::setApplicationName(u"echelle"_s);
    QApplication::setApplicationDisplayName(u"Echelle"_s);
    QApplication::setApplicationVersion(QString::fromLatin1(ECHELLE_VERSION));
    QApplication::setDesktopFileName(u"echelle"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/echelle.svg"_s));

    QCommandLineParser parser;
    parser.setApplicationDescription(u"Call flows of SIP captures and logs, explained."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"FILE"_s, u"Captures, logs or a case; several make one case."_s, u"[FILE...]"_s);
    const QCommandLineOption lang(u"lang"_s, u"Language of the window."_s, u"LOCALE"_s);
    const QCommandLineOption screenshot(u"screenshot"_s, u"Write a picture of the window and end."_s, u"FILE.png"_s);
    const QCommandLineOption theme(u"theme"_s, u"light or dark."_s, u"THEME"_s);
    const QCommandLineOption size(u"size"_s, u"Of the picture, in pixels."_s, u"WxH"_s, u"1440x900"_s);
    parser.addOptions({lang, screenshot, theme, size});
    parser.process(app);

    const auto catalog = echelle::catalog::Catalog::load();
    if (!catalog) {
        std::fprintf(stderr, "echelle: %s\n", catalog.error().code.c_str());
        return 4;
    }
    const bool isPicture = parser.isSet(screenshot);
    if (isPicture)
        echelle::ui::isolateSettings();
    echelle::ui::prepareAppearance();
    echelle::ui::MainWindow window(*catalog, parser.value(lang));
    if (parser.isSet(theme))
        window.setTheme(parser.value(theme) == "dark"_L1 ? echelle::render::ThemeKind::Dark
                                                         : echelle::render::ThemeKind::Light);
    if (isPicture)
        return echelle::ui::takeScreenshot(window, parser.positionalArguments(), parser.value(screenshot),
                                           parser.value(size));
    window.show();
    window.openFiles(parser.positionalArguments());
    return QApplication::exec();
}
