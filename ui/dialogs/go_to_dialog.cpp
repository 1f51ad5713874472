#include "ui/dialogs/go_to_dialog.h"

#include "ui/models/words.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QSpinBox>

#include <limits>

namespace echelle::ui {

GoToDialog::GoToDialog(const std::vector<store::SourceRecord>& sources, QWidget* parent)
    : QDialog(parent), m_source(new QComboBox), m_number(new QSpinBox) {
    setWindowTitle(tr("Go to frame or line"));
    for (const store::SourceRecord& source : sources) {
        m_source->addItem(plainLine(QFileInfo(QString::fromStdString(source.path)).fileName().toStdString()));
        m_choices.push_back({source.id, source.packets > 0 ? PlaceKind::Frame : PlaceKind::Line});
    }
    m_number->setRange(1, std::numeric_limits<int>::max());
    m_number->setMinimumWidth(160);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout(this);
    form->addRow(tr("Source"), m_source);
    form->addRow(tr("Frame or line"), m_number);
    form->addRow(buttons);
    m_source->setEnabled(m_choices.size() > 1);
    m_number->setFocus();
    m_number->selectAll();
}

void GoToDialog::setNumber(int number) {
    m_number->setValue(number);
}

SourceId GoToDialog::source() const {
    const auto at = static_cast<std::size_t>(std::max(m_source->currentIndex(), 0));
    return at < m_choices.size() ? m_choices[at].id : SourceId{};
}

Place GoToDialog::place() const {
    const auto at = static_cast<std::size_t>(std::max(m_source->currentIndex(), 0));
    const PlaceKind kind = at < m_choices.size() ? m_choices[at].kind : PlaceKind::Frame;
    return {kind, static_cast<std::uint64_t>(m_number->value())};
}

} // namespace echelle::ui
