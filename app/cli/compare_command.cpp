#include "app/cli/compare_command.h"

#include "app/cli/case_session.h"
#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "app/cli/table.h"
#include "app/cli/wording.h"
#include "core/scene/catalog_words.h"
#include "core/scene/compare_text.h"

#include <array>
#include <optional>

namespace echelle::cli {

namespace {

using compare::Comparison;
using compare::Divergence;
constexpr std::size_t kValueWidth = 100; // columns of a value in the text

// The two calls, as they stand in the case.
struct Compared {
    std::array<store::RowRecord, 2> rows;
    Comparison comparison;
};

std::optional<Compared> compareChosen(const Context& context, store::CaseReader& reader) {
    Console& console = context.console;
    Compared compared;
    std::array<std::optional<compare::CallSide>, 2> sides;
    const sip::SecretPlaceholder hidden =
        context.options.areSecretsShown ? sip::SecretPlaceholder() : console.secretPlaceholder();
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const RowId id{context.options.which.calls[i]};
        const auto row = reader.row(id);
        sides[i] = row ? compare::readSide(reader, id, hidden) : std::nullopt;
        if (!sides[i])
            console.report("cli.error.no-such-call", {{"what", std::to_string(id.value)}}, ExitStatus::NothingThere);
        else
            compared.rows[i] = *row;
    }
    if (!sides[0] || !sides[1])
        return std::nullopt;
    compared.comparison = compare::compareCalls(*sides[0], *sides[1]);
    return compared;
}

// One form of the result.
class Writer {
public:
    Writer(const Context& context, const Compared& compared)
        : m_options(context.options)
        , m_console(context.console)
        , m_compared(compared)
        , m_words(context.console.sharedCatalog(), context.console.locale())
        , m_times("UTC", m_words)
        , m_text(compared.comparison, m_words, m_times) {}

    void writeJson() const {
        JsonOutput json(m_console.out());
        JsonWriter& w = json.writer();
        w.beginObject();
        writeCall(json, "a", m_compared.rows[0]);
        writeCall(json, "b", m_compared.rows[1]);
        json.texts("left_out", compare::leftOut());
        writeParties(json);
        writeMark(w, "first", m_compared.comparison.first);
        writeMark(w, "outcome", m_compared.comparison.outcome);
        w.key("divergences");
        w.beginArray();
        for (std::size_t i = 0; i < m_compared.comparison.divergences.size(); ++i)
            writeDivergence(json, i);
        w.endArray();
        w.key("rows");
        w.beginArray();
        for (std::size_t i = 0; i < m_compared.comparison.rows.size(); ++i)
            writeRow(json, i);
        w.endArray();
        if (m_compared.comparison.isCut)
            w.member("cut", true);
        w.endObject();
    }

    void writeText() const {
        const auto write = [this](const std::string& line) {
            if (!line.empty())
                m_console.out().write(line + "\n");
        };
        write(callLine("A", m_compared.rows[0]));
        write(callLine("B", m_compared.rows[1]));
        m_console.out().write("\n");
        write(fitted(m_text.headline(), 2 * kValueWidth));
        write(fitted(m_text.outcome(), 2 * kValueWidth));
        for (const compare::Party& party : m_compared.comparison.parties)
            if (party.isLeftOut)
                write("= " + m_text.role(party) + "  " + fitted(party.a, 60) + " | " + fitted(party.b, 60));
        write(m_text.leftOut());
        if (m_compared.comparison.isCut)
            write(m_console.label("compare.cut", {{"count", m_console.number(compare::kMaxMessages)}}));
        m_console.out().write("\n");
        writeTable();
    }

private:
    void writeCall(JsonOutput& json, std::string_view key, const store::RowRecord& row) const {
        JsonWriter& w = json.writer();
        w.key(key);
        w.beginObject();
        w.member("call", row.facts.id.value);
        json.texts("call_ids", row.facts.callIds);
        json.text("from", shownUri(row.facts.from, m_console, m_options.areSecretsShown));
        json.text("to", shownUri(row.facts.to, m_console, m_options.areSecretsShown));
        w.member("state", toString(row.facts.state));
        json.id("final_status", row.facts.finalStatus);
        w.endObject();
    }

    void writeParties(JsonOutput& json) const {
        JsonWriter& w = json.writer();
        w.key("parties");
        w.beginArray();
        for (const compare::Party& party : m_compared.comparison.parties) {
            w.beginObject();
            w.member("role", compare::toString(party.role));
            w.member("leg", static_cast<std::uint64_t>(party.leg + 1));
            w.member("a", party.a);
            w.member("b", party.b);
            w.member("left_out", party.isLeftOut);
            w.endObject();
        }
        w.endArray();
    }

    static void writeMark(JsonWriter& w, std::string_view key, std::size_t index) {
        if (index != compare::kNone)
            w.member(key, static_cast<std::uint64_t>(index + 1));
    }

    void writeDivergence(JsonOutput& json, std::size_t index) const {
        const Divergence& d = m_compared.comparison.divergences[index];
        JsonWriter& w = json.writer();
        w.beginObject();
        w.member("id", static_cast<std::uint64_t>(index + 1));
        w.member("kind", compare::toString(d.kind));
        w.member("row", static_cast<std::uint64_t>(d.row + 1));
        json.text("name", d.name);
        if (d.kind == compare::DivergenceKind::Delay) {
            w.member("a_s", d.spanA.toSeconds());
            w.member("b_s", d.spanB.toSeconds());
        }
        json.text("a", d.a);
        json.text("b", d.b);
        if (d.isOnlyInA || d.isOnlyInB)
            w.member("only_in", d.isOnlyInA ? "a" : "b");
        w.member("incidental", d.isIncidental);
        w.member("text", m_text.title(d));
        w.endObject();
        json.passOn();
    }

    void writeRow(JsonOutput& json, std::size_t index) const {
        const Comparison& comparison = m_compared.comparison;
        const compare::Row& row = comparison.rows[index];
        JsonWriter& w = json.writer();
        w.beginObject();
        w.member("id", static_cast<std::uint64_t>(index + 1));
        w.member("leg", static_cast<std::uint64_t>(row.leg + 1));
        writeMessage(json, "a", row.a);
        writeMessage(json, "b", row.b);
        w.key("divergences");
        w.beginArray();
        for (std::size_t i = 0; i < comparison.divergences.size(); ++i)
            if (comparison.divergences[i].row == index)
                w.value(static_cast<std::uint64_t>(i + 1));
        w.endArray();
        w.endObject();
        json.passOn();
    }

    static void writeMessage(JsonOutput& json, std::string_view key, const std::optional<compare::RowMessage>& m) {
        if (!m)
            return;
        JsonWriter& w = json.writer();
        w.key(key);
        w.beginObject();
        w.member("message", m->event.value);
        w.member("summary", m->summary);
        if (m->since)
            w.member("after_s", m->since->toSeconds());
        if (m->sends > 1)
            w.member("sends", static_cast<std::uint64_t>(m->sends));
        w.endObject();
    }

    [[nodiscard]] std::string callLine(std::string_view letter, const store::RowRecord& row) const {
        const auto uri = [this](const std::string& text) {
            return fitted(shownUri(text, m_console, m_options.areSecretsShown), 60);
        };
        std::string line =
            std::string(letter) + "  " + m_console.label("compare.call", {{"n", std::to_string(row.facts.id.value)}});
        for (const std::string& part : {shortTime(row.facts.start), uri(row.facts.from) + " → " + uri(row.facts.to),
                                        m_console.label("state." + std::string(toString(row.facts.state)))})
            if (!part.empty())
                line += "  " + part;
        return row.facts.finalStatus == 0 ? line : line + " (" + std::to_string(row.facts.finalStatus) + ")";
    }

    void writeTable() const {
        const Comparison& comparison = m_compared.comparison;
        Table table(m_console.out(), {{m_console.label("cli.column.number"), true},
                                      {"", false},
                                      {m_console.label("compare.column.time-a"), true},
                                      {m_console.label("compare.column.a"), false, 50},
                                      {m_console.label("compare.column.time-b"), true},
                                      {m_console.label("compare.column.b"), false, 50}});
        for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
            const compare::Row& row = comparison.rows[i];
            std::string mark;
            std::vector<std::string> notes;
            for (std::size_t k = 0; k < comparison.divergences.size(); ++k) {
                const Divergence& d = comparison.divergences[k];
                if (d.row != i)
                    continue;
                mark = k == comparison.first ? "▶" : mark.empty() ? "≠" : mark;
                addLines(d, k == comparison.first, notes);
            }
            const auto since = [this](const auto& m) { return m ? m_text.since(*m) : std::string(); };
            const auto text = [](const auto& m) { return m ? scene::CompareText::message(*m) : std::string("–"); };
            table.add({std::to_string(i + 1), mark, since(row.a), text(row.a), since(row.b), text(row.b)});
            table.addNote(notes);
        }
    }

    void addLines(const Divergence& d, bool isFirst, std::vector<std::string>& notes) const {
        notes.push_back((isFirst ? "▶ " : d.isIncidental ? "· " : "≠ ") + fitted(m_text.title(d), 2 * kValueWidth));
        if (d.kind != compare::DivergenceKind::Header && d.kind != compare::DivergenceKind::Sdp)
            return;
        if (!d.a.empty())
            notes.push_back("    A: " + fitted(d.a, kValueWidth));
        if (!d.b.empty())
            notes.push_back("    B: " + fitted(d.b, kValueWidth));
    }

    const Options& m_options;
    Console& m_console;
    const Compared& m_compared;
    scene::CatalogWords m_words;
    scene::TimeText m_times;
    scene::CompareText m_text;
};

} // namespace

void runCompareCommand(const Context& context) {
    const auto session = CaseSession::open(context.options, context.console, context.stop);
    if (!session)
        return;
    const auto compared = compareChosen(context, session->reader());
    if (!compared)
        return;
    const Writer writer(context, *compared);
    context.console.isJson() ? writer.writeJson() : writer.writeText();
}

} // namespace echelle::cli
