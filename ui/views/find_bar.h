#pragma once

#include "core/find/search.h"
#include "ui/jobs/find_job.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace echelle::ui {

class CaseDocument;

// Looks for text or an expression in all messages of the case: Enter searches, then goes on to the next hit.
class FindBar : public QWidget {
    Q_OBJECT

public:
    explicit FindBar(CaseDocument* document, QWidget* parent = nullptr);

    void open(); // shown, and ready to type into
    void next();
    void previous();
    void forget(); // another case: the hits are gone
    void retranslate();
    [[nodiscard]] const std::vector<find::Hit>& hits() const { return m_report.hits; }
    [[nodiscard]] QLineEdit* input() const { return m_input; }
    [[nodiscard]] QString message() const;

Q_SIGNALS:
    void hitChosen(const echelle::find::Hit& hit);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void search();
    void go(find::Way way);
    void show(find::SearchReport report);
    void showPosition();
    void applyIcons();
    [[nodiscard]] find::Query query() const;

    CaseDocument* m_document; // the window's
    QLineEdit* m_input;
    QCheckBox* m_isExpression;
    QCheckBox* m_isCaseSensitive;
    QToolButton* m_previous;
    QToolButton* m_next;
    QToolButton* m_close;
    QLabel* m_status;
    find::Query m_searched;
    find::SearchReport m_report;
    std::size_t m_current = find::kNoHit;
    FindJob m_job;
};

} // namespace echelle::ui
