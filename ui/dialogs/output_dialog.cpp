#include "ui/dialogs/output_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace echelle::ui {

OutputDialog::OutputDialog(Kind kind, int selected, int listed, const std::vector<Locale>& locales,
                           const QString& locale, QWidget* parent)
    : QDialog(parent)
    , m_selected(new QRadioButton(selected > 1 ? tr("The selected calls (%1)").arg(selected) : tr("The selected call")))
    , m_filtered(new QRadioButton(tr("The calls in the list (%1)").arg(listed)))
    , m_all(new QRadioButton(tr("The whole case")))
    , m_locale(new QComboBox)
    , m_format(new QComboBox)
    , m_comparison(new QCheckBox(tr("Compare the two selected calls")))
    , m_secrets(new QCheckBox(tr("Show secrets (keys, digests, tokens)")))
    , m_kind(kind) {
    setWindowTitle(kind == Kind::Report ? tr("Report") : tr("Export"));
    (selected > 0 ? m_selected : listed > 0 ? m_filtered : m_all)->setChecked(true);
    m_selected->setEnabled(selected > 0);
    m_filtered->setEnabled(listed > 0);
    auto* scope = new QVBoxLayout;
    for (QRadioButton* button : {m_selected, m_filtered, m_all})
        scope->addWidget(button);
    auto* form = new QFormLayout(this);
    form->addRow(tr("About"), scope);
    if (kind == Kind::Report) {
        for (const Locale& each : locales)
            m_locale->addItem(each.name, each.key);
        m_locale->setCurrentIndex(std::max(m_locale->findData(locale), 0));
        form->addRow(tr("Language"), m_locale);
        m_format->addItems({tr("A4"), tr("Letter")});
        form->addRow(tr("Paper"), m_format);
        m_comparison->setEnabled(selected == 2);
        m_comparison->setChecked(selected == 2);
        m_comparison->setToolTip(tr("Select two calls in the list to have them compared in the report."));
        form->addRow(QString(), m_comparison);
    } else {
        m_format->addItems({tr("Capture (pcapng), with the calls' media"), tr("Text")});
        form->addRow(tr("Format"), m_format);
    }
    form->addRow(QString(), m_secrets);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
}

OutputDialog::Scope OutputDialog::scope() const {
    if (m_selected->isChecked())
        return Scope::Selected;
    return m_filtered->isChecked() ? Scope::Filtered : Scope::All;
}

QString OutputDialog::locale() const {
    return m_locale->currentData().toString();
}
bool OutputDialog::isLetter() const {
    return m_kind == Kind::Report && m_format->currentIndex() == 1;
}
bool OutputDialog::isCapture() const {
    return m_kind == Kind::Export && m_format->currentIndex() == 0;
}
bool OutputDialog::isComparing() const {
    return m_kind == Kind::Report && m_comparison->isEnabled() && m_comparison->isChecked();
}
bool OutputDialog::areSecretsShown() const {
    return m_secrets->isChecked();
}

} // namespace echelle::ui
