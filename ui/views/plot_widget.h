#pragma once

// QCustomPlot's header is written with Qt's keywords, which this program does not define (QT_NO_KEYWORDS,
// QT_NO_FOREACH).
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit Q_EMIT
#define foreach(variable, container) for (variable : container)
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
