#pragma once

#include "ui/models/explanation.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace echelle::ui {

// What went wrong, in words: title, evidence, the side to act, cause, actions, the messages that prove it as links,
// source. All text plain.
class ExplanationView : public QScrollArea {
    Q_OBJECT

public:
    explicit ExplanationView(QWidget* parent = nullptr);

    void showExplanation(const Explanation& explanation);
    // Nothing found: the sentence says what was looked at.
    void showSentence(const QString& title, const QString& sentence);
    [[nodiscard]] QString plainText() const; // all that is shown, for copying and for tests

Q_SIGNALS:
    void eventChosen(echelle::EventId id);

private:
    void clear();
    QLabel* addText(const QString& text);
    void addHeading(const QString& text);
    void addTags(const Explanation& explanation);
    void addProof(const Explanation& explanation);
    void addActions(const QStringList& actions);

    QWidget* m_page = nullptr;
    QVBoxLayout* m_layout = nullptr;
};

} // namespace echelle::ui
