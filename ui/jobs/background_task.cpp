#include "ui/jobs/background_task.h"

#include <QMetaObject>

namespace echelle::ui {

BackgroundTask::BackgroundTask(QObject* parent) : QObject(parent) {}

BackgroundTask::~BackgroundTask() {
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

void BackgroundTask::start(Work work, std::function<void()> done) {
    abandon();
    if (m_thread.joinable())
        m_thread.join();
    m_done = std::move(done);
    m_isRunning = true;
    m_thread = std::jthread([this, work = std::move(work), generation = m_generation](std::stop_token stop) {
        work(std::move(stop));
        QMetaObject::invokeMethod(
            this, [this, generation] { finish(generation); }, Qt::QueuedConnection);
    });
}

void BackgroundTask::requestStop() {
    m_thread.request_stop();
}

void BackgroundTask::abandon() {
    m_thread.request_stop();
    ++m_generation;
    m_isRunning = false;
    m_done = nullptr;
}

void BackgroundTask::finish(quint64 generation) {
    if (generation != m_generation)
        return;
    m_isRunning = false;
    const std::function<void()> done = std::exchange(m_done, nullptr);
    if (done)
        done();
}

} // namespace echelle::ui
