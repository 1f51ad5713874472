#pragma once

#include "core/base/ids.h"

#include <QObject>

#include <vector>

namespace echelle::ui {

// What is selected, for all views at once: a row of the list and an event of it. Keeps the way that led there.
class Selection : public QObject {
    Q_OBJECT

public:
    struct Point {
        RowId row;
        EventId event;
        friend bool operator==(const Point&, const Point&) = default;
    };

    explicit Selection(QObject* parent = nullptr) : QObject(parent) {}

    [[nodiscard]] RowId row() const { return m_now.row; }
    [[nodiscard]] EventId event() const { return m_now.event; }
    void select(RowId row, EventId event);
    void clear(); // the history too: another case

    [[nodiscard]] bool canGoBack() const { return m_position > 0; }
    [[nodiscard]] bool canGoForward() const { return m_position + 1 < m_history.size(); }
    void goBack();
    void goForward();

Q_SIGNALS:
    void changed(); // row() or event() is another one

private:
    void move(std::size_t position);

    Point m_now;
    std::vector<Point> m_history;
    std::size_t m_position = 0;
};

} // namespace echelle::ui
