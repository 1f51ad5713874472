#include "ui/views/streams_panel.h"

#include "ui/models/case_document.h"
#include "ui/models/tree_model.h"
#include "ui/models/words.h"
#include "ui/views/look.h"
#include "ui/views/tree_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

using store::StreamRecord;
constexpr int kColumns = 6;

// What does not fit into the columns.
QStringList detailsOf(const StreamRecord& s, const QLocale& locale) {
    QStringList details;
    details << StreamsPanel::tr("SSRC %1").arg(QString::fromStdString(s.ssrcText()));
    details << StreamsPanel::tr("Frames %1 to %2")
                   .arg(locale.toString(s.facts.firstFrame), locale.toString(s.facts.lastFrame));
    if (s.facts.duplicates > 0)
        details << StreamsPanel::tr("%Ln packet(s) captured twice", nullptr, static_cast<int>(s.facts.duplicates));
    if (s.facts.late > 0)
        details << StreamsPanel::tr("%Ln packet(s) out of order", nullptr, static_cast<int>(s.facts.late));
    if (s.role.dtmfEvents > 0)
        details << StreamsPanel::tr("%Ln key(s) pressed (DTMF)", nullptr, static_cast<int>(s.role.dtmfEvents));
    switch (s.role.protection) {
    case store::MediaProtection::None:
        details << StreamsPanel::tr("Not encrypted");
        break;
    case store::MediaProtection::Sdes:
        details << StreamsPanel::tr("SRTP, keys in the descriptions");
        break;
    case store::MediaProtection::Dtls:
        details << StreamsPanel::tr("SRTP, keys by DTLS");
        break;
    case store::MediaProtection::Unknown:
        break;
    }
    if (s.facts.reports.count > 0)
        details << StreamsPanel::tr("The receiver reported %1 lost (%Ln RTCP report(s))", nullptr,
                                    static_cast<int>(s.facts.reports.count))
                       .arg(locale.toString(s.facts.reports.cumulativeLost));
    if (s.facts.isRelayed)
        details << StreamsPanel::tr("Through a TURN relay");
    return details;
}

TreeModel::Node nodeOf(const StreamRecord& s, const QLocale& locale) {
    TreeModel::Node node;
    const QString way = plainLine(s.facts.source.toString()) + u" → "_s + plainLine(s.facts.destination.toString());
    const QString codec = s.codecName().empty() ? u"?"_s : plainLine(s.codecName());
    node.texts = {s.role.isVideo ? StreamsPanel::tr("%1 (video)").arg(way) : way,
                  codec,
                  locale.toString(s.facts.packets),
                  StreamsPanel::tr("%1 %").arg(locale.toString(s.lossPercent, 'f', 1)),
                  s.hasJitter ? StreamsPanel::tr("%1 ms").arg(locale.toString(s.jitterMean, 'f', 1)) : QString(),
                  s.mos ? locale.toString(*s.mos, 'f', 1) : QString()};
    for (const QString& detail : detailsOf(s, locale))
        node.children.push_back({{detail, {}, {}, {}, {}, {}}});
    return node;
}

} // namespace

StreamsPanel::StreamsPanel(CaseDocument* document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_model(new TreeModel(kColumns, this))
    , m_tree(makeTree(m_model))
    , m_nothing(new QLabel) {
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < kColumns; ++column)
        m_tree->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_nothing->setMargin(2 * kGrid);
    m_nothing->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree);
    layout->addWidget(m_nothing);
    retranslate();
}

void StreamsPanel::retranslate() {
    m_model->setHeaders({tr("From and to"), tr("Codec"), tr("Packets"), tr("Loss"), tr("Jitter"), tr("MOS")});
    m_tree->setAccessibleName(tr("RTP streams of the call"));
    m_nothing->setText(tr("No RTP stream of this call was captured."));
    m_tree->setToolTip(tr("MOS is estimated from loss alone: the best that the listener can have heard."));
    fill();
}

void StreamsPanel::showRow(RowId row) {
    m_row = row;
    fill();
}

void StreamsPanel::fill() {
    std::vector<TreeModel::Node> nodes;
    if (m_row.isValid() && m_document->isOpen()) {
        const QLocale locale(m_document->locale());
        for (const StreamRecord& stream : m_document->reader().streams({m_row}))
            nodes.push_back(nodeOf(stream, locale));
    }
    m_tree->setVisible(!nodes.empty());
    m_nothing->setVisible(nodes.empty());
    m_model->setNodes(std::move(nodes));
}

} // namespace echelle::ui
