#include "core/match/code_matcher.h"
#include "tests/support/samples.h"

#include <QtTest/QTest>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace echelle;

namespace {
std::string fileText(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

match::CodeMatcher catalogMatcher() {
    std::vector<std::string> json;
    for (const char* family : {"microsoft", "sip", "q850", "warning", "hresult"})
        json.push_back(fileText(std::string(ECHELLE_SOURCE_DIR) + "/resources/catalog/" + family + ".json"));
    auto matcher = match::CodeMatcher::fromJson(json);
    return matcher ? *matcher : match::CodeMatcher();
}
constexpr const char* kGuid = "3F2504E0-4F89-11D3-9A0C-0305E82C3301";
} // namespace

class TestMatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void damagedCatalogNamesItsFamily() {
        const auto noJson = match::CodeMatcher::fromJson({R"({"family":"sip","entries":[]})", "{"});
        QVERIFY(!noJson);
        QCOMPARE(noJson.error().code, std::string("catalog.damaged"));
        QCOMPARE(noJson.error().arguments.at(0).value, std::string("2"));
        const auto noKey = match::CodeMatcher::fromJson({R"({"family":"sip","entries":[{"codes":{}}]})"});
        QVERIFY(!noKey);
        QCOMPARE(noKey.error().arguments.at(0).value, std::string("sip"));
    }

    void phraseParts_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("guid");
        QTest::addColumn<QString>("phrase");
        const QString guid = QString::fromLatin1(kGuid);
        QTest::newRow("guid and stop") << guid + QLatin1String(";No trunk config was found.") << guid.toLower()
                                       << QStringLiteral("No trunk config was found");
        QTest::newRow("braces and blanks")
            << QLatin1Char('{') + guid + QLatin1String("} ;  Busy . ") << guid.toLower() << QStringLiteral("Busy");
        QTest::newRow("guid alone") << guid << guid.toLower() << QString();
        QTest::newRow("no guid") << QStringLiteral("  Busy Here ") << QString() << QStringLiteral("Busy Here");
        QTest::newRow("nearly a guid") << QStringLiteral("3F2504E0-4F89-11D3-9A0C-0305E82C330;x") << QString()
                                       << QStringLiteral("3F2504E0-4F89-11D3-9A0C-0305E82C330;x");
    }
    void phraseParts() {
        QFETCH(QString, text);
        QFETCH(QString, guid);
        QFETCH(QString, phrase);
        const std::string bytes = text.toStdString();
        QCOMPARE(match::leadingGuid(bytes), guid.toStdString());
        QCOMPARE(std::string(match::phraseWithoutGuid(bytes)), phrase.toStdString());
    }

    void folding() {
        QCOMPARE(match::foldPhrase("L\xe2\x80\x99"
                                   "appel\xc2\xa0:  OUI\t"),
                 std::string("l'appel : oui"));
    }

    void hresult_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("value"); // -1: none
        QTest::newRow("hex") << QStringLiteral("failed; HRESULT=0x80090325 SEC_E_UNTRUSTED_ROOT") << qint64{0x80090325};
        QTest::newRow("unsigned decimal") << QStringLiteral("HRESULT: 2148074277") << qint64{0x80090325};
        QTest::newRow("signed decimal") << QStringLiteral("hresult=-2146893019") << qint64{0x80090325};
        QTest::newRow("positive") << QStringLiteral("TLS decryption failed; HRESULT=590615") << qint64{590615};
        QTest::newRow("bare hex") << QStringLiteral("error 0x80090328.") << qint64{0x80090328};
        QTest::newRow("bare hex that is no failure") << QStringLiteral("flags 0x10") << qint64{-1};
        QTest::newRow("too many digits") << QStringLiteral("HRESULT=99999999999") << qint64{-1};
        QTest::newRow("none") << QStringLiteral("Busy Here") << qint64{-1};
    }
    void hresult() {
        QFETCH(QString, text);
        QFETCH(qint64, value);
        const auto found = match::hresultIn(text.toStdString());
        QCOMPARE(found ? static_cast<qint64>(*found) : qint64{-1}, value);
    }

    // Every published phrase is found again from phrase and status alone, as verdicts ask, in any of its spellings.
    void everyPublishedPhraseMatchesOnTheTrace() {
        ECHELLE_NEED_FACTS();
        const match::CodeMatcher matcher = catalogMatcher();
        const auto facts = nlohmann::json::parse(fileText(test::factsDir() + "/direct-routing-codes.json"));
        int checked = 0;
        for (const auto& entry : facts.at("entries")) {
            const int sip = entry.at("sip_code").get<int>();
            const int code = std::stoi(entry.at("microsoft_code").get<std::string>());
            if (sip == 0)
                continue; // ends of answered calls: no response on the wire
            const std::string text = std::string(kGuid) + "; " + entry.at("message_en").get<std::string>() + ".";
            const auto matches = matcher.matchPhrase(text, sip);
            const bool hasCode = std::any_of(matches.begin(), matches.end(),
                                             [code](const match::CodeMatch& m) { return m.entry->microsoft == code; });
            QVERIFY2(hasCode, entry.at("id").get<std::string>().c_str());
            ++checked;
        }
        QVERIFY(checked > 60);
    }

    void phraseNeedsItsStatus() {
        const match::CodeMatcher matcher = catalogMatcher();
        QCOMPARE(matcher.matchPhrase("No trunk config was found", 403).size(), std::size_t{1});
        QCOMPARE(matcher.matchPhrase("No trunk config was found", 403)[0].entry->microsoft, 510532);
        QVERIFY(matcher.matchPhrase("No trunk config was found", 403)[0].isDerived);
        QVERIFY(matcher.matchPhrase("No trunk config was found", 404).empty());
        QVERIFY(matcher.matchPhrase("", 403).empty());
    }

    void severalPairsOfOnePhraseAreAllGiven() {
        // 549002, 549018 and 569018 share "Unable to deliver INVITE: Invalid Request/Response line".
        const match::CodeMatcher matcher = catalogMatcher();
        QCOMPARE(matcher.matchPhrase("Unable to deliver INVITE: Invalid Request/Response line", 504).size(),
                 std::size_t{3});
    }

    void hresultSelectsWhateverItsSpelling() {
        const match::CodeMatcher matcher = catalogMatcher();
        const auto matches = matcher.matchPhrase("Unable to deliver INVITE: TLS failed; HRESULT=-2146893016", 504);
        QCOMPARE(matches.size(), std::size_t{1});
        QCOMPARE(matches[0].entry->microsoft, 569008); // 0x80090328 SEC_E_CERT_EXPIRED
    }

    void registeredPhrases() {
        const match::CodeMatcher matcher = catalogMatcher();
        QVERIFY(matcher.isRegisteredPhrase("bad request", 400));
        QVERIFY(!matcher.isRegisteredPhrase("No trunk config was found", 403));
        QCOMPARE(matcher.sip(486)->key, std::string("sip.486"));
        QCOMPARE(matcher.q850(63)->key, std::string("q850.63"));
        QCOMPARE(matcher.warning(399)->key, std::string("warning.399"));
        QCOMPARE(matcher.hresult(0x80090322)->key, std::string("hresult.0x80090322"));
        QVERIFY(matcher.sip(299) == nullptr);
        QVERIFY(matcher.byKey("sip.486") == matcher.sip(486));
    }
};

QTEST_APPLESS_MAIN(TestMatch)
#include "test_match.moc"
