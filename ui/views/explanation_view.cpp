#include "ui/views/explanation_view.h"

#include "ui/views/chip.h"
#include "ui/views/flow_layout.h"
#include "ui/views/look.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

// A label never reads text as rich text, and lets it be selected.
QLabel* plainLabel(const QString& text) {
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return label;
}

class ToneMark : public QWidget {
public:
    explicit ToneMark(Tone tone) : m_tone(tone) { setFixedSize(20, 22); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintTone(painter, QRectF(1, 3, 16, 16), m_tone, palette());
    }

private:
    Tone m_tone;
};

} // namespace

ExplanationView::ExplanationView(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setBackgroundRole(QPalette::Base);
    clear();
}

void ExplanationView::clear() {
    if (QWidget* const before = takeWidget()) {
        before->hide();
        before->deleteLater(); // a click on one of its links may be what brings the next page
    }
    m_page = new QWidget;
    m_page->setBackgroundRole(QPalette::Base);
    m_page->setAutoFillBackground(true);
    m_layout = new QVBoxLayout(m_page);
    m_layout->setContentsMargins(3 * kGrid, 3 * kGrid, 3 * kGrid, 3 * kGrid);
    m_layout->setSpacing(kGrid);
    setWidget(m_page);
}

QLabel* ExplanationView::addText(const QString& text) {
    QLabel* label = plainLabel(text);
    m_layout->addWidget(label);
    return label;
}

void ExplanationView::addHeading(const QString& text) {
    QLabel* label = plainLabel(text);
    label->setContentsMargins(0, 2 * kGrid, 0, 0);
    makeSecondary(label);
    m_layout->addWidget(label);
}

void ExplanationView::addTags(const Explanation& e) {
    auto* tags = new QWidget;
    auto* flow = new FlowLayout(kGrid, tags);
    flow->setContentsMargins(0, kGrid / 2, 0, kGrid / 2);
    const auto add = [&](const QString& text, const QString& toolTip) {
        auto* chip = new Chip;
        chip->setFont(smallFont(font()));
        chip->setQuiet(true);
        chip->setLabel(text);
        chip->setToolTip(toolTipOf(toolTip));
        flow->addWidget(chip);
    };
    add(Words::severity(e.severity), {});
    add(Words::evidence(e.evidence), Words::evidenceMeaning(e.evidence));
    add(tr("To act: %1").arg(Words::side(e.side)), tr("The side that has to act; never a person or a vendor."));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    tags->setSizePolicy(policy);
    m_layout->addWidget(tags);
}

void ExplanationView::addActions(const QStringList& actions) {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * kGrid);
    grid->setVerticalSpacing(kGrid);
    grid->setColumnStretch(1, 1);
    for (int i = 0; i < actions.size(); ++i) {
        QLabel* number = plainLabel(u"%1."_s.arg(i + 1));
        number->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(number, i, 0, Qt::AlignTop | Qt::AlignRight);
        grid->addWidget(plainLabel(actions.at(i)), i, 1);
    }
    m_layout->addLayout(grid);
}

void ExplanationView::addProof(const Explanation& e) {
    for (const Explanation::Proof& proof : e.proof) {
        auto* link = new QToolButton;
        link->setAutoRaise(true);
        QString text = proof.text;
        link->setText(text.replace(u'&', u"&&"_s));
        QPalette p = link->palette();
        p.setColor(QPalette::ButtonText, color(ladder::ColorRole::Accent, palette()));
        link->setPalette(p);
        link->setCursor(Qt::PointingHandCursor);
        link->setAccessibleName(tr("Go to %1").arg(proof.text));
        connect(link, &QToolButton::clicked, this, [this, id = proof.event] { Q_EMIT eventChosen(id); });
        m_layout->addWidget(link);
    }
}

void ExplanationView::showExplanation(const Explanation& e) {
    clear();
    auto* head = new QHBoxLayout;
    head->setSpacing(kGrid);
    head->addWidget(new ToneMark(toneOf(e.severity)), 0, Qt::AlignTop);
    QLabel* title = plainLabel(e.title);
    makeTitle(title);
    head->addWidget(title, 1);
    m_layout->addLayout(head);
    if (!e.codes.isEmpty())
        addText(e.codes)->setForegroundRole(QPalette::PlaceholderText);
    addTags(e);
    if (!e.observed.isEmpty()) {
        addHeading(tr("What was seen"));
        addText(e.observed);
    }
    if (!e.explanation.isEmpty()) {
        addHeading(tr("Why"));
        addText(e.explanation);
    }
    if (!e.alternatives.isEmpty()) {
        addHeading(tr("Also fits"));
        for (const QString& alternative : e.alternatives)
            addText(alternative);
    }
    if (!e.actions.isEmpty()) {
        addHeading(tr("What to do"));
        addActions(e.actions);
    }
    if (!e.proof.empty()) {
        addHeading(tr("Proof"));
        addProof(e);
    }
    if (!e.source.isEmpty()) {
        addHeading(tr("Source"));
        makeSecondary(addText(e.source));
    }
    m_layout->addStretch(1);
}

void ExplanationView::showSentence(const QString& title, const QString& sentence) {
    clear();
    if (!title.isEmpty())
        makeTitle(addText(title));
    if (!sentence.isEmpty())
        addText(sentence)->setForegroundRole(QPalette::PlaceholderText);
    m_layout->addStretch(1);
}

QString ExplanationView::plainText() const {
    QStringList lines;
    for (const QLabel* label : m_page->findChildren<QLabel*>())
        lines << label->text();
    return lines.join(u'\n');
}

} // namespace echelle::ui
