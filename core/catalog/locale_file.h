#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace echelle::catalog {

// One locale file: {"locale": "fr", "name": "Français", "labels": {key: text}, "entries": {key: {title, explanation,
// actions}}}.
struct LocaleFile {
    struct Entry {
        QString title;
        QString explanation;
        QStringList actions;
    };
    QString locale;
    QString name;
    QHash<QString, QString> labels;
    QHash<QString, Entry> entries;
};

// Error "catalog.damaged" with {file} and {reason}.
Result<LocaleFile> readLocaleFile(const QString& path);

} // namespace echelle::catalog
