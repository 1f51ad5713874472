#pragma once

#include "core/base/ids.h"
#include "ui/models/words.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace echelle::ui {

class CaseDocument;
class FindBar;
class LadderView;
class StateMark;

// The middle of the window: a line that says which call this is and how it ended, its ladder, and the find bar beneath.
class LadderPanel : public QWidget {
    Q_OBJECT

public:
    explicit LadderPanel(CaseDocument* document, QWidget* parent = nullptr);

    void showSelection(RowId row, EventId event);
    void retranslate();
    [[nodiscard]] LadderView* ladder() const { return m_ladder; }
    [[nodiscard]] FindBar* findBar() const { return m_findBar; }
    [[nodiscard]] QToolButton* ticketButton() const { return m_ticket; }
    [[nodiscard]] QToolButton* noteButton() const { return m_note; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void attach();
    void showTitle();
    void applyTheme();

    CaseDocument* m_document; // the window's
    RowId m_row;
    QLabel* m_title;
    QLabel* m_facts;
    StateMark* m_state;
    QToolButton* m_ticket;
    QToolButton* m_note;
    LadderView* m_ladder;
    FindBar* m_findBar;
};

} // namespace echelle::ui
