#include "ui/shell/screenshot.h"

#include "ui/shell/main_window.h"

#include <QApplication>
#include <QEventLoop>
#include <QPixmap>
#include <QSettings>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace echelle::ui {

void isolateSettings() {
    static const QTemporaryDir kFolder; // lives as long as the program
    QSettings::setDefaultFormat(QSettings::IniFormat);
    for (const QSettings::Format format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, kFolder.path());
    for (const char* home : {"XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
        qputenv(home, kFolder.path().toUtf8());
}

int takeScreenshot(MainWindow& window, const QStringList& files, const QString& path, const QString& size) {
    const QStringList parts = size.split(u'x');
    const QSize pixels(parts.value(0).toInt(), parts.value(1).toInt());
    if (pixels.width() < 320 || pixels.height() < 240 || pixels.width() > 16000 || pixels.height() > 16000)
        return 2;
    window.resize(pixels);
    window.show();
    if (!files.isEmpty()) {
        QEventLoop loop;
        QObject::connect(&window, &MainWindow::settled, &loop, &QEventLoop::quit, Qt::QueuedConnection);
        window.openFiles(files);
        loop.exec();
    }
    QApplication::processEvents();
    QApplication::processEvents();
    if (!window.grab().save(path, "PNG"))
        return 3;
    return files.isEmpty() || window.document().isOpen() ? 0 : 1;
}

} // namespace echelle::ui
