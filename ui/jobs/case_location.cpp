#include "ui/jobs/case_location.h"

#include "core/base/diagnostic.h"
#include "core/ingest/import.h"
#include "core/store/schema.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace echelle::ui {

QString caseFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/cases"_s;
}

bool isInCaseFolder(const QString& casePath) {
    return QFileInfo(casePath).canonicalPath() == QFileInfo(caseFolder()).canonicalFilePath();
}

Result<QString> caseLocation(const QStringList& inputs, std::stop_token stop) {
    std::vector<std::string> hashes;
    for (const QString& input : inputs) {
        auto hash = capture::sha256OfFile(input.toStdString(), stop);
        if (stop.stop_requested())
            return QString();
        if (!hash)
            return Unexpected(hash.error());
        hashes.push_back(std::move(*hash));
    }
    return caseLocation(hashes);
}

Result<QString> caseLocation(const std::vector<std::string>& hashes) {
    QCryptographicHash name(QCryptographicHash::Sha256);
    // A case of another schema is not reused.
    name.addData(QByteArray::number(static_cast<qint64>(store::kSchemaVersion)));
    for (const std::string& hash : hashes)
        name.addData(QByteArray::fromStdString(hash));
    const QString folder = caseFolder();
    if (!QDir().mkpath(folder))
        return Unexpected(Error{std::string(diag::kOutputForbidden), folder.toStdString(), {}});
    QFile::setPermissions(folder,
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner); // captures hold private matters
    return folder + u'/' + QString::fromLatin1(name.result().toHex().left(40)) + u".echelle"_s;
}

bool isDatabase(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(16) == QByteArray("SQLite format 3\0", 16);
}

} // namespace echelle::ui
