#pragma once

#include "core/report/document_builder.h"
#include "core/report/report.h"
#include "tests/support/case_builder.h"

#include <QTemporaryDir>

#include <functional>

namespace echelle::test {

inline const catalog::Catalog& reportCatalog() {
    static const std::shared_ptr<const catalog::Catalog> catalog = *catalog::Catalog::load();
    return *catalog;
}

inline std::string inviteText(const std::string& extra = {}, const std::string& body = {}) {
    return "INVITE sip:b@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nFrom: "
           "<sip:a@example.com>;tag=1\r\nTo: <sip:b@example.com>\r\nCall-ID: x@example.com\r\nCSeq: 1 INVITE\r\n" +
           extra + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

inline std::string refusalText(const std::string& extra = {}) {
    return "SIP/2.0 403 Forbidden\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nFrom: "
           "<sip:a@example.com>;tag=1\r\nTo: <sip:b@example.com>;tag=2\r\nCall-ID: x@example.com\r\nCSeq: 1 "
           "INVITE\r\n" +
           extra + "Content-Length: 0\r\n\r\n";
}

// What the rule says of a call refused with 403, with the refusal and its INVITE as proof.
inline rules::Finding refusal(RowId row, EventId response, EventId request) {
    rules::Finding f;
    f.rule = "sip.final-failure";
    f.severity = rules::Severity::Error;
    f.side = rules::Side::Sbc;
    f.row = row;
    f.proof = {response, request};
    f.sipCode = 403;
    f.catalogKeys = {"sip.403"};
    f.arguments = {{"method", "INVITE"},    {"status", "403"},
                   {"reason", "Forbidden"}, {"address", "198.51.100.7:5060"},
                   {"from", "a"},           {"to", "b"},
                   {"phrase", ""},          {"guid", ""},
                   {"cause", ""},           {"receiver", "192.0.2.1:5060"}};
    return f;
}

// A call that was refused, with its finding.
inline RowId addRefusedCall(CaseBuilder& builder, std::int64_t ms, const std::string& invite = inviteText(),
                            const std::string& response = refusalText()) {
    const RowId row = builder.addRow(dialog::RowState::Failed, ms);
    const EventId request = builder.addMessage(row, ms, invite, sip::Method::Invite);
    const EventId answer = builder.addMessage(row, ms + 310, response, sip::Method::Invite, 403);
    store::NewRow& written = builder.row(row);
    written.facts.finalStatus = 403;
    written.facts.finalReason = "Forbidden";
    written.facts.failing = {answer};
    written.findings.push_back(refusal(row, answer, request));
    return row;
}

// A call that was answered: INVITE, 200, ACK.
inline RowId addAnsweredCall(CaseBuilder& builder, std::int64_t ms) {
    const RowId row = builder.addRow(dialog::RowState::Answered, ms);
    builder.addMessage(row, ms, inviteText(), sip::Method::Invite);
    builder.addMessage(row, ms + 900, "SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\n\r\n", sip::Method::Invite, 200);
    builder.addMessage(row, ms + 910, "ACK sip:b@example.com SIP/2.0\r\nCSeq: 1 ACK\r\n\r\n", sip::Method::Ack);
    return row;
}

// A case that a test has written by hand, in a folder of its own.
class WrittenCase {
public:
    explicit WrittenCase(const std::function<void(CaseBuilder&)>& fill) {
        CaseBuilder builder(path());
        fill(builder);
        builder.finish();
    }
    [[nodiscard]] std::string path() const { return m_dir.filePath(QStringLiteral("case.echelle")).toStdString(); }
    [[nodiscard]] QString output() const { return m_dir.filePath(QStringLiteral("report.pdf")); }
    [[nodiscard]] report::ReportRequest request(const QString& locale = QStringLiteral("en")) const {
        report::ReportRequest request;
        request.casePath = path();
        request.outputPath = output().toStdString();
        request.locale = locale;
        return request;
    }

private:
    QTemporaryDir m_dir;
};

// What the report says, without its looks.
inline QString said(const report::ReportRequest& request) {
    auto reader = store::CaseReader::open(request.casePath);
    if (!reader)
        return {};
    const report::Wording wording(reportCatalog(), request.locale, request.zone);
    report::CaseMaterial material{request, wording, std::make_shared<store::CaseReader>(std::move(*reader)),
                                  {},      {},      {}};
    material.sources = material.reader->sources();
    material.notes = material.reader->notes();
    material.selection.ids = request.rows;
    material.selection.isFoldedShown = !request.rows.empty();
    return report::plainText(report::buildDocument(material, {}).document);
}

} // namespace echelle::test
