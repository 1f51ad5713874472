#include "core/sip/address.h"

#include "core/base/text.h"
#include "core/sip/address_scan.h"
#include "core/sip/byte_search.h"
#include "core/sip/char_set.h"
#include "core/sip/message.h"

namespace echelle::sip {
namespace {

// The text of a quoted string, or the text itself; folds become blanks.
std::string unquoted(std::string_view text) {
    text = trim(text);
    if (text.empty() || text.front() != '"')
        return unfolded(text);
    const std::size_t end = text.size() > 1 && text.back() == '"' ? text.size() - 1 : text.size();
    if (findMark<'\\'>(text) == std::string_view::npos)
        return unfolded(text.substr(1, end - 1));
    std::string plain;
    for (std::size_t i = 1; i < end; ++i) {
        if (text[i] == '\\' && i + 1 < end)
            ++i;
        plain += text[i];
    }
    return unfolded(plain);
}

std::string_view withoutQuotes(std::string_view value) {
    if (value.empty() || value.front() != '"')
        return value;
    value.remove_prefix(1);
    if (!value.empty() && value.back() == '"')
        value.remove_suffix(1);
    return value;
}

} // namespace

std::optional<NameAddress> parseNameAddress(std::string_view value) {
    std::string_view rest = value;
    const AddressParts parts = scanAddress(takeListEntry(rest));
    if (parts.uri.empty())
        return std::nullopt;
    return NameAddress{unquoted(parts.displayName), parts.uri, parts.parameters};
}

std::optional<std::string_view> parameter(std::string_view parameters, std::string_view name) {
    Parameter found;
    while (takeParameter(parameters, found)) {
        if (equalsNoCase(found.name, name))
            return withoutQuotes(found.value);
    }
    return std::nullopt;
}

std::vector<std::string_view> splitList(std::string_view value) {
    std::vector<std::string_view> entries;
    while (!value.empty()) {
        const std::string_view entry = takeListEntry(value);
        if (!entry.empty())
            entries.push_back(entry);
    }
    return entries;
}

std::vector<Reason> parseReasons(std::string_view value) {
    std::vector<Reason> reasons;
    for (const std::string_view entry : splitList(value)) {
        const std::size_t semicolon = entry.find(';');
        Reason reason;
        reason.protocol = trim(entry.substr(0, semicolon));
        std::string_view rest = semicolon == std::string_view::npos ? std::string_view{} : entry.substr(semicolon);
        Parameter found;
        while (takeParameter(rest, found)) {
            if (equalsNoCase(found.name, "cause")) {
                const auto cause = parseUnsigned(withoutQuotes(found.value));
                if (cause && *cause <= 999'999'999)
                    reason.cause = static_cast<int>(*cause);
            } else if (equalsNoCase(found.name, "text")) {
                reason.text = unquoted(found.value);
            }
        }
        reasons.push_back(std::move(reason));
    }
    return reasons;
}

std::vector<Warning> parseWarnings(std::string_view value) {
    std::vector<Warning> warnings;
    for (const std::string_view entry : splitList(value)) {
        const std::size_t codeEnd = findFirst(entry, kLws);
        const auto code = parseUnsigned(entry.substr(0, codeEnd));
        if (!code || *code > 999)
            continue;
        Warning warning;
        warning.code = static_cast<int>(*code);
        const std::string_view rest =
            codeEnd == std::string_view::npos ? std::string_view{} : trim(entry.substr(codeEnd));
        const std::size_t quote = rest.find('"');
        warning.agent = trim(rest.substr(0, quote));
        if (quote != std::string_view::npos)
            warning.text = unquoted(rest.substr(quote, endOfQuoted(rest, quote) - quote));
        warnings.push_back(std::move(warning));
    }
    return warnings;
}

} // namespace echelle::sip
