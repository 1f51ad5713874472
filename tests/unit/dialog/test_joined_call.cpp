#include <QtTest/QTest> // first: see core/base/ids.h

#include "core/dialog/joined_call.h"
#include "core/dialog/message_relays.h"

using namespace echelle;
using namespace echelle::dialog;

namespace {

Timestamp at(int ms) {
    return Timestamp{std::int64_t{ms} * 1'000'000 + 1};
}

JoinedRows rows(std::vector<RowId> ids, std::vector<LegJoin> joins) {
    return {std::move(ids), std::move(joins)};
}

LegJoin linkOf(int a, int b, const char* strategy = "session-id") {
    return {RowId{a}, RowId{b}, strategy, 100, {}};
}

// Hosts: 1 telephone, 2 B2BUA, 3 gateway.
RelayedMessage message(int id, int ms, std::uint32_t from, std::uint32_t to, std::size_t part, sip::Method method,
                       int status = 0) {
    return {EventId{id}, at(ms), from, to, part, method, status, false};
}

} // namespace

class TestJoinedCall : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The caller's leg is the one that no other brought about, also where it has not the lowest number.
    void tree() {
        const CallTree tree =
            treeOf(rows({RowId{1}, RowId{2}, RowId{3}}, {linkOf(2, 1), linkOf(1, 3)}), {at(0), at(5), at(6)});
        QCOMPARE(tree.parts.size(), std::size_t{3});
        QCOMPARE(tree.parts[0].row, RowId{2});
        QCOMPARE(tree.parts[1].row, RowId{1});
        QCOMPARE(tree.parts[1].parent, std::size_t{0});
        QCOMPARE(tree.parts[2].row, RowId{3});
        QCOMPARE(tree.parts[2].parent, std::size_t{1});
    }
    void treeOfTransfer() {
        const CallTree tree = treeOf(rows({RowId{1}, RowId{2}, RowId{3}}, {linkOf(1, 2, "refer-to"), linkOf(2, 3)}),
                                     {at(0), at(5), at(6)});
        QVERIFY(!tree.parts[0].isTransfer);
        QVERIFY(tree.parts[1].isTransfer);
        QVERIFY(tree.parts[2].isTransfer); // behind it
    }

    void row() {
        RowFacts caller;
        caller.id = RowId{4};
        caller.state = RowState::Answered;
        caller.start = at(100);
        caller.end = at(900);
        caller.callIds = {"a"};
        caller.messages = 7;
        caller.sightings = 8;
        caller.legs = 1;
        caller.firstEvent = EventId{10};
        caller.finalStatus = 200;
        RowFacts far = caller;
        far.id = RowId{2};
        far.state = RowState::Failed;
        far.start = at(50); // its clock is behind
        far.end = at(950);
        far.callIds = {"b", "a"};
        far.firstEvent = EventId{3};
        far.legs = 2;
        far.finalStatus = 503;
        const RowFacts joined = joinedRow({caller, far});
        QCOMPARE(joined.id, RowId{2});
        QVERIFY(joined.state == RowState::Answered);
        QCOMPARE(joined.finalStatus, 200);
        QCOMPARE(joined.callIds, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(joined.messages, 14U);
        QCOMPARE(joined.sightings, 16U);
        QCOMPARE(joined.legs, 3U);
        QCOMPARE(joined.start.ns, at(50).ns);
        QCOMPARE(joined.end.ns, at(950).ns);
        QCOMPARE(joined.firstEvent, EventId{3});
    }

    void relays() {
        using sip::Method;
        const std::vector<RelayedMessage> messages{
            message(1, 0, 1, 2, 0, Method::Invite),       // telephone -> B2BUA
            message(2, 1, 2, 1, 0, Method::Invite, 100),  // of the B2BUA itself
            message(3, 4, 2, 3, 1, Method::Invite),       // passed on
            message(4, 9, 3, 2, 1, Method::Invite, 100),  // never passed on
            message(5, 50, 3, 2, 1, Method::Invite, 404), // refused
            message(6, 51, 2, 3, 1, Method::Ack),         // of the B2BUA itself
            message(7, 55, 2, 1, 0, Method::Invite, 480), // under another code
            message(8, 60, 1, 2, 0, Method::Ack),
        };
        const std::vector<Relay> expected{{EventId{3}, EventId{1}}, {EventId{7}, EventId{5}}};
        QCOMPARE(relaysBetween(messages, 0, 1).size(), expected.size());
        QVERIFY(relaysBetween(messages, 0, 1) == expected);
    }
    // A challenge is the hop's own business, and its answer no relay of another.
    void challengeIsNotRelayed() {
        using sip::Method;
        const std::vector<RelayedMessage> messages{
            message(1, 0, 1, 2, 0, Method::Invite),
            message(2, 1, 2, 3, 1, Method::Invite),
            message(3, 2, 3, 2, 1, Method::Invite, 407),
            message(4, 3, 2, 1, 0, Method::Invite, 503),
        };
        QVERIFY(relaysBetween(messages, 0, 1) == (std::vector<Relay>{{EventId{2}, EventId{1}}}));
    }
    // Both directions: who hangs up beyond hangs up here.
    void hangUpFromBeyond() {
        using sip::Method;
        const std::vector<RelayedMessage> messages{
            message(1, 0, 1, 2, 0, Method::Invite),
            message(2, 1, 2, 3, 1, Method::Invite),
            message(3, 90, 3, 2, 1, Method::Bye),
            message(4, 95, 2, 1, 0, Method::Bye),
        };
        QVERIFY(relaysBetween(messages, 0, 1) ==
                (std::vector<Relay>{{EventId{2}, EventId{1}}, {EventId{4}, EventId{3}}}));
    }
};

QTEST_APPLESS_MAIN(TestJoinedCall)
#include "test_joined_call.moc"
