#include "ui/models/tree_model.h"

#include "ui/models/words.h"

namespace echelle::ui {

// A node with its place in the tree. Entries do not move once built, so indexes may point at them.
struct TreeModel::Entry {
    Node node;
    const Entry* parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Entry>> children;

    void take(std::vector<Node> nodes) {
        children.reserve(nodes.size());
        for (Node& n : nodes) {
            auto child = std::make_unique<Entry>();
            std::vector<Node> below = std::move(n.children);
            child->node = std::move(n);
            child->parent = this;
            child->row = static_cast<int>(children.size());
            child->take(std::move(below));
            children.push_back(std::move(child));
        }
    }
};

TreeModel::TreeModel(int columns, QObject* parent)
    : QAbstractItemModel(parent), m_columns(columns), m_root(std::make_unique<Entry>()) {}
TreeModel::~TreeModel() = default;

void TreeModel::setNodes(std::vector<Node> nodes) {
    beginResetModel();
    m_root = std::make_unique<Entry>();
    m_root->take(std::move(nodes));
    endResetModel();
}

void TreeModel::setHeaders(const QStringList& headers) {
    m_headers = headers;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, m_columns - 1);
}

const TreeModel::Entry* TreeModel::entry(const QModelIndex& index) const {
    return index.isValid() ? static_cast<const Entry*>(index.constInternalPointer()) : m_root.get();
}

QModelIndex TreeModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, entry(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex TreeModel::parent(const QModelIndex& child) const {
    if (!child.isValid())
        return {};
    const Entry* above = entry(child)->parent;
    return above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int TreeModel::rowCount(const QModelIndex& parent) const {
    return parent.column() > 0 ? 0 : static_cast<int>(entry(parent)->children.size());
}

int TreeModel::columnCount(const QModelIndex&) const {
    return m_columns;
}

QVariant TreeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const Node& node = entry(index)->node;
    switch (role) {
    case Qt::DisplayRole:
        return node.texts.value(index.column());
    case Qt::ToolTipRole:
        return node.toolTip.isEmpty() ? QVariant() : QVariant(toolTipOf(node.toolTip));
    case IdRole:
        return node.id;
    case EventRole:
        return node.event;
    case ToneRole:
        return node.tone;
    case HighlightRole:
        return node.isHighlighted;
    case StrongRole:
        return node.isStrong;
    case OffsetRole:
        return node.offset;
    case LengthRole:
        return node.length;
    default:
        return {};
    }
}

QVariant TreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return m_headers.value(section);
}

} // namespace echelle::ui
