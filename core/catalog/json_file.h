#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

namespace echelle::catalog {

// Error "catalog.damaged" with {file} and {reason}: a packaging fault, or a locale file of the user's that is none.
[[nodiscard]] Error damaged(const QString& path, const QString& reason);
// The object that a JSON file holds; the path may be a resource.
Result<QJsonObject> readJsonObject(const QString& path);

} // namespace echelle::catalog
