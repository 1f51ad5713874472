#pragma once

#include "core/exports/export_source.h"

#include <array>

namespace echelle::exports {

// Lines of a text, bounded.
class TextLines {
public:
    static constexpr std::size_t kMostLine = std::size_t{64} << 10;

    explicit TextLines(TextInput text) : m_text(std::move(text)) {}
    Result<bool> next(std::string_view& line); // without its end; cut where it is longer
    [[nodiscard]] std::uint64_t number() const { return m_number; }
    [[nodiscard]] std::uint64_t bytesConsumed() const { return m_text.bytesConsumed(); }

private:
    TextInput m_text;
    std::uint64_t m_number = 0;
};

// The time a line begins with, "[" before it allowed; invalid where it begins with none.
[[nodiscard]] Timestamp timeOfLine(std::string_view line);

// The end reason in a line: what follows "End reason:", or a text that is known. "" where there is none.
[[nodiscard]] std::string_view endReasonIn(std::string_view line, const EndReasons& known);

// Lines of a call history that carry an end reason.
class EndReasonLines final : public ExportSource {
public:
    EndReasonLines(TextInput text, const EndReasons& known, ImportLog& log)
        : m_lines(std::move(text)), m_known(known), m_log(log) {}
    Result<bool> next(record::ExportRow& row) override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_lines.bytesConsumed(); }
    [[nodiscard]] PlaceKind placeKind() const override { return PlaceKind::Line; }

private:
    TextLines m_lines;
    EndReasons m_known;
    ImportLog& m_log;
};

// Lines of a browser's console that say something of a call.
class ConsoleLines final : public ExportSource {
public:
    ConsoleLines(TextInput text, ImportLog& log) : m_lines(std::move(text)), m_log(log) {}
    Result<bool> next(record::ExportRow& row) override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_lines.bytesConsumed(); }
    [[nodiscard]] PlaceKind placeKind() const override { return PlaceKind::Line; }

private:
    TextLines m_lines;
    ImportLog& m_log;
    std::array<std::string, 8> m_texts; // of the row
};

} // namespace echelle::exports
