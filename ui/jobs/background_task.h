#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>
#include <thread>

namespace echelle::ui {

// One piece of work on a thread of its own; its end is heard on the thread of this object. At most one runs at a time.
// The destructor asks it to stop and waits for it.
class BackgroundTask : public QObject {
    Q_OBJECT

public:
    using Work = std::function<void(std::stop_token)>;

    explicit BackgroundTask(QObject* parent = nullptr);
    ~BackgroundTask() override;

    // Stops and waits for the piece before. done is called on this object's thread, unless abandon() came first.
    void start(Work work, std::function<void()> done);
    void requestStop();
    // Asks the work to stop, and never calls its done.
    void abandon();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

private:
    void finish(quint64 generation);

    std::jthread m_thread;
    std::function<void()> m_done;
    quint64 m_generation = 0; // an end that was posted by a piece before is not taken for the present one's
    bool m_isRunning = false;
};

} // namespace echelle::ui
