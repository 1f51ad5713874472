#pragma once

#include "core/base/ids.h"

#include <QWidget>

class QLabel;
class QTreeView;

namespace echelle::ui {

class CaseDocument;
class TreeModel;

// The RTP streams of a call: which way each went, with which codec, and how well it came through.
class StreamsPanel : public QWidget {
    Q_OBJECT

public:
    explicit StreamsPanel(CaseDocument* document, QWidget* parent = nullptr);

    void showRow(RowId row);
    void retranslate();
    [[nodiscard]] TreeModel* model() const { return m_model; }
    [[nodiscard]] QTreeView* tree() const { return m_tree; }

private:
    void fill();

    CaseDocument* m_document; // the window's
    RowId m_row;
    TreeModel* m_model;
    QTreeView* m_tree;
    QLabel* m_nothing; // stands where there is no stream
};

} // namespace echelle::ui
