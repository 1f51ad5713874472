#pragma once

#include "core/base/ids.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QTabWidget;
class QTreeView;

namespace echelle::ui {

class CaseDocument;
class MessageHighlighter;
class TreeModel;

// One message: where and when it was seen, its bytes as text with coloured headers, its headers as a tree, its SDP.
// Tabs for further views can be added behind those.
class MessageView : public QWidget {
    Q_OBJECT

public:
    explicit MessageView(CaseDocument* document, QWidget* parent = nullptr);

    void showMessage(EventId id); // none: empty
    // Marks a place in the raw message, in bytes, and shows it.
    void markBytes(std::size_t offset, std::size_t length);
    void retranslate();
    [[nodiscard]] QTabWidget* tabs() const { return m_tabs; }
    [[nodiscard]] QPlainTextEdit* raw() const { return m_raw; }

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QString caption(EventId id);
    void showText();

    CaseDocument* m_document; // the window's
    EventId m_event;
    std::string m_bytes;
    QLabel* m_caption;
    QTabWidget* m_tabs;
    QPlainTextEdit* m_raw;
    MessageHighlighter* m_highlighter;
    TreeModel* m_headers;
    TreeModel* m_sdp;
    QTreeView* m_headerTree;
    QTreeView* m_sdpTree;
};

} // namespace echelle::ui
