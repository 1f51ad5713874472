#include "ui/jobs/case_cache.h"

#include "core/store/case_reader.h"
#include "core/store/peer_roles.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

constexpr qint64 kInUse = 2 * 60 * 60;      // seconds
constexpr qint64 kAbandoned = 24 * 60 * 60; // seconds: no import lasts that long

QDateTime openedAt(const QFileInfo& file) {
    return std::max(file.fileTime(QFile::FileAccessTime), file.lastModified());
}

bool isOlderThan(const QFileInfo& file, qint64 seconds) {
    return openedAt(file).secsTo(QDateTime::currentDateTime()) > seconds;
}

} // namespace

bool holdsWorkOfTheUser(const QString& casePath) {
    auto reader = store::CaseReader::open(casePath.toStdString());
    // A case of another version cannot be asked; its notes may be there all the same.
    return !reader || !reader->notes().empty() || !reader->lanes().empty() || !reader->legLinks().empty() ||
           !store::peerRoles(reader->database()).empty();
}

void markOpened(const QString& casePath) {
    QFile file(casePath);
    if (file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        file.setFileTime(QDateTime::currentDateTime(), QFile::FileAccessTime);
}

void pruneCases(const QString& folder, int maxCases, qint64 maxBytes) {
    for (const QFileInfo& part : QDir(folder).entryInfoList({u"*.part"_s, u"*.part-journal"_s}, QDir::Files))
        if (isOlderThan(part, kAbandoned))
            QFile::remove(part.filePath());
    QFileInfoList cases = QDir(folder).entryInfoList({u"*.echelle"_s}, QDir::Files);
    std::sort(cases.begin(), cases.end(),
              [](const QFileInfo& a, const QFileInfo& b) { return openedAt(a) < openedAt(b); });
    auto count = static_cast<int>(cases.size());
    qint64 bytes = 0;
    for (const QFileInfo& each : cases)
        bytes += each.size();
    for (const QFileInfo& each : cases) {
        if (count <= maxCases && bytes <= maxBytes)
            return;
        if (!isOlderThan(each, kInUse) || holdsWorkOfTheUser(each.filePath()) || !QFile::remove(each.filePath()))
            continue;
        --count;
        bytes -= each.size();
    }
}

} // namespace echelle::ui
