#pragma once

#include "ui/views/look.h"

#include <QPainter>
#include <QWidget>

namespace echelle::ui {

// The mark of a state on its own.
class StateMark : public QWidget {
public:
    explicit StateMark(QWidget* parent = nullptr) : QWidget(parent) { setFixedSize(20, 20); }
    void setState(dialog::RowState state) {
        m_state = state;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintState(painter, QRectF(1, 1, 18, 18), m_state, palette());
    }

private:
    dialog::RowState m_state = dialog::RowState::Incomplete;
};

} // namespace echelle::ui
