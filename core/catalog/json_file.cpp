#include "core/catalog/json_file.h"

#include <QFile>
#include <QJsonDocument>

namespace echelle::catalog {

Error damaged(const QString& path, const QString& reason) {
    return {"catalog.damaged", path.toStdString(), {{"file", path.toStdString()}, {"reason", reason.toStdString()}}};
}

Result<QJsonObject> readJsonObject(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Unexpected(damaged(path, file.errorString()));
    QJsonParseError parsed{};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &parsed);
    if (!document.isObject())
        return Unexpected(damaged(path, parsed.errorString()));
    return document.object();
}

} // namespace echelle::catalog
