#ifndef Q_MOC_RUN // Qt 6.4's moc stumbles over <concepts> where it comes before any other header
#include "core/catalog/catalog.h"
#include "core/rules/record/joined_record.h"
#include "core/rules/record/record_rules.h"

#include <deque>
#endif

#include <QtTest/QTest>

using namespace echelle;
using record::Field;
using record::Table;

// Each rule on rows of exports: at least one case where it fires and one where it is silent.
namespace {

struct Rows {
    std::deque<record::ExportRow> rows;

    Rows& add(Table table, std::vector<record::FieldValue> fields) {
        record::ExportRow& row = rows.emplace_back();
        row.table = table;
        row.fields = std::move(fields);
        row.moments = {{record::MomentKind::Row, Timestamp{1'767'225'600'000'000'000}}};
        return *this;
    }
};

// "rule severity evidence key side", one after the other.
std::string verdicts(const Rows& rows) {
    static const std::shared_ptr<const catalog::Catalog> catalog = *catalog::Catalog::load();
    std::vector<rules::RecordFacts> facts;
    for (const record::ExportRow& row : rows.rows)
        facts.push_back({EventId{static_cast<std::int64_t>(facts.size()) + 1}, SourceId{1}, row});
    const dialog::RowFacts row = rules::rowOfRecords(RowId{1}, facts, catalog->matcher());
    std::string text = std::string(toString(row.state));
    for (const rules::Finding& f : rules::evaluateRecords({RowId{1}, facts, row, catalog->matcher()}))
        text += " | " + f.rule + " " + std::string(toString(f.severity)) + " " + std::string(toString(f.evidence)) +
                " " + rules::leadingKey(f) + " " + std::string(toString(f.side));
    return text;
}

rules::Finding finding(const char* rule, int sip, int microsoft, rules::EvidenceTag evidence, std::int64_t event) {
    rules::Finding f;
    f.rule = rule;
    f.severity = rules::Severity::Error;
    f.evidence = evidence;
    f.sipCode = sip;
    f.microsoftCode = microsoft;
    f.proof = {EventId{event}};
    return f;
}

} // namespace

class TestRecordRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void verdict_data() {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* title, const Rows& rows, const char* expected) {
            QTest::newRow(title) << QString::fromStdString(verdicts(rows)) << QString::fromLatin1(expected);
        };
        const auto report = [](const char* success, const char* sip, const char* code, const char* phrase) {
            return Rows().add(Table::DirectRouting, {{Field::Success, success},
                                                     {Field::SipCode, sip},
                                                     {Field::MicrosoftCode, code},
                                                     {Field::SipPhrase, phrase}});
        };
        row("record.failed", report("No", "504", "569008", "x"),
            "failed | record.failed error observed microsoft.569008.504.tls-expired sbc");
        row("record.failed: from behind the SBC", report("Non", "404", "560404", "Not Found"),
            "failed | record.failed error observed microsoft.560404.404.sbc-side-number-not-found sbc");
        row("record.failed: a pair nobody knows", report("No", "404", "999999", "x"),
            "failed | record.failed error observed rule.record.failed unknown");
        row("record.failed: busy is no error", report("No", "486", "560486", "Busy Here"),
            "busy | record.failed info observed microsoft.560486.486.sbc-side-busy sbc");
        row("record.failed: silent", report("Yes", "0", "0", "BYE"), "answered");
        row("record.failed: silent for usage", Rows().add(Table::Pstn, {{Field::Duration, "60"}}), "answered");

        const auto summary = [](const char* code, const char* sub, const char* category, const char* duration) {
            return Rows().add(Table::AcsSummary, {{Field::EndReasonCode, code},
                                                  {Field::EndReasonSubcode, sub},
                                                  {Field::ResultCategory, category},
                                                  {Field::Duration, duration}});
        };
        row("acs.end-code", summary("410", "3112", "ExpectedError", "0"),
            "failed | acs.end-code warning observed acs.call.410.3112 network");
        row("acs.end-code: silent", summary("0", "0", "Success", "10"), "answered");
        row("acs.end-code: cancelled", summary("487", "0", "Success", "0"), "cancelled");

        const auto quality = [](Field field, const char* value, const char* media) {
            return Rows().add(Table::AcsDiagnostics,
                              {{Field::MediaType, media}, {field, value}, {Field::EndpointType, "VoIP"}});
        };
        row("acs.poor-quality", quality(Field::JitterAverage, "30.5", "Audio"),
            "incomplete | acs.poor-quality warning measured rule.acs.poor-quality network");
        row("acs.poor-quality: at the limit", quality(Field::JitterAverage, "30", "Audio"), "incomplete");
        row("acs.poor-quality: rate of a screen", quality(Field::FrameRate, "3", "VBSS"), "incomplete");
        row("acs.poor-quality: rate of a video", quality(Field::FrameRate, "3", "Video"),
            "incomplete | acs.poor-quality warning measured rule.acs.poor-quality network");

        row("acs.no-media-path", quality(Field::MediaPathQuality, "None", "Audio"),
            "incomplete | acs.no-media-path error observed rule.acs.no-media-path network");
        row("acs.no-media-path: nothing flowing", quality(Field::PacketUtilization, "0", "Audio"),
            "incomplete | acs.no-media-path error measured rule.acs.no-media-path network");
        Rows oneFlows = quality(Field::PacketUtilization, "0", "Audio");
        oneFlows.add(Table::AcsDiagnostics, {{Field::MediaType, "Audio"}, {Field::PacketUtilization, "900"}});
        row("acs.no-media-path: silent where one flows", oneFlows, "incomplete");
        row("acs.no-media-path: silent", quality(Field::MediaPathQuality, "Good", "Audio"), "incomplete");

        const auto signal = [](const char* name, const char* value) {
            return Rows().add(Table::Console, {{Field::Signal, name}, {Field::SignalValue, value}});
        };
        row("acs.token-invalid", signal("http-401", "-"),
            "failed | acs.token-invalid error observed rule.acs.token-invalid endpoint");
        Rows ranOut;
        ranOut.add(
            Table::Har,
            {{Field::Signal, "http-401"}, {Field::TokenScope, "voip"}, {Field::TokenExpiry, "2025-12-31T23:59:00Z"}});
        row("acs.token-invalid: run out", ranOut,
            "failed | acs.token-invalid error measured rule.acs.token-invalid endpoint");
        row("acs.token-scope: unseen", signal("http-403", "-"),
            "failed | acs.token-scope error inferred rule.acs.token-scope endpoint");
        Rows chat;
        chat.add(Table::Har, {{Field::Signal, "http-403"}, {Field::TokenScope, "chat"}});
        row("acs.token-scope: seen", chat, "failed | acs.token-scope error observed rule.acs.token-scope endpoint");
        Rows voip;
        voip.add(Table::Har, {{Field::Signal, "http-403"}, {Field::TokenScope, "voip"}});
        row("acs.token-scope: silent where it is there", voip, "failed");
        row("acs.call-start-failed", signal("CallStartError", "-"),
            "failed | acs.call-start-failed error observed rule.acs.call-start-failed endpoint");
        row("acs.call-start-failed: no network", signal("noNetwork", "true"),
            "incomplete | acs.call-start-failed error observed rule.acs.call-start-failed endpoint");
        row("acs.call-start-failed: silent", signal("noNetwork", "false"), "incomplete");
        row("acs.signalling-websocket-failed", signal("websocket-failed", "-"),
            "failed | acs.signalling-websocket-failed error observed rule.acs.signalling-websocket-failed network");
        row("acs.relays-unreachable", signal("networkRelaysNotReachable", "true"),
            "incomplete | acs.relays-unreachable error observed rule.acs.relays-unreachable network");
        row("acs.relays-unreachable: silent", signal("networkRelaysNotReachable", "false"), "incomplete");
        row("acs.relays-unreachable: a candidate error alone", signal("ice-candidate-error", "701 turn:x"),
            "incomplete");
        row("ice.failed", signal("ice-failed", "failed"),
            "failed | ice.failed error observed rule.ice.failed.export network");
        Rows back = signal("ice-failed", "failed");
        back.add(Table::Console, {{Field::Signal, "ice-connected"}});
        row("ice.failed: silent where it came back", back, "failed");

        const auto reason = [](const char* text) {
            return Rows().add(Table::RealConnect, {{Field::EndReasonText, text}});
        };
        row("realconnect.end-reason: exact", reason("Meeting Not Found"),
            "failed | realconnect.end-reason error observed realconnect.meeting-not-found number");
        row("realconnect.end-reason: by its words", reason("  MEETING not-found. "),
            "failed | realconnect.end-reason error observed realconnect.meeting-not-found number");
        row("realconnect.end-reason: unknown", reason("Meeting Not Funded"),
            "incomplete | realconnect.end-reason warning observed rule.realconnect.end-reason.unknown unknown");
    }
    void verdict() {
        QFETCH(QString, said);
        QFETCH(QString, expected);
        QCOMPARE(said, expected);
    }

    // What the trace inferred and the report says is named once, and correlated.
    void joined() {
        using rules::EvidenceTag;
        const auto one =
            rules::joinRecordFindings({finding("tls.certificate-expired", 0, 569008, EvidenceTag::Inferred, 1)},
                                      {finding("record.failed", 504, 569008, EvidenceTag::Observed, 9)});
        QCOMPARE(one.size(), std::size_t{1});
        QCOMPARE(one[0].rule, std::string("tls.certificate-expired"));
        QVERIFY(one[0].evidence == EvidenceTag::Correlated);
        QCOMPARE(one[0].also, std::vector<std::string>{"record.failed"});
        QCOMPARE(one[0].sipCode, 504);
        QCOMPARE(one[0].proof.size(), std::size_t{2});
        // Another code: both, the report's as the effect of the trace's cause.
        const auto two =
            rules::joinRecordFindings({finding("transport.tcp-refused", 0, 569002, EvidenceTag::Observed, 1)},
                                      {finding("record.failed", 504, 569008, EvidenceTag::Observed, 9)});
        QCOMPARE(two.size(), std::size_t{2});
        QCOMPARE(two[1].rule, std::string("record.failed"));
        QCOMPARE(two[1].explainedBy.value, 1);
        QVERIFY(two[1].role == rules::FindingRole::Effect);
    }
};

QTEST_GUILESS_MAIN(TestRecordRules)
#include "record_rules.moc"
