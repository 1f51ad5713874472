#pragma once

#include <QDialog>
#include <QString>

#include <cstdint>
#include <vector>

class QCheckBox;
class QComboBox;
class QRadioButton;

namespace echelle::ui {

// What shall be written: a report or an export, about which calls, and how.
class OutputDialog : public QDialog {
    Q_OBJECT

public:
    enum class Kind : std::uint8_t { Report, Export };
    enum class Scope : std::uint8_t { Selected, Filtered, All };
    struct Locale {
        QString key;
        QString name;
    };

    // selected: rows of the list that are selected; of two, a report can hold the comparison. listed: rows that the
    // filter leaves in the list; 0: that choice is not offered.
    OutputDialog(Kind kind, int selected, int listed, const std::vector<Locale>& locales, const QString& locale,
                 QWidget* parent = nullptr);

    [[nodiscard]] Scope scope() const;
    [[nodiscard]] QString locale() const;   // of the report
    [[nodiscard]] bool isLetter() const;    // else A4
    [[nodiscard]] bool isCapture() const;   // of an export: pcapng, else text
    [[nodiscard]] bool isComparing() const; // the two selected calls in the report
    [[nodiscard]] bool areSecretsShown() const;

private:
    QRadioButton* m_selected;
    QRadioButton* m_filtered;
    QRadioButton* m_all;
    QComboBox* m_locale;
    QComboBox* m_format;
    QCheckBox* m_comparison;
    QCheckBox* m_secrets;
    Kind m_kind;
};

} // namespace echelle::ui
