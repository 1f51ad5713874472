#pragma once

#include "core/store/case_types.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QTreeView;

namespace echelle::ui {

class CaseDocument;
class TreeModel;

// The legs of a call, why each was joined, and the joins that were not made. The user links and unlinks here.
class LegsPanel : public QWidget {
    Q_OBJECT

public:
    explicit LegsPanel(CaseDocument* document, QWidget* parent = nullptr);

    void showRow(RowId row);
    void retranslate();
    [[nodiscard]] TreeModel* model() const { return m_model; }
    [[nodiscard]] QTreeView* tree() const { return m_tree; }
    [[nodiscard]] QPushButton* linkButton() const { return m_link; }
    [[nodiscard]] QPushButton* unlinkButton() const { return m_unlink; }

Q_SIGNALS:
    void linkRequested(const echelle::store::LegLink& link);

private:
    void fill();
    void updateButtons();
    void request(bool isJoined);
    [[nodiscard]] QString reasonOf(const std::string& strategy, const std::string& evidence) const;

    // Two legs of a line of the tree: joined, or possibly joined.
    struct Pair {
        LegId a;
        LegId b;
        bool isJoined = false;
    };

    CaseDocument* m_document; // the window's
    RowId m_row;
    TreeModel* m_model;
    QTreeView* m_tree;
    QPushButton* m_link;
    QPushButton* m_unlink;
    std::vector<Pair> m_pairs; // by IdRole - 1
};

} // namespace echelle::ui
