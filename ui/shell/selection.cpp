#include "ui/shell/selection.h"

namespace echelle::ui {

namespace {
constexpr std::size_t kMaxHistory = 500;
}

void Selection::select(RowId row, EventId event) {
    const Point next{row, event};
    if (next == m_now)
        return;
    // Walking along one ladder is one stop of the way, not one for each arrow.
    const bool isSameRow = !m_history.empty() && m_history[m_position].row == row;
    if (isSameRow) {
        m_history[m_position] = next;
    } else {
        if (!m_history.empty())
            m_history.resize(m_position + 1);
        if (m_history.size() >= kMaxHistory)
            m_history.erase(m_history.begin());
        m_history.push_back(next);
        m_position = m_history.size() - 1;
    }
    m_now = next;
    Q_EMIT changed();
}

void Selection::clear() {
    m_history.clear();
    m_position = 0;
    m_now = {};
    Q_EMIT changed();
}

void Selection::goBack() {
    if (canGoBack())
        move(m_position - 1);
}

void Selection::goForward() {
    if (canGoForward())
        move(m_position + 1);
}

void Selection::move(std::size_t position) {
    m_position = position;
    m_now = m_history[position];
    Q_EMIT changed();
}

} // namespace echelle::ui
