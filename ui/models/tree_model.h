#pragma once

#include <QAbstractItemModel>
#include <QStringList>

#include <memory>
#include <vector>

namespace echelle::ui {

// A small read-only tree of texts over value nodes: the headers of a message, findings, import log, notes.
class TreeModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role : std::uint16_t {
        IdRole = Qt::UserRole, // the id of what the node is about, qint64; 0: none
        EventRole,             // an event to go to, qint64; 0: none
        ToneRole,              // ui::Tone as int
        StrongRole,            // bool: a heading
        OffsetRole,            // position in the raw message, qint64; -1: none
        LengthRole,
        HighlightRole // bool: stands out
    };
    struct Node {
        QStringList texts; // one per column
        QString toolTip = {};
        qint64 id = 0;
        qint64 event = 0;
        int tone = 0;
        bool isStrong = false;
        bool isHighlighted = false;
        qint64 offset = -1;
        qint64 length = 0;
        std::vector<Node> children = {};
    };

    explicit TreeModel(int columns, QObject* parent = nullptr);
    ~TreeModel() override;

    void setNodes(std::vector<Node> nodes);
    void setHeaders(const QStringList& headers);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry;
    [[nodiscard]] const Entry* entry(const QModelIndex& index) const;

    int m_columns;
    QStringList m_headers;
    std::unique_ptr<Entry> m_root;
};

} // namespace echelle::ui
