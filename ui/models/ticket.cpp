#include "ui/models/ticket.h"

#include "core/match/code_matcher.h"
#include "core/sip/address.h"
#include "core/sip/message.h"
#include "ui/models/words.h"

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

constexpr int kMaxMessages = 2000; // enough to meet every element; a storm has nothing new to say
constexpr int kMaxLines = 40;      // of one kind

// Lines in order of appearance, each once.
class Lines {
public:
    void add(const QString& line) {
        if (!line.trimmed().isEmpty() && m_lines.size() < kMaxLines && !m_lines.contains(line))
            m_lines << line;
    }
    void write(QString& out, const QString& label) const {
        for (const QString& line : m_lines)
            out += label + u": "_s + line + u'\n';
    }

private:
    QStringList m_lines;
};

struct Facts {
    Lines guids, codes, addresses, agents;

    void read(const store::EventRecord& event, const sip::Message& message) {
        addresses.add(u"%1 -> %2 %3"_s
                          .arg(QString::fromStdString(event.from.toString()),
                               QString::fromStdString(event.to.toString()), plainLine(toString(event.transport)))
                          .trimmed());
        for (const sip::HeaderField& field : message.headers)
            readField(event, field);
        if (message.statusCode >= 300)
            codes.add(u"%1 %2 (%3)"_s.arg(message.statusCode)
                          .arg(plainLine(message.reasonPhrase), QString::fromStdString(toRfc3339(event.time))));
    }

private:
    void readField(const store::EventRecord& event, const sip::HeaderField& field) {
        const std::string value = sip::unfolded(field.value);
        if (field.id == sip::HeaderId::Reason) {
            codes.add(u"Reason: "_s + plainLine(value));
            for (const sip::Reason& reason : sip::parseReasons(value))
                guids.add(QString::fromStdString(match::leadingGuid(reason.text)));
        } else if (field.id == sip::HeaderId::Warning) {
            codes.add(u"Warning: "_s + plainLine(value));
        } else if (field.id == sip::HeaderId::UserAgent || field.id == sip::HeaderId::Server) {
            agents.add(u"%1 (%2)"_s.arg(plainLine(value), QString::fromStdString(event.from.toString())));
        }
    }
};

} // namespace

QString ticketText(store::CaseReader& reader, RowId id) {
    const auto row = reader.row(id);
    if (!row)
        return {};
    Facts facts;
    sip::Message message;
    int count = 0;
    reader.eachEventWithBytes({id}, [&](const store::EventRecord& event, std::string_view bytes) {
        if (event.kind == store::EventKind::Sip) {
            sip::parse(bytes, message);
            facts.read(event, message);
        }
        return ++count < kMaxMessages;
    });
    const dialog::RowFacts& f = row->facts;
    QString out;
    for (const std::string& callId : f.callIds)
        out += u"Call-ID: "_s + plainLine(callId, 4096) + u'\n';
    facts.guids.write(out, u"Microsoft GUID"_s);
    if (f.start.isValid())
        out += u"Start: "_s + QString::fromStdString(toRfc3339(f.start)) + u"\nEnd: "_s +
               QString::fromStdString(toRfc3339(f.end)) + u'\n';
    out += u"From: "_s + plainLine(f.from) + u"\nTo: "_s + plainLine(f.to) + u'\n';
    out += u"Outcome: "_s + plainLine(dialog::toString(f.state));
    if (f.finalStatus != 0)
        out += u", %1 %2"_s.arg(f.finalStatus).arg(plainLine(f.finalReason));
    out += u'\n';
    facts.codes.write(out, u"Code"_s);
    facts.addresses.write(out, u"Hop"_s);
    facts.agents.write(out, u"Version"_s);
    for (const store::SourceRecord& source : reader.sources())
        out += u"Source: %1 (SHA-256 %2)\n"_s.arg(plainLine(source.path.substr(source.path.find_last_of('/') + 1)),
                                                  QString::fromStdString(source.sha256));
    return out;
}

} // namespace echelle::ui
