#include "core/scene/ladder_scene.h"
#include "tests/unit/scene/fake_events.h"

#include <QtTest/QTest>

using namespace echelle;
using namespace echelle::scene;
using test::sipMessage;

namespace {
std::shared_ptr<test::FakeEvents> chain() { // 10.0.0.1 -> .2 -> .3 -> .4
    auto events = std::make_shared<test::FakeEvents>();
    for (int i = 1; i <= 3; ++i)
        events->add(i, "10.0.0." + std::to_string(i), "10.0.0." + std::to_string(i + 1),
                    sipMessage("INVITE sip:x SIP/2.0", "1 INVITE"));
    return events;
}

std::vector<std::string> keys(const LadderScene& scene) {
    std::vector<std::string> result;
    for (const SceneLane& lane : scene.lanes())
        result.push_back(lane.key);
    return result;
}

LadderScene sceneOf(const std::shared_ptr<test::FakeEvents>& events) {
    return {events, std::make_shared<test::KeyWords>(), {RowId{1}}};
}
using Keys = std::vector<std::string>;
} // namespace

class TestLanes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comeInOrderOfAppearance() {
        QCOMPARE(keys(sceneOf(chain())), (Keys{"10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"}));
    }

    void portsOfOneAddressAreOneLane() {
        auto events = chain();
        events->add(9, "10.0.0.2", "10.0.0.1", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS")).from.port = 49'152;
        QCOMPARE(sceneOf(events).laneCount(), std::size_t(4));
    }

    void portsAreLanesWhereAnAddressTalksToItself() {
        auto events = std::make_shared<test::FakeEvents>();
        events->add(0, "127.0.0.1", "127.0.0.1", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS")).to.port = 5080;
        QCOMPARE(keys(sceneOf(events)), (Keys{"127.0.0.1:5060", "127.0.0.1:5080"}));
    }

    void nameOfTheCapture() {
        auto events = chain();
        events->captured = {{*IpAddress::parse("10.0.0.2"), "sbc.example\x1b[1m"},
                            {*IpAddress::parse("10.9.9.9"), "x"}};
        const LadderScene scene = sceneOf(events);
        QCOMPARE(scene.lane(0).name, std::string("10.0.0.1"));
        QVERIFY(scene.lane(1).name.starts_with("sbc.example"));
        QVERIFY(scene.lane(1).name.find('\x1b') == std::string::npos);
    }

    void devicesAreLanes() {
        auto events = chain();
        for (auto& event : events->events)
            event.to = Endpoint{{}, 0, 3};
        QCOMPARE(keys(sceneOf(events)).at(1), std::string("device:3"));
    }

    void takeTheirPosition() {
        auto events = chain();
        events->set = {{"10.0.0.4", "", 0, false, ""}, {"10.0.0.1", "", 2, false, ""}};
        QCOMPARE(keys(sceneOf(events)), (Keys{"10.0.0.4", "10.0.0.2", "10.0.0.1", "10.0.0.3"}));
    }

    void mergedOnesAreOne() {
        auto events = chain();
        events->set = {{"10.0.0.3", "", -1, false, "10.0.0.2"}, {"10.0.0.2", "Box", -1, false, ""}};
        const LadderScene scene = sceneOf(events);
        QCOMPARE(keys(scene), (Keys{"10.0.0.1", "10.0.0.2", "10.0.0.4"}));
        QCOMPARE(scene.lane(1).name, std::string("Box"));
        QCOMPARE(scene.lane(1).address, std::string("10.0.0.2 +1"));
        QCOMPARE(scene.content(1).from, scene.content(1).to); // the message between the two
    }

    void ringsOfMergesEnd() {
        auto events = chain();
        events->set = {{"10.0.0.2", "", -1, false, "10.0.0.3"}, {"10.0.0.3", "", -1, false, "10.0.0.2"}};
        QCOMPARE(sceneOf(events).laneCount(), std::size_t(4));
    }

    void hiddenOnesAreCounted() {
        auto events = chain();
        events->set = {{"10.0.0.3", "", -1, true, ""}};
        const LadderScene scene = sceneOf(events);
        QCOMPARE(keys(scene), (Keys{"10.0.0.1", "10.0.0.2", "10.0.0.4"}));
        QCOMPARE(scene.hiddenMessages(), std::uint64_t(2));
        QCOMPARE(scene.rowCount(), std::size_t(2)); // the first message, and "2 hidden"
        QCOMPARE(scene.content(1).label, std::string("hidden-many(n=2)"));
        QCOMPARE(scene.hiddenLanes().at(0).key, std::string("10.0.0.3"));
        QVERIFY(!scene.rowOf(EventId{2}));
    }

    void allMayBeHidden() {
        auto events = chain();
        for (int i = 1; i <= 4; ++i)
            events->set.push_back({"10.0.0." + std::to_string(i), "", -1, true, ""});
        const LadderScene scene = sceneOf(events);
        QCOMPARE(scene.laneCount(), std::size_t(0));
        QCOMPARE(scene.content(0).label, std::string("hidden-many(n=3)"));
    }

    // What a message says of its sender comes before the name that somebody looked up.
    void lookedUpNamesAreTheLast() {
        auto events = std::make_shared<test::FakeEvents>();
        events->add(0, "10.9.9.9", "10.0.0.1", sipMessage("OPTIONS sip:x SIP/2.0", "1 OPTIONS", ""));
        events->add(1, "10.0.0.1", "10.9.9.9", sipMessage("SIP/2.0 200 OK", "1 OPTIONS", "Server: Kamailio\r\n"));
        events->resolved = {{"10.9.9.9", "edge.example.com"}, {"10.0.0.1", "proxy.example.com"}};
        QCOMPARE(sceneOf(events).lane(0).name, std::string("edge.example.com"));
        QCOMPARE(sceneOf(events).lane(1).name, std::string("Kamailio"));
    }

    void namesAreFound_data() {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QByteArray>("startLine");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("name");
        const QByteArray invite("INVITE sip:x SIP/2.0");
        const QByteArray ok("SIP/2.0 200 OK");
        QTest::newRow("User-Agent") << QByteArray("10.9.9.9") << invite
                                    << QByteArray("User-Agent: Asterisk PBX 18.9.0\r\n")
                                    << QByteArray("Asterisk PBX 18.9.0");
        QTest::newRow("Server") << QByteArray("10.9.9.9") << ok << QByteArray("Server: Kamailio\r\n")
                                << QByteArray("Kamailio");
        QTest::newRow("Contact host") << QByteArray("10.9.9.9") << invite
                                      << QByteArray("Contact: <sip:a@sbc.example.com>\r\n")
                                      << QByteArray("sbc.example.com");
        QTest::newRow("Contact is an address") << QByteArray("10.9.9.9") << invite
                                               << QByteArray("Contact: <sip:a@10.1.1.1>\r\n") << QByteArray("10.9.9.9");
        QTest::newRow("another's User-Agent")
            << QByteArray("10.9.9.9") << invite << QByteArray("Via: SIP/2.0/UDP 10.8.8.8\r\nUser-Agent: Phone\r\n")
            << QByteArray("10.9.9.9");
        QTest::newRow("Teams, first network")
            << QByteArray("52.115.255.1") << invite << QByteArray("User-Agent: X\r\n") << QByteArray("Microsoft Teams");
        QTest::newRow("Teams, second network")
            << QByteArray("52.123.0.1") << invite << QByteArray() << QByteArray("Microsoft Teams");
        QTest::newRow("beside the first")
            << QByteArray("52.116.0.1") << invite << QByteArray() << QByteArray("52.116.0.1");
        QTest::newRow("beside the second")
            << QByteArray("52.124.0.1") << invite << QByteArray() << QByteArray("52.124.0.1");
    }
    void namesAreFound() {
        QFETCH(QByteArray, address);
        QFETCH(QByteArray, startLine);
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, name);
        auto events = std::make_shared<test::FakeEvents>();
        events->add(0, address.toStdString(), "10.0.0.1",
                    sipMessage(startLine.toStdString(), "1 INVITE", headers.toStdString()));
        QCOMPARE(QByteArray::fromStdString(sceneOf(events).lane(0).name), name);
    }
};

QTEST_GUILESS_MAIN(TestLanes)
#include "test_lanes.moc"
