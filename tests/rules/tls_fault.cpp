#include "tls_fault.h"

#include <QtTest/QTest>

#include <algorithm>

namespace echelle::test {

ConnectionPlay TlsFault::play(const Arguments& changes, const std::string& client) const {
    Arguments facts = m_facts;
    for (const Argument& change : changes) {
        std::erase_if(facts, [&](const Argument& a) { return a.name == change.name; });
        if (!change.value.empty())
            facts.push_back(change);
    }
    return {facts, {{0, "tls.client-hello"}, {0.1, "tls.certificate"}, {0.2, "tls.alert"}}, 60, client};
}

bool TlsFault::fires(const Arguments& changes) const {
    return play(changes).find(m_rule) != nullptr;
}

rules::Finding TlsFault::finding(const Arguments& changes, const std::string& client) const {
    const ConnectionPlay played = play(changes, client);
    const rules::Finding* found = played.find(m_rule);
    return found != nullptr ? *found : rules::Finding();
}

void TlsFault::checkError() const {
    const rules::Finding f = finding();
    QCOMPARE(f.rule, m_rule);
    QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Error));
    QCOMPARE(nameOf(f.role), nameOf(rules::FindingRole::Cause));
    QCOMPARE(f.proof.front(), EventId{kFirstPacket + 2});
    QCOMPARE(f.microsoftCode, 0);
}

void TlsFault::checkPair(int code, const std::string& catalogKey) const {
    const rules::Finding f = finding({}, "52.114.75.24:3000");
    QCOMPARE(f.microsoftCode, code);
    QVERIFY(std::find(f.catalogKeys.begin(), f.catalogKeys.end(), catalogKey) != f.catalogKeys.end());
    QCOMPARE(f.derived, std::vector<std::string>{"microsoft"});
}

} // namespace echelle::test
