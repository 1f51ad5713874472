#pragma once

#include "core/store/case_types.h"

#include <QDialog>

class QComboBox;
class QSpinBox;

namespace echelle::ui {

// Asks for a frame or line number, and in which source where there are several.
class GoToDialog : public QDialog {
    Q_OBJECT

public:
    explicit GoToDialog(const std::vector<store::SourceRecord>& sources, QWidget* parent = nullptr);

    [[nodiscard]] SourceId source() const;
    [[nodiscard]] Place place() const;
    void setNumber(int number);

private:
    struct Choice {
        SourceId id;
        PlaceKind kind;
    };
    std::vector<Choice> m_choices;
    QComboBox* m_source;
    QSpinBox* m_number;
};

} // namespace echelle::ui
