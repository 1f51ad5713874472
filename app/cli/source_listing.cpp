#include "app/cli/source_listing.h"

#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "app/cli/table.h"

namespace echelle::cli {

namespace {

std::string sentenceOf(const ImportLog::Item& item, const store::SourceRecord& source, const Console& console) {
    Arguments arguments = {{"detail", item.detail}, {"count", console.number(item.count)}};
    if (!item.first.empty())
        arguments.push_back({"place", toString(item.first.front())});
    const std::string sentence = console.sentence({item.code, source.path, std::move(arguments)});
    return item.detail.empty() ? sentence : sentence + " (" + item.detail + ")";
}

void writeWarning(JsonOutput& json, const ImportLog::Item& item, const store::SourceRecord& source,
                  const Console& console) {
    JsonWriter& w = json.writer();
    w.beginObject();
    w.member("code", item.code);
    json.text("detail", item.detail);
    w.member("count", item.count);
    std::vector<std::string> places;
    for (const Place& place : item.first)
        places.push_back(toString(place));
    json.texts("first", places);
    w.member("what", sentenceOf(item, source, console));
    w.endObject();
}

void writeSource(JsonOutput& json, const store::SourceRecord& source, const Console& console) {
    JsonWriter& w = json.writer();
    w.beginObject();
    w.member("id", source.id.value);
    w.member("path", source.path);
    w.member("format", source.format);
    w.member("bytes", source.bytes);
    json.text("sha256", source.sha256);
    w.member("packets", source.packets);
    w.member("messages", source.messages);
    w.member("records", source.records);
    w.member("clock", source.clock);
    json.text("zone", source.zone);
    if (!source.zone.empty())
        json.text("zone_basis", source.zoneBasis);
    w.key("skipped");
    w.beginObject();
    for (const auto& [protocol, count] : source.skipped)
        w.member(protocol, count);
    w.endObject();
    w.key("warnings");
    w.beginArray();
    for (const ImportLog::Item& item : source.log)
        writeWarning(json, item, source, console);
    w.endArray();
    w.endObject();
}

std::string zoneOf(const store::SourceRecord& source, const Console& console) {
    if (source.zone.empty())
        return {};
    return source.zone + (source.zoneBasis == "assumed" ? " (" + console.label("zone-basis.assumed") + ")" : "");
}

void writeLog(Console& console, const store::SourceRecord& source) {
    std::string skipped;
    for (const auto& [protocol, count] : source.skipped)
        skipped += (skipped.empty() ? "" : ", ") + protocol + " " + console.number(count);
    if (source.log.empty() && skipped.empty())
        return;
    console.out().write("\n" + fitted(source.path, 200) + "\n");
    for (const ImportLog::Item& item : source.log) {
        std::string line = "  " + console.number(item.count) + " × " + fitted(sentenceOf(item, source, console), 400);
        if (!item.first.empty())
            line += " [" + item.code + ", " + toString(item.first.front()) + "]";
        console.out().write(line + "\n");
    }
    if (!skipped.empty())
        console.out().write("  " + console.label("cli.import.skipped", {{"list", skipped}}) + "\n");
}

} // namespace

void writeSourcesJson(JsonOutput& json, const std::vector<store::SourceRecord>& sources, const Console& console) {
    json.writer().beginArray();
    for (const store::SourceRecord& source : sources)
        writeSource(json, source, console);
    json.writer().endArray();
}

void writeSourcesText(Console& console, const std::vector<store::SourceRecord>& sources) {
    {
        Table table(console.out(), {{console.label("cli.column.number"), true},
                                    {console.label("cli.column.input"), false, 120},
                                    {console.label("cli.column.format")},
                                    {console.label("cli.column.bytes"), true},
                                    {console.label("cli.column.packets"), true},
                                    {console.label("cli.column.messages"), true},
                                    {console.label("cli.column.clock")},
                                    {console.label("cli.column.zone")}});
        for (const store::SourceRecord& source : sources)
            table.add({std::to_string(source.id.value), source.path, source.format, console.number(source.bytes),
                       source.packets == 0 ? std::string() : console.number(source.packets),
                       console.number(source.messages), console.label("clock." + source.clock),
                       zoneOf(source, console)});
    }
    for (const store::SourceRecord& source : sources)
        writeLog(console, source);
}

} // namespace echelle::cli
