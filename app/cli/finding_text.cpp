#include "app/cli/finding_text.h"

#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "core/ladder/text_canvas.h"
#include "core/ladder/text_fit.h"
#include "core/scene/finding_text.h"

namespace echelle::cli {

namespace {
constexpr std::size_t kColumns = 100;
constexpr std::string_view kIndentation = "   ";
} // namespace

catalog::EntryText textOf(const rules::Finding& finding, const Console& console) {
    const scene::FindingText found = scene::findingText(finding, console.catalog(), console.locale());
    return {found.key, console.locale(), found.title, found.whole(), found.actions};
}

std::string sourceOf(std::string_view key, const Console& console) {
    const catalog::Entry* entry =
        console.catalog().entry(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())));
    return entry == nullptr ? std::string() : entry->source.toStdString();
}

void writeEntryText(JsonOutput& json, const catalog::EntryText& text, const std::string& source) {
    json.text("title", text.title.toStdString());
    json.text("explanation", text.explanation.toStdString());
    std::vector<std::string> actions;
    for (const QString& action : text.actions)
        actions.push_back(action.toStdString());
    json.texts("actions", actions);
    json.text("source", source);
}

void writeCodes(JsonOutput& json, const rules::Finding& finding) {
    if (finding.sipCode != 0 || finding.microsoftCode != 0 || finding.q850Code != 0) {
        json.writer().key("codes");
        json.writer().beginObject();
        json.id("sip", finding.sipCode);
        json.id("microsoft", finding.microsoftCode);
        json.id("q850", finding.q850Code);
        json.writer().endObject();
    }
    json.texts("derived", finding.derived);
}

std::string wrapped(std::string_view text, std::size_t columns, std::string_view indentation) {
    std::string lines;
    std::string line;
    const std::string plain = ladder::plainLine(text, 64 * 1024);
    for (std::size_t begin = 0; begin < plain.size();) {
        const std::size_t end = std::min(plain.find(' ', begin), plain.size());
        const std::string word = plain.substr(begin, end - begin);
        if (!line.empty() && ladder::columnsOf(line) + 1 + ladder::columnsOf(word) > columns) {
            lines += std::string(indentation) + line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
        begin = end + 1;
    }
    return line.empty() ? lines : lines + std::string(indentation) + line + "\n";
}

std::string paragraphs(const catalog::EntryText& text, const std::string& headline, const Console& console) {
    std::string all = wrapped(headline, kColumns, "");
    all += wrapped(text.explanation.toStdString(), kColumns, kIndentation);
    if (!text.actions.isEmpty())
        all += std::string(kIndentation) + console.label("cli.actions") + "\n";
    int number = 0;
    for (const QString& action : text.actions)
        all +=
            wrapped(std::to_string(++number) + ". " + action.toStdString(), kColumns, std::string(kIndentation) + "  ");
    return all;
}

} // namespace echelle::cli
