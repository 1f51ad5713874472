#include "app/cli/catalog_command.h"

#include "app/cli/console.h"
#include "app/cli/finding_text.h"
#include "app/cli/json_output.h"
#include "core/base/text.h"

namespace echelle::cli {

namespace {

void writeCodes(JsonWriter& w, const catalog::Entry& entry) {
    if (entry.codes.empty())
        return;
    w.key("codes");
    w.beginObject();
    for (const auto& [name, value] : entry.codes) {
        const std::string text = value.toStdString();
        if (const auto number = parseUnsigned(text))
            w.member(name.toStdString(), *number);
        else
            w.member(name.toStdString(), text);
    }
    w.endObject();
}

void writeJson(Console& console, const std::vector<const catalog::Entry*>& entries) {
    JsonOutput json(console.out());
    JsonWriter& w = json.writer();
    w.beginArray();
    for (const catalog::Entry* entry : entries) {
        const catalog::EntryText text = console.catalog().text(entry->key, console.locale());
        w.beginObject();
        w.member("key", entry->key.toStdString());
        w.member("family", entry->family.toStdString());
        writeCodes(w, *entry);
        writeEntryText(json, text, entry->source.toStdString());
        json.text("lang", text.locale.toStdString());
        w.endObject();
        json.passOn();
    }
    w.endArray();
}

void writeText(Console& console, const std::vector<const catalog::Entry*>& entries) {
    for (const catalog::Entry* entry : entries) {
        const catalog::EntryText text = console.catalog().text(entry->key, console.locale());
        std::string codes;
        for (const auto& [name, value] : entry->codes)
            codes += (codes.empty() ? "" : ", ") + name.toStdString() + " " + value.toStdString();
        const std::string headline = text.title.toStdString() + (codes.empty() ? "" : " (" + codes + ")") + " [" +
                                     entry->key.toStdString() + "]";
        console.out().write(paragraphs(text, headline, console));
        if (!entry->source.isEmpty())
            console.out().write("   " + console.label("cli.source", {{"source", entry->source.toStdString()}}) + "\n");
        console.out().write("\n");
    }
}

} // namespace

void writeEntries(Console& console, const std::vector<const catalog::Entry*>& entries) {
    console.isJson() ? writeJson(console, entries) : writeText(console, entries);
}

void runCatalogCommand(const Context& context) {
    std::vector<const catalog::Entry*> entries;
    for (const catalog::Entry& entry : context.console.catalog().entries())
        entries.push_back(&entry);
    writeEntries(context.console, entries);
}

} // namespace echelle::cli
