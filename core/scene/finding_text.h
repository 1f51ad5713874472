#pragma once

#include "core/catalog/catalog.h"
#include "core/rules/finding.h"

#include <QString>
#include <QStringList>

namespace echelle::scene {

// A finding in the words of one language: what window, command line, ladder and report all say of it. Plain text;
// captured values stand in it and are hostile.
struct FindingText {
    QString key; // the catalog entry it speaks with
    QString title;
    QString observed;    // the rule's own sentence about this call; empty where explanation is that sentence
    QString explanation; // what the code means, from the catalog
    QStringList actions;
    QString source;           // document and section
    QStringList alternatives; // titles of further entries that fit as well

    // Both sentences as one text.
    [[nodiscard]] QString whole() const;
};

[[nodiscard]] FindingText findingText(const rules::Finding& finding, const catalog::Catalog& catalog,
                                      const QString& locale);

} // namespace echelle::scene
