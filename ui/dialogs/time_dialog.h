#pragma once

#include "core/logs/message_source.h"

#include <QDialog>

class QComboBox;
class QSpinBox;

namespace echelle::ui {

// Asks in which zone and year the times of a log are, where the log does not tell.
class TimeDialog : public QDialog {
    Q_OBJECT

public:
    explicit TimeDialog(QWidget* parent = nullptr);

    [[nodiscard]] logs::TimeSettings settings() const;

private:
    QComboBox* m_zone;
    QSpinBox* m_year;
};

} // namespace echelle::ui
