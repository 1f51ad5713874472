#include "ui/dialogs/time_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QSpinBox>
#include <QTimeZone>

namespace echelle::ui {

TimeDialog::TimeDialog(QWidget* parent) : QDialog(parent), m_zone(new QComboBox), m_year(new QSpinBox) {
    setWindowTitle(tr("Time of the log"));
    m_zone->setEditable(true);
    m_zone->addItem(QStringLiteral("UTC"));
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        if (id.contains('/'))
            m_zone->addItem(QString::fromLatin1(id));
    m_year->setRange(1989, 2261);
    m_year->setSpecialValueText(tr("Of the file"));
    m_year->setValue(m_year->minimum());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout(this);
    form->addRow(tr("Time zone"), m_zone);
    form->addRow(tr("Year"), m_year);
    form->addRow(buttons);
}

logs::TimeSettings TimeDialog::settings() const {
    logs::TimeSettings settings;
    if (const QString zone = m_zone->currentText().trimmed(); !zone.isEmpty())
        settings.zone = zone.toStdString();
    if (m_year->value() != m_year->minimum())
        settings.year = m_year->value();
    return settings;
}

} // namespace echelle::ui
