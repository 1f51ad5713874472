#include "ui/models/compare_nodes.h"

#include "ui/models/words.h"

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

TreeModel::Node messageNode(const compare::Row& row, std::size_t index, const scene::CompareText& text) {
    TreeModel::Node node;
    const auto time = [&text](const auto& m) { return m ? QString::fromStdString(text.since(*m)) : QString(); };
    const auto message = [](const auto& m) { return m ? plainLine(scene::CompareText::message(*m)) : u"–"_s; };
    node.texts = {QString::number(index + 1), time(row.a), message(row.a), time(row.b), message(row.b)};
    node.event = row.a ? row.a->event.value : 0;
    node.id = row.b ? row.b->event.value : 0;
    return node;
}

TreeModel::Node divergenceNode(const compare::Divergence& d, const scene::CompareText& text) {
    TreeModel::Node node;
    QString what = QString::fromStdString(text.kind(d));
    if (!d.name.empty())
        what += u" · "_s + plainLine(d.name);
    node.texts = {what, {}, plainLine(text.valueInA(d)), {}, plainLine(text.valueInB(d))};
    node.toolTip = plainLine(text.title(d)) + u"\nA: "_s + node.texts[2] + u"\nB: "_s + node.texts[4];
    node.tone = static_cast<int>(d.isIncidental ? Tone::Neutral : Tone::Warning);
    return node;
}

} // namespace

std::vector<TreeModel::Node> compareNodes(const compare::Comparison& comparison, const scene::CompareText& text) {
    std::vector<TreeModel::Node> nodes;
    for (std::size_t i = 0; i < comparison.rows.size(); ++i)
        nodes.push_back(messageNode(comparison.rows[i], i, text));
    for (std::size_t k = 0; k < comparison.divergences.size(); ++k) {
        const compare::Divergence& d = comparison.divergences[k];
        TreeModel::Node& row = nodes[d.row];
        TreeModel::Node node = divergenceNode(d, text);
        node.event = row.event;
        node.id = row.id;
        if (k == comparison.first) {
            node.tone = row.tone = static_cast<int>(Tone::Failure);
            node.isStrong = node.isHighlighted = row.isHighlighted = true;
        } else if (!d.isIncidental && row.tone == static_cast<int>(Tone::Neutral)) {
            row.tone = static_cast<int>(Tone::Warning);
        }
        row.children.push_back(std::move(node));
    }
    return nodes;
}

} // namespace echelle::ui
