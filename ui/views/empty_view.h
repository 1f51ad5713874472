#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace echelle::ui {

// What the window shows without a case: what to drop here, the samples that come with the program, the files of last
// time.
class EmptyView : public QWidget {
    Q_OBJECT

public:
    explicit EmptyView(QWidget* parent = nullptr);

    void setRecent(const QStringList& paths);
    void retranslate();
    // Sample cases that are compiled in, as resource paths.
    [[nodiscard]] static QStringList samples();

Q_SIGNALS:
    void openRequested();
    void fileRequested(const QString& path);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fill(QVBoxLayout* list, const QStringList& paths, bool areSamples);
    [[nodiscard]] static QString sampleTitle(const QString& path);

    QLabel* m_title;
    QLabel* m_hint;
    QPushButton* m_open;
    QLabel* m_samplesHeading;
    QLabel* m_recentHeading;
    QVBoxLayout* m_samples;
    QVBoxLayout* m_recent;
    QStringList m_recentPaths;
};

} // namespace echelle::ui
