#include "rule_play.h"
#include "rule_test.h"

#include <QtTest/QTest>

using namespace echelle;
using test::argument;
using test::ConnectionPlay;
using test::nameOf;
using test::Packet;

// Oracle: RFC 1035 section 4.1.1, RCODE 2 and 5; register_dns_srv_refused_480.pcapng has this shape.
class TestLookupRefused : public QObject {
    Q_OBJECT

    static ConnectionPlay lookup(const std::string& ending) {
        return {{{"ending", ending}, {"rcode", "REFUSED"}, {"queries", "4"}},
                {{0, "dns.query"}, {0.1, "dns.answer"}, {5, "dns.query"}, {5.1, "dns.answer"}}};
    }

private Q_SLOTS:
    void fires() {
        const ConnectionPlay play = lookup("refused-lookup");
        QCOMPARE(play.findings.size(), std::size_t{1});
        const rules::Finding& f = play.findings[0];
        QCOMPARE(f.rule, std::string("dns.lookup-refused"));
        QCOMPARE(nameOf(f.severity), nameOf(rules::Severity::Error));
        QCOMPARE(nameOf(f.evidence), nameOf(rules::EvidenceTag::Observed));
        QCOMPARE(f.proof, (std::vector<EventId>{EventId{1004}, EventId{1001}})); // the last answer, the first query
        QCOMPARE(argument(f, "queries"), std::string("4"));
        QCOMPARE(argument(f, "name"), std::string("sip.example.com"));
        QCOMPARE(argument(f, "rcode"), std::string("REFUSED"));
        QCOMPARE(f.microsoftCode, 0);
    }

    void silentForAnythingElse() {
        for (const char* ending : {"no-such-host", "no-address", "refused", ""})
            QVERIFY2(lookup(ending).find("dns.lookup-refused") == nullptr, ending);
    }
};

ECHELLE_RULE_TEST(TestLookupRefused)
#include "dns_lookup_refused.moc"
