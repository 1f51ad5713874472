#include "core/exports/line_sources.h"

#include "core/base/text.h"
#include "core/exports/access_token.h"
#include "core/exports/browser_signals.h"
#include "core/record/value_text.h"

#include <algorithm>
#include <utility>

namespace echelle::exports {

using record::ExportRow;
using record::Field;
using record::MomentKind;

Result<bool> TextLines::next(std::string_view& line) {
    while (true) {
        const std::string_view held = m_text.held();
        const std::size_t end = held.find('\n');
        if (end != std::string_view::npos) {
            line = held.substr(0, std::min(end, kMostLine));
            m_text.consume(end + 1);
            break;
        }
        const auto more = m_text.more();
        if (!more)
            return Unexpected(more.error());
        if (*more)
            continue;
        if (m_text.held().empty())
            return false;
        line = m_text.held().substr(0, kMostLine); // the last, or one that is longer than what is held
        m_text.consume(m_text.held().size());
        break;
    }
    ++m_number;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
        line.remove_suffix(1);
    return true;
}

Timestamp timeOfLine(std::string_view line) {
    line = trim(line);
    if (line.starts_with('[') || line.starts_with('"'))
        line.remove_prefix(1);
    const std::size_t first = std::min(line.find_first_of(" \t]\""), line.size());
    const std::size_t second =
        first == line.size() ? first : std::min(line.find_first_of(" \t],\"", first + 1), line.size());
    for (const std::size_t end : {second, first}) {
        std::string_view text = line.substr(0, std::min<std::size_t>(end, 40));
        while (!text.empty() && (text.back() == ',' || text.back() == ';' || text.back() == ':'))
            text.remove_suffix(1);
        if (text.size() < 8)
            continue;
        if (const auto time = record::parseTime(text, record::DateOrder::DayFirst); time && time->isValid())
            return *time;
    }
    return {};
}

std::string_view endReasonIn(std::string_view line, const EndReasons& known) {
    const std::string lower = toLower(line);
    for (const std::string_view label : {"end reason", "endreason", "end_reason", "disconnect reason"}) {
        std::size_t at = lower.find(label);
        if (at == std::string::npos)
            continue;
        at += label.size();
        while (at < lower.size() && (lower[at] == ' ' || lower[at] == '"'))
            ++at;
        if (at < lower.size() && (lower[at] == ':' || lower[at] == '=')) {
            std::string_view reason = trim(line.substr(at + 1));
            if (reason.starts_with('"')) {
                reason.remove_prefix(1);
                reason = reason.substr(0, reason.find('"'));
            }
            return reason.substr(0, std::min(reason.find_first_of(";|\t"), reason.size()));
        }
    }
    std::string_view best;
    for (const std::string& reason : known)
        if (const std::size_t at = lower.find(reason); at != std::string::npos && reason.size() > best.size())
            best = line.substr(at, reason.size());
    return best;
}

Result<bool> EndReasonLines::next(ExportRow& row) {
    std::string_view line;
    while (true) {
        const auto read = m_lines.next(line);
        if (!read || !*read)
            return read;
        const std::string_view reason = endReasonIn(line, m_known);
        if (reason.empty()) {
            if (!line.empty())
                m_log.skip("text");
            continue;
        }
        row.table = record::Table::RealConnect;
        row.place = {PlaceKind::Line, m_lines.number()};
        row.fields = {{Field::EndReasonText, reason}};
        row.moments = {{MomentKind::End, timeOfLine(line)}};
        return true;
    }
}

Result<bool> ConsoleLines::next(ExportRow& row) {
    std::string_view line;
    while (true) {
        const auto read = m_lines.next(line);
        if (!read || !*read)
            return read;
        TokenFacts token;
        std::string text = withoutTokens(line, token);
        if (!isValidUtf8(text))
            text = fromWindows1252(text);
        const auto signal = signalIn(text);
        const Place place{PlaceKind::Line, m_lines.number()};
        if (signal && signal->name == "telemetry") {
            m_log.add(diag::kExportTelemetry, place, signal->host);
            continue;
        }
        if (token.isFound)
            m_log.add(diag::kExportToken, place);
        if (!signal && !token.isFound) {
            m_log.skip("text");
            continue;
        }
        row.table = record::Table::Console;
        row.place = place;
        row.fields.clear();
        row.moments = {{MomentKind::Line, timeOfLine(line)}};
        std::size_t used = 0;
        const auto add = [&](Field field, std::string value) {
            if (value.empty())
                return;
            m_texts[used] = std::move(value);
            row.fields.push_back({field, m_texts[used++]});
        };
        if (signal) {
            add(Field::Signal, signal->name);
            if (signal->name == "call-end") {
                const std::size_t slash = signal->value.find('/');
                add(Field::EndReasonCode, signal->value.substr(0, slash));
                add(Field::EndReasonSubcode, signal->value.substr(slash + 1));
            } else {
                add(Field::SignalValue, signal->value);
            }
            add(Field::Host, signal->host);
        }
        if (token.isFound) {
            add(Field::TokenScope, token.scope.empty() ? "-" : token.scope);
            add(Field::TokenAudience, token.audience);
            add(Field::TokenExpiry, toRfc3339(token.expiry));
        }
        add(Field::Text, toValidUtf8(std::string_view(text).substr(0, 300)));
        return true;
    }
}

} // namespace echelle::exports
