#include "ui/dialogs/difference_dialog.h"

#include "ui/models/words.h"
#include "ui/views/look.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace echelle::ui {

namespace {
constexpr int kMaxTable = 1000; // lines a side for which the table of common runs is built
constexpr std::size_t kMaxBytes = 256 * 1024;
} // namespace

std::vector<DifferentLine> compareLines(const QString& leftText, const QString& rightText) {
    const QStringList left = leftText.split(u'\n');
    const QStringList right = rightText.split(u'\n');
    const auto n = static_cast<std::size_t>(left.size());
    const auto m = static_cast<std::size_t>(right.size());
    const auto l = [&](std::size_t i) { return left.at(static_cast<qsizetype>(i)); };
    const auto r = [&](std::size_t j) { return right.at(static_cast<qsizetype>(j)); };
    std::vector<DifferentLine> lines;
    if (n > kMaxTable || m > kMaxTable) {
        for (std::size_t i = 0; i < std::max(n, m); ++i) {
            DifferentLine line{i < n ? l(i) : QString(), i < m ? r(i) : QString(), false, i < n, i < m};
            line.isSame = line.hasLeft && line.hasRight && line.left == line.right;
            lines.push_back(line);
        }
        return lines;
    }
    // Length of the longest common subsequence of the rests from (i, j).
    std::vector<std::vector<int>> common(n + 1, std::vector<int>(m + 1, 0));
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = m; j-- > 0;)
            common[i][j] = l(i) == r(j) ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < n || j < m) {
        if (i < n && j < m && l(i) == r(j))
            lines.push_back({l(i++), r(j++), true, true, true});
        else if (i < n && j < m && common[i + 1][j] == common[i][j] && common[i][j + 1] == common[i][j])
            lines.push_back({l(i++), r(j++), false, true, true}); // changed
        else if (j == m || (i < n && common[i + 1][j] >= common[i][j + 1]))
            lines.push_back({l(i++), {}, false, true, false});
        else
            lines.push_back({{}, r(j++), false, false, true});
    }
    return lines;
}

DifferenceDialog::DifferenceDialog(const QString& leftTitle, std::string_view left, const QString& rightTitle,
                                   std::string_view right, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("Difference of two messages"));
    const auto lines = compareLines(plainBlock(left.substr(0, kMaxBytes)), plainBlock(right.substr(0, kMaxBytes)));
    auto* table = new QTableWidget(static_cast<int>(lines.size()), 2);
    table->setHorizontalHeaderLabels({leftTitle, rightTitle});
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->horizontalHeader()->setHighlightSections(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + kGrid);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setFont(monoFont(font()));
    for (int row = 0; row < table->rowCount(); ++row) {
        const DifferentLine& line = lines[static_cast<std::size_t>(row)];
        for (const int column : {0, 1}) {
            const QString& text = column == 0 ? line.left : line.right;
            auto* item = new QTableWidgetItem(text);
            item->setToolTip(toolTipOf(text));
            if (!line.isSame)
                item->setBackground(color((column == 0 ? line.hasLeft : line.hasRight) ? ladder::ColorRole::NoteFill
                                                                                       : ladder::ColorRole::GapFill,
                                          palette()));
            table->setItem(row, column, item);
        }
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 2 * kGrid);
    layout->addWidget(table, 1);
    layout->addWidget(buttons);
    resize(1000, 620);
}

} // namespace echelle::ui
