// A capture of encrypted calls in the window: what it says of them, and how a key log opens them.
#include "tests/support/samples.h"
#include "ui/jobs/case_location.h"
#include "ui/shell/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screenshot.h"
#include "ui/shell/workspace.h"
#include "ui/views/detail_panel.h"
#include "ui/views/message_view.h"
#include "ui/views/notice_bar.h"

#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::ui;
using namespace Qt::StringLiterals;

class TestDecryption : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<MainWindow> m_window;

    static QString data(const QString& name) { return QString::fromStdString(test::dataDir()) + u"/tls/"_s + name; }
    // Away from its key log, which would be found.
    QString capture(const QString& name) {
        const QString path = m_dir.filePath(name);
        if (!QFile::exists(path))
            QFile::copy(data(name), path);
        return path;
    }
    void open(const QStringList& paths) {
        QSignalSpy settled(m_window.get(), &MainWindow::settled);
        m_window->openFiles(paths);
        QVERIFY(settled.size() > 0 || settled.wait(20'000));
    }

private Q_SLOTS:
    void initTestCase() {
        isolateSettings();
        prepareAppearance();
        QSettings().clear();
        QDir(caseFolder()).removeRecursively();
    }
    void init() {
        m_window = std::make_unique<MainWindow>(*catalog::Catalog::load(), u"en"_s);
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup() { m_window.reset(); }
    void cleanupTestCase() { QDir(caseFolder()).removeRecursively(); }

    // The notice says that calls are missing, and its button asks for the file that shows them.
    void keyLogIsAskedFor() {
        open({capture(u"healthy.pcap"_s)});
        QCOMPARE(m_window->document().totals().messages, std::uint64_t{0});
        QVERIFY(m_window->notice()->isVisible());
        QVERIFY(m_window->notice()->text().contains(u"9 TLS connections"_s));
        QVERIFY(m_window->notice()->actionButton()->isVisible());
        QTimer::singleShot(200, this, [this] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog != nullptr);
            auto* name = dialog->findChild<QLineEdit*>(u"fileNameEdit"_s);
            name->setText(data(u"healthy.keys"_s));
            QTest::keyClick(name, Qt::Key_Return);
        });
        QSignalSpy settled(m_window.get(), &MainWindow::settled);
        m_window->notice()->actionButton()->click();
        QVERIFY(settled.count() > 0 || settled.wait(20'000));
        QTRY_COMPARE(m_window->document().totals().messages, std::uint64_t{36});
        QVERIFY(m_window->document().totals().isDecrypted);
        QVERIFY(!m_window->notice()->isVisible());
    }

    // What came from decryption says so beside the message.
    void messagesSayThatTheyAreDecrypted() {
        QVERIFY(QFile::copy(data(u"websocket.keys"_s), m_dir.filePath(u"websocket.keys"_s)));
        open({capture(u"websocket.pcap"_s)}); // its key log lies beside it
        QCOMPARE(m_window->document().totals().messages, std::uint64_t{8});
        EventId first;
        m_window->document().reader().eachEvent({}, [&](const store::EventRecord& e) {
            if (e.kind == store::EventKind::Sip && !first.isValid())
                first = e.id;
            return true;
        });
        m_window->workspace()->detail()->message()->showMessage(first);
        QStringList captions;
        for (const QLabel* label : m_window->findChildren<QLabel*>())
            captions << label->text();
        QVERIFY(captions.join(u'\n').contains(u"WSS · decrypted"_s));
    }

    // A key log that comes later is not passed over for the case that was made without it.
    void keyLogThatComesLater() {
        open({capture(u"closed.pcap"_s)});
        QCOMPARE(m_window->document().totals().messages, std::uint64_t{0});
        QTest::qWait(50); // the time of a file may be coarse
        QVERIFY(QFile::copy(data(u"closed.keys"_s), m_dir.filePath(u"closed.keys"_s)));
        open({capture(u"closed.pcap"_s)});
        QCOMPARE(m_window->document().totals().messages, std::uint64_t{12});
    }
};

QTEST_MAIN(TestDecryption)
#include "test_decryption.moc"
