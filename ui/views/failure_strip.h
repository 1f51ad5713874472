#pragma once

#include "core/store/case_types.h"

#include <QWidget>

#include <vector>

class QLabel;
class QToolButton;

namespace echelle::ui {

class CaseDocument;
class Chip;

// Failures grouped by cause, most calls first; a press keeps the calls of that cause. What has no room is in a menu at
// the end.
class FailureStrip : public QWidget {
    Q_OBJECT

public:
    explicit FailureStrip(CaseDocument* document, QWidget* parent = nullptr);

    void refresh();
    [[nodiscard]] const std::vector<Chip*>& chips() const { return m_chips; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void choose(const std::string& causeKey);
    void arrange();
    [[nodiscard]] QString labelOf(const store::FailureGroup& group) const;

    CaseDocument* m_document; // the window's
    QLabel* m_heading;
    QToolButton* m_more;
    std::vector<store::FailureGroup> m_groups;
    std::vector<Chip*> m_chips;
};

} // namespace echelle::ui
