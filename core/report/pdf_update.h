#pragma once

#include "core/report/document.h"
#include "core/report/page_flow.h"

#include <QByteArray>

namespace echelle::report {

// A PDF as QPdfWriter makes it, with an incremental update behind it (ISO 32000-1, 7.5.6) that adds an outline, links,
// named destinations, /Lang, title and author. The sheets are its pages. A PDF that is not laid out as expected comes
// back unchanged.
[[nodiscard]] QByteArray withNavigation(const QByteArray& pdf, const Document& document,
                                        const std::vector<Sheet>& sheets, const std::vector<OutlineEntry>& outline);

} // namespace echelle::report
