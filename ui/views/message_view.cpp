#include "ui/views/message_view.h"

#include "ui/models/case_document.h"
#include "ui/models/message_tree.h"
#include "ui/models/packet_text.h"
#include "ui/views/look.h"
#include "ui/views/message_highlighter.h"
#include "ui/views/tree_panel.h"

#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTextBlock>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

constexpr std::size_t kShownBytes = 256 * 1024; // a text widget is slow above; the rest is in the export

// Position in the shown text of a byte of the raw message.
int positionOf(std::string_view bytes, std::size_t offset) {
    return static_cast<int>(plainBlock(bytes.substr(0, std::min(offset, bytes.size()))).size());
}

} // namespace

MessageView::MessageView(CaseDocument* document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_caption(new QLabel)
    , m_tabs(new QTabWidget)
    , m_raw(new QPlainTextEdit)
    , m_highlighter(new MessageHighlighter(m_raw->document()))
    , m_headers(new TreeModel(2, this))
    , m_sdp(new TreeModel(2, this))
    , m_headerTree(makeTree(m_headers))
    , m_sdpTree(makeTree(m_sdp)) {
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_caption->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    m_caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    makeSecondary(m_caption);
    m_raw->setReadOnly(true);
    m_raw->setFrameShape(QFrame::NoFrame);
    m_raw->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_raw->setUndoRedoEnabled(false);
    m_raw->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_raw->setFont(monoFont(font()));
    m_highlighter->setPalette(palette());
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_raw, {});
    m_tabs->addTab(m_headerTree, {});
    m_tabs->addTab(m_sdpTree, {});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_caption);
    layout->addWidget(m_tabs, 1);
    connect(m_headerTree, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        const qint64 offset = index.data(TreeModel::OffsetRole).toLongLong();
        if (offset >= 0 && index.data(TreeModel::LengthRole).toLongLong() > 0)
            markBytes(static_cast<std::size_t>(offset),
                      static_cast<std::size_t>(index.data(TreeModel::LengthRole).toLongLong()));
    });
    retranslate();
}

void MessageView::retranslate() {
    m_tabs->setTabText(0, tr("Message"));
    m_tabs->setTabText(1, tr("Headers"));
    m_tabs->setTabText(2, tr("SDP"));
    m_raw->setAccessibleName(tr("Raw message"));
    m_headerTree->setAccessibleName(tr("Header fields"));
    m_sdpTree->setAccessibleName(tr("Session description"));
    m_headers->setHeaders({tr("Field"), tr("Value")});
    m_sdp->setHeaders({tr("Part"), tr("Value")});
    const EventId shown = m_event;
    m_event = {};
    showMessage(shown);
}

QString MessageView::caption(EventId id) {
    const auto event = m_document->reader().event(id);
    if (!event)
        return {};
    QStringList parts{
        Words::place(event->place), Words::dateTime(event->time),
        u"%1 → %2"_s.arg(QString::fromStdString(event->from.toString()), QString::fromStdString(event->to.toString()))};
    if (event->transport != Transport::Unknown)
        parts << plainLine(toString(event->transport));
    if (event->isDecrypted)
        parts << tr("decrypted");
    parts << tr("%Ln byte(s)", nullptr, static_cast<int>(event->rawBytes));
    if (event->sightings > 1)
        parts << tr("seen %Ln time(s)", nullptr, static_cast<int>(event->sightings));
    return parts.join(u" · "_s);
}

void MessageView::showMessage(EventId id) {
    if (id == m_event && id.isValid())
        return;
    m_event = id;
    m_bytes.clear();
    QString about;
    bool isMessage = true;
    if (id.isValid() && m_document->isOpen()) {
        m_bytes = m_document->reader().bytes(id);
        about = caption(id);
        const auto event = m_document->reader().event(id);
        isMessage = event && event->kind == store::EventKind::Sip;
        if (event && !isMessage)
            m_bytes = packetText(*event, m_bytes);
    }
    m_caption->setText(about.isEmpty() ? tr("No message selected") : about);
    m_caption->setToolTip(toolTipOf(about));
    showText();
    const std::string_view message = isMessage ? std::string_view(m_bytes) : std::string_view();
    m_headers->setNodes(headerNodes(message));
    m_sdp->setNodes(sdpNodes(message));
    m_sdpTree->expandAll();
    m_tabs->setTabEnabled(2, m_sdp->rowCount() > 0);
}

void MessageView::showText() {
    const std::string_view bytes = m_bytes;
    QString text = plainBlock(bytes.substr(0, kShownBytes));
    if (bytes.size() > kShownBytes)
        text += u"\n\n"_s + tr("… %1 more, not shown").arg(Words::bytes(bytes.size() - kShownBytes));
    m_raw->setPlainText(text);
}

void MessageView::markBytes(std::size_t offset, std::size_t length) {
    if (offset >= std::min(m_bytes.size(), kShownBytes))
        return;
    QTextCursor cursor(m_raw->document());
    cursor.setPosition(positionOf(m_bytes, offset));
    cursor.setPosition(std::min(positionOf(m_bytes, offset + length), m_raw->document()->characterCount() - 1),
                       QTextCursor::KeepAnchor);
    m_raw->setTextCursor(cursor);
    m_raw->centerCursor();
    QList<QTextEdit::ExtraSelection> marks;
    QTextEdit::ExtraSelection mark;
    mark.cursor = cursor;
    mark.format.setBackground(color(ladder::ColorRole::NoteFill, palette()));
    marks << mark;
    cursor.clearSelection();
    m_raw->setExtraSelections(marks);
}

void MessageView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->setPalette(palette());
    else if (event->type() == QEvent::FontChange)
        m_raw->setFont(monoFont(font()));
}

} // namespace echelle::ui
