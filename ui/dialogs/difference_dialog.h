#pragma once

#include <QDialog>

#include <string_view>
#include <utility>
#include <vector>

namespace echelle::ui {

// One line of a comparison: text of the left and of the right message; one is missing where the other has more.
struct DifferentLine {
    QString left;
    QString right;
    bool isSame = false;
    bool hasLeft = true;
    bool hasRight = true;
};
// Lines of two messages set beside each other along their longest common run (bounded: very long ones are compared line
// by line).
[[nodiscard]] std::vector<DifferentLine> compareLines(const QString& left, const QString& right);

// Two messages side by side, with what differs marked.
class DifferenceDialog : public QDialog {
    Q_OBJECT

public:
    DifferenceDialog(const QString& leftTitle, std::string_view left, const QString& rightTitle, std::string_view right,
                     QWidget* parent = nullptr);
};

} // namespace echelle::ui
