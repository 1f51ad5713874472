#include "ui/shell/recent_files.h"

#include <QFileInfo>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {
constexpr int kMaxFiles = 12;
constexpr auto kKey = "recent"_L1;
} // namespace

RecentFiles::RecentFiles(QObject* parent) : QObject(parent) {
    for (const QString& path : QSettings().value(kKey).toStringList())
        if (QFileInfo::exists(path))
            m_paths << path;
}

void RecentFiles::add(const QStringList& inputs) {
    for (const QString& input : inputs) {
        const QString path = QFileInfo(input).absoluteFilePath();
        m_paths.removeAll(path);
        m_paths.prepend(path);
    }
    m_paths = m_paths.mid(0, kMaxFiles);
    store();
}

void RecentFiles::clear() {
    m_paths.clear();
    store();
}

void RecentFiles::store() {
    QSettings().setValue(kKey, m_paths);
    Q_EMIT changed();
}

} // namespace echelle::ui
