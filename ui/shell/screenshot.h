#pragma once

#include <QString>
#include <QStringList>

namespace echelle::ui {

class MainWindow;

// Settings and cache go to a scratch folder for the rest of this run: a picture, or a test, changes nothing of the
// user's.
void isolateSettings();
// Opens the files, waits until they are read, and writes the window as PNG. size: "1440x900". Returns an exit status:
// 0, 1 (an input gave nothing), 2 (bad size), 3 (not written).
int takeScreenshot(MainWindow& window, const QStringList& files, const QString& path, const QString& size);

} // namespace echelle::ui
