#include "app/cli/messages_command.h"

#include "app/cli/case_session.h"
#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "app/cli/raw_text.h"
#include "app/cli/selected_rows.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/table.h"
#include "app/cli/wording.h"
#include "core/base/text.h"
#include "core/sip/summary.h"

#include <set>

namespace echelle::cli {

namespace {

using store::EventKind;
using store::EventRecord;

std::string_view nameOf(EventKind kind) {
    switch (kind) {
    case EventKind::Sip:
        return "sip";
    case EventKind::Packet:
        return "packet";
    case EventKind::Record:
        return "record";
    case EventKind::Note:
        return "note";
    }
    return "";
}

std::string_view keyOf(PlaceKind kind) {
    switch (kind) {
    case PlaceKind::Frame:
        return "frame";
    case PlaceKind::Line:
        return "line";
    case PlaceKind::Row:
        return "row";
    case PlaceKind::Offset:
        return "offset";
    }
    return "";
}

// Prints one event after the other, in one of the two forms.
class Writer {
public:
    Writer(const Context& context, store::CaseReader& reader, const std::vector<RowId>& rows)
        : m_options(context.options), m_console(context.console), m_reader(reader) {
        for (const EventId id : reader.failingEvents(rows))
            m_failing.insert(id);
    }
    virtual ~Writer() = default;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void write(const EventRecord& event, std::string_view bytes) {
        if (event.kind == EventKind::Sip)
            sip::parse(bytes, m_message);
        print(event, bytes);
    }

protected:
    virtual void print(const EventRecord& event, std::string_view bytes) = 0;
    [[nodiscard]] std::string summary(const EventRecord& event) const {
        return event.kind == EventKind::Sip ? sip::summary(m_message) : summaryOf(event);
    }
    [[nodiscard]] bool isFailing(const EventRecord& event) const { return m_failing.count(event.id) != 0; }

    const Options& m_options;
    Console& m_console;
    store::CaseReader& m_reader;
    sip::Message m_message; // of the event being printed, where it is one

private:
    std::set<EventId> m_failing;
};

class JsonEvents final : public Writer {
public:
    JsonEvents(const Context& context, store::CaseReader& reader, const std::vector<RowId>& rows)
        : Writer(context, reader, rows), m_json(context.console.out()) {
        m_json.writer().beginArray();
    }
    ~JsonEvents() override { m_json.writer().endArray(); }

private:
    void print(const EventRecord& event, std::string_view bytes) override {
        JsonWriter& w = m_json.writer();
        w.beginObject();
        w.member("id", event.id.value);
        w.member("event", nameOf(event.kind));
        m_json.id("call", event.row.value);
        m_json.id("leg", event.leg.value);
        printPlace(event.source, event.place, event.time, event.from, event.to);
        m_json.text("transport", toString(event.transport));
        if (event.isDecrypted)
            w.member("decrypted", true);
        m_json.text("summary", summary(event));
        if (event.kind == EventKind::Sip)
            printMessage(event);
        w.member("failing", isFailing(event));
        printDefects(event);
        if (m_options.isRaw)
            isValidUtf8(bytes) ? w.member("raw", bytes) : w.member("raw_base64", toBase64(bytes));
        w.endObject();
        m_json.passOn();
    }

    void printPlace(SourceId source, Place place, Timestamp time, const Endpoint& from, const Endpoint& to) {
        m_json.id("source", source.value);
        m_json.writer().member(keyOf(place.kind), place.number);
        m_json.time("time", time);
        m_json.endpoint("src", from);
        m_json.endpoint("dst", to);
    }

    void printMessage(const EventRecord& event) {
        const std::string_view registered = sip::toString(event.method);
        m_json.text("method", !registered.empty()   ? registered
                              : m_message.isRequest ? m_message.methodText
                                                    : m_message.cseq.methodText);
        m_json.id("status", event.status);
        m_json.text("call_id", m_message.callId);
        if (m_message.cseq.isValid)
            m_json.text("cseq", std::to_string(m_message.cseq.number) + " " + std::string(m_message.cseq.methodText));
        m_json.id("retransmission_of", event.retransmissionOf.value);
        m_json.id("next_hop_of", event.nextHopOf.value);
        m_json.writer().key("sightings");
        m_json.writer().beginArray();
        if (event.sightings <= 1)
            printSighting({event.source, event.place, event.indexInPlace, event.time, event.from, event.to,
                           dialog::SightingRelation::First});
        else
            for (const store::SightingRecord& sighting : m_reader.sightings(event.id))
                printSighting(sighting);
        m_json.writer().endArray();
    }

    void printSighting(const store::SightingRecord& sighting) {
        m_json.writer().beginObject();
        printPlace(sighting.source, sighting.place, sighting.time, sighting.from, sighting.to);
        m_json.writer().member("relation", toString(sighting.relation));
        m_json.writer().endObject();
    }

    void printDefects(const EventRecord& event) {
        std::vector<std::string_view> names;
        for (const sip::Defect defect : sip::Defects::fromBits(event.defects).list())
            names.push_back(sip::defectName(defect));
        m_json.texts("malformed", names);
    }

    JsonOutput m_json;
};

class EventTable final : public Writer {
public:
    EventTable(const Context& context, store::CaseReader& reader, const std::vector<RowId>& rows)
        : Writer(context, reader, rows)
        , m_table(context.console.out(), {{m_console.label("cli.column.number"), true},
                                          {m_console.label("cli.column.time")},
                                          {m_console.label("cli.column.source")},
                                          {m_console.label("cli.column.destination")},
                                          {m_console.label("cli.column.transport")},
                                          {m_console.label("cli.column.message"), false, 60},
                                          {m_console.label("cli.column.call"), true}}) {}

private:
    void print(const EventRecord& event, std::string_view) override {
        std::string text = summary(event);
        if (isFailing(event))
            text = "✕ " + text;
        if (event.retransmissionOf.isValid())
            text += " · " +
                    m_console.label("cli.retransmission", {{"number", std::to_string(event.retransmissionOf.value)}});
        m_table.add({std::to_string(event.id.value), shortTime(event.time), event.from.toString(), event.to.toString(),
                     std::string(toString(event.transport)), text,
                     event.row.isValid() ? std::to_string(event.row.value) : std::string()});
    }

    Table m_table;
};

class RawEvents final : public Writer {
public:
    using Writer::Writer;

private:
    void print(const EventRecord& event, std::string_view bytes) override {
        const std::string time = shortTime(event.time);
        const std::string header = "--- " + std::to_string(event.id.value) + (time.empty() ? "" : "  " + time) + "  " +
                                   event.from.toString() + " -> " + event.to.toString() + "  " +
                                   std::string(toString(event.transport)) + "  " + fitted(summary(event), 60) + "\n";
        m_console.out().write(header);
        m_console.out().write(StandardOutput::isTerminal() ? terminalSafe(bytes) : std::string(bytes));
        m_console.out().write(!bytes.empty() && bytes.back() == '\n' ? "\n" : "\n\n");
    }
};

std::unique_ptr<Writer> makeWriter(const Context& context, store::CaseReader& reader, const std::vector<RowId>& rows) {
    if (context.console.isJson())
        return std::make_unique<JsonEvents>(context, reader, rows);
    if (context.options.isRaw)
        return std::make_unique<RawEvents>(context, reader, rows);
    return std::make_unique<EventTable>(context, reader, rows);
}

} // namespace

void runMessagesCommand(const Context& context) {
    const auto session = CaseSession::open(context.options, context.console, context.stop);
    if (!session)
        return;
    const auto rows = selectRows(context.options.which, session->reader(), context.console);
    if (!rows)
        return;
    const std::unique_ptr<Writer> writer = makeWriter(context, session->reader(), *rows);
    const std::stop_token stop = context.stop.token();
    session->reader().eachEventWithBytes(*rows, [&](const EventRecord& event, std::string_view bytes) {
        if (event.kind == EventKind::Sip || context.options.areAllEventsShown)
            writer->write(event, bytes);
        return !stop.stop_requested() && context.console.out().failure() == 0;
    });
}

} // namespace echelle::cli
