#pragma once

#include "core/compare/comparison.h"
#include "core/scene/time_text.h"
#include "core/scene/words.h"

#include <string>

namespace echelle::scene {

// What is said of a comparison of two calls in one language: window, command line and report say the same. Texts are
// of one line each; captured values stand in them as they are and are hostile.
class CompareText {
public:
    // All three outlive the object.
    CompareText(const compare::Comparison& comparison, const Words& words, const TimeText& times)
        : m_comparison(comparison), m_words(words), m_times(times) {}

    // "INVITE: 200 OK in call A, 403 Forbidden in call B"
    [[nodiscard]] std::string title(const compare::Divergence& divergence) const;
    [[nodiscard]] std::string kind(const compare::Divergence& divergence) const; // "SDP line"
    // The value in one call; where the other alone has it, that it is not there.
    [[nodiscard]] std::string valueInA(const compare::Divergence& divergence) const;
    [[nodiscard]] std::string valueInB(const compare::Divergence& divergence) const;
    // "First divergence: ...", or that there is none.
    [[nodiscard]] std::string headline() const;
    // Where the outcomes part, where that is not the first divergence; else "".
    [[nodiscard]] std::string outcome() const;
    // What was never compared, in one sentence.
    [[nodiscard]] std::string leftOut() const;
    [[nodiscard]] std::string role(const compare::Party& party) const; // "caller’s address, leg 1"
    // "INVITE (SDP)", "INVITE (SDP) ×3"
    [[nodiscard]] static std::string message(const compare::RowMessage& message);
    [[nodiscard]] std::string since(const compare::RowMessage& message) const; // "+0.310"; "" without a clock

private:
    [[nodiscard]] std::string value(const std::string& text, Duration span, bool isAbsent,
                                    const compare::Divergence& divergence) const;

    const compare::Comparison& m_comparison;
    const Words& m_words;
    const TimeText& m_times;
};

} // namespace echelle::scene
