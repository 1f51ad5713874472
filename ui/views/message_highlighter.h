#pragma once

#include <QSyntaxHighlighter>
#include <QTextCharFormat>

namespace echelle::ui {

// Colours of a raw SIP message: start line, header names, the headers that name a dialog, SDP lines. Looks at one line
// at a time and at no more than its first few thousand characters.
class MessageHighlighter : public QSyntaxHighlighter {
    Q_OBJECT

public:
    explicit MessageHighlighter(QTextDocument* document);

    void setPalette(const QPalette& palette);
    // Paints every place of the text found; empty: none.
    void setHit(const QString& text);

protected:
    void highlightBlock(const QString& text) override;

private:
    void highlightHit(const QString& text);

    QTextCharFormat m_start, m_name, m_key, m_body, m_hitFormat;
    QString m_hit;
};

} // namespace echelle::ui
