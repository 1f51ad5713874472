#pragma once

#include "ui/models/words.h"

#include <QFrame>
#include <QStringList>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace echelle::ui {

// What there is to say that needs no answer at once, in a strip that stands until it is closed: one clear sentence per
// line, and at most one thing to do about it. Text is plain.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);

    // Gives the words in the language of the moment: asked again when that changes. What it captures outlives the bar.
    using Sentences = std::function<QStringList()>;
    struct Action {
        std::function<QString()> text;
        std::function<void()> act;
    };
    void showNotice(Tone tone, Sentences sentences, Action action = {});
    void retranslate();
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton* actionButton() const { return m_action; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applyTheme();
    void writeWords();

    Tone m_tone = Tone::Neutral;
    QLabel* m_mark;
    QLabel* m_text;
    QPushButton* m_action;
    QToolButton* m_close;
    Sentences m_sentences;
    Action m_onAction;
};

} // namespace echelle::ui
