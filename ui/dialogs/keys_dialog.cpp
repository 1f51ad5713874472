#include "ui/dialogs/keys_dialog.h"

#include "ui/views/look.h"
#include "ui/views/tree_panel.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QVBoxLayout>

namespace echelle::ui {

KeysDialog::KeysDialog(std::vector<TreeModel::Node> keys, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keys"));
    auto* model = new TreeModel(2, this);
    TreeModel::Node ladder{.texts = {tr("In the ladder"), {}}, .isStrong = true};
    const auto add = [&](const QString& what, const QString& key) {
        ladder.children.push_back({.texts = {what, key}});
    };
    add(tr("Walk the messages"), tr("Arrow keys, Home, End, Page Up, Page Down"));
    add(tr("Mark a message; on a second one: show the difference"), tr("Space"));
    add(tr("Unfold and fold retransmissions"), QStringLiteral("+  -"));
    add(tr("Zoom"), tr("Ctrl + wheel"));
    add(tr("Rename a lane"), tr("Double click on its name"));
    add(tr("Move a lane; onto another: merge the two"), tr("Drag its name"));
    keys.push_back(std::move(ladder));
    model->setNodes(std::move(keys));
    model->setHeaders({tr("What"), tr("Key")});
    QTreeView* tree = makeTree(model, this);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->expandAll();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 2 * kGrid);
    layout->addWidget(tree, 1);
    layout->addWidget(buttons);
    resize(560, 640);
}

} // namespace echelle::ui
