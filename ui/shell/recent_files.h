#pragma once

#include <QObject>
#include <QStringList>

namespace echelle::ui {

// The files opened last, newest first, kept in the settings.
class RecentFiles : public QObject {
    Q_OBJECT

public:
    explicit RecentFiles(QObject* parent = nullptr);

    [[nodiscard]] QStringList paths() const { return m_paths; } // those that are still there
    void add(const QStringList& inputs);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void store();

    QStringList m_paths;
};

} // namespace echelle::ui
