#pragma once

#include "core/report/document.h"
#include "core/report/page_flow.h"

#include <QByteArray>

#include <stop_token>

namespace echelle::report {

// Paints the pages into a PDF and adds what Qt does not write: outline, links, language, author (pdf_update.h). Empty
// when it was asked to stop.
[[nodiscard]] QByteArray writePdf(const Document& document, PageFlow& flow, const std::stop_token& stop);

} // namespace echelle::report
