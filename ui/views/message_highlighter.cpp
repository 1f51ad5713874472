#include "ui/views/message_highlighter.h"

#include "core/sip/header_id.h"
#include "ui/views/look.h"

#include <QTextDocument>

namespace echelle::ui {

namespace {

using ladder::ColorRole;

constexpr int kInHeaders = 1; // block states: -1 before the start line
constexpr int kInBody = 2;
constexpr int kMaxLooked = 4096;

bool namesDialog(const QString& name) {
    using H = sip::HeaderId;
    switch (sip::headerIdFromName(name.toLatin1().toStdString())) {
    case H::CallId:
    case H::CSeq:
    case H::From:
    case H::To:
    case H::Reason:
    case H::Warning:
        return true;
    default:
        return false;
    }
}

} // namespace

MessageHighlighter::MessageHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) {}

void MessageHighlighter::setPalette(const QPalette& palette) {
    m_start.setForeground(color(ColorRole::Text, palette));
    m_start.setFontWeight(QFont::Bold);
    m_name.setForeground(color(ColorRole::Accent, palette));
    m_key.setForeground(color(ColorRole::Accent, palette));
    m_key.setFontWeight(QFont::Bold);
    m_body.setForeground(color(ColorRole::Leg2, palette));
    m_hitFormat.setBackground(color(ColorRole::NoteFill, palette));
    m_hitFormat.setForeground(color(ColorRole::Text, palette));
    m_hitFormat.setFontUnderline(true);
    rehighlight();
}

void MessageHighlighter::setHit(const QString& text) {
    if (m_hit == text)
        return;
    m_hit = text;
    rehighlight();
}

void MessageHighlighter::highlightBlock(const QString& text) {
    const int before = previousBlockState();
    const int length = static_cast<int>(std::min<qsizetype>(text.size(), kMaxLooked));
    if (before < kInHeaders) {
        setFormat(0, length, m_start);
        setCurrentBlockState(kInHeaders);
    } else if (before == kInHeaders) {
        setCurrentBlockState(text.isEmpty() ? kInBody : kInHeaders);
        const auto colon = text.left(128).indexOf(u':');
        const bool isFolded = text.startsWith(u' ') || text.startsWith(u'\t');
        if (colon > 0 && !isFolded)
            setFormat(0, static_cast<int>(colon) + 1, namesDialog(text.left(colon).trimmed()) ? m_key : m_name);
    } else {
        setCurrentBlockState(kInBody);
        if (text.size() > 1 && text.at(1) == u'=' && text.at(0).isLower())
            setFormat(0, 2, m_body);
    }
    highlightHit(text.left(length));
}

void MessageHighlighter::highlightHit(const QString& text) {
    if (m_hit.isEmpty())
        return;
    for (qsizetype at = text.indexOf(m_hit, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(m_hit, at + m_hit.size(), Qt::CaseInsensitive))
        setFormat(static_cast<int>(at), static_cast<int>(m_hit.size()), m_hitFormat);
}

} // namespace echelle::ui
