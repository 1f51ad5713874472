#pragma once

#include "ui/models/words.h"

#include <QAbstractButton>

#include <optional>

namespace echelle::ui {

// A small button with a mark, a text and a count: what facets, causes and tags are made of. Text is plain.
class Chip : public QAbstractButton {
    Q_OBJECT

public:
    explicit Chip(QWidget* parent = nullptr);

    void setState(dialog::RowState state); // its mark stands before the text
    void setTone(Tone tone);
    void setCount(std::uint64_t count);
    void setLabel(const QString& label); // elided where it is wider than maxTextWidth
    void setMaxTextWidth(int width);
    void setQuiet(bool isQuiet); // a tag: no button to press

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QString shownText() const;
    [[nodiscard]] QString countText() const;
    [[nodiscard]] bool hasMark() const { return m_state || m_tone; }

    std::optional<dialog::RowState> m_state;
    std::optional<Tone> m_tone;
    std::optional<std::uint64_t> m_count;
    int m_maxTextWidth = 240;
    bool m_isQuiet = false;
};

} // namespace echelle::ui
