#include "ui/views/notice_bar.h"

#include "ui/views/look.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {
constexpr int kMaxSentences = 6;
}

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent), m_mark(new QLabel), m_text(new QLabel), m_action(new QPushButton), m_close(new QToolButton) {
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setAutoRaise(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const auto act = m_onAction.act;
        hide();
        if (act)
            act();
    });
    applyTheme();
    retranslate();
    hide();
}

void NoticeBar::showNotice(Tone tone, Sentences sentences, Action action) {
    m_tone = tone;
    m_sentences = std::move(sentences);
    m_onAction = std::move(action);
    writeWords();
    m_action->setVisible(m_onAction.text != nullptr);
    applyTheme();
    show();
}

void NoticeBar::writeWords() {
    if (!m_sentences)
        return;
    const QStringList sentences = m_sentences();
    QStringList shown = sentences.mid(0, kMaxSentences);
    if (sentences.size() > kMaxSentences)
        shown << tr("and %Ln more", nullptr, static_cast<int>(sentences.size()) - kMaxSentences);
    m_text->setText(shown.join(u'\n'));
    if (m_onAction.text)
        m_action->setText(m_onAction.text());
}

QString NoticeBar::text() const {
    return m_text->text();
}

void NoticeBar::retranslate() {
    m_close->setToolTip(toolTipOf(tr("Close")));
    m_close->setAccessibleName(tr("Close"));
    writeWords();
}

void NoticeBar::applyTheme() {
    m_mark->setPixmap(toneIcon(m_tone, palette()).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_close->setIcon(icon(u"close"_s, palette()));
    update();
}

void NoticeBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void NoticeBar::paintEvent(QPaintEvent*) {
    using ladder::ColorRole;
    QPainter painter(this);
    const ColorRole fill = m_tone == Tone::Failure   ? ColorRole::FailureFill
                           : m_tone == Tone::Warning ? ColorRole::NoteFill
                                                     : ColorRole::HoverFill;
    painter.fillRect(rect(), color(fill, palette()));
    painter.fillRect(QRect(0, 0, 3, height()), toneColor(m_tone, palette()));
}

} // namespace echelle::ui
