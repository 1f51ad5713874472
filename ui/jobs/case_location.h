#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <stop_token>
#include <string>
#include <vector>

namespace echelle::ui {

// Where the window keeps the case of some inputs (model.md "Where a case lives"): a file in the user's cache folder,
// named by a hash of the inputs' SHA-256 in their order. Reads the inputs. An empty path: stopped. Error: an input
// cannot be read.
Result<QString> caseLocation(const QStringList& inputs, std::stop_token stop);
// The same for inputs whose SHA-256 is known.
Result<QString> caseLocation(const std::vector<std::string>& hashes);
[[nodiscard]] QString caseFolder();
[[nodiscard]] bool isInCaseFolder(const QString& casePath);
// Whether the file is an Echelle case or another database, rather than a capture or log: told by its first bytes.
[[nodiscard]] bool isDatabase(const QString& path);

} // namespace echelle::ui
