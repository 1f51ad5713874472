#pragma once

#include "core/compare/alignment.h"
#include "core/compare/exchange.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::compare {

enum class SideOf : std::uint8_t { A, B };

enum class PartyRole : std::uint8_t {
    CallerAddress,
    CalleeAddress,
    Caller,
    Callee,
    CallerHost,
    CalleeHost,
    CallerMedia,
    CalleeMedia
};
[[nodiscard]] std::string_view toString(PartyRole role); // "caller-address" ...

// Who or what plays the same part in both calls under another name.
struct Party {
    PartyRole role = PartyRole::Caller;
    std::size_t leg = 0; // counted from 0, as call A has them
    std::string a;
    std::string b;
    // Of the same form, so that it counts as no divergence: two private addresses, two numbers with "+". A number in
    // another form, or an address of another kind, is a divergence wherever it stands.
    bool isLeftOut = false;
};

// Which addresses, users and hosts stand for each other: two calls of two telephones differ in them throughout.
class Counterparts {
public:
    // Of one leg. Empty names are passed over.
    void add(PartyRole role, std::size_t leg, std::string_view a, std::string_view b);
    // The word itself, or where it has a counterpart what stands for both.
    [[nodiscard]] std::string neutral(std::string_view word, SideOf side) const;
    [[nodiscard]] bool isKnown(std::string_view word, SideOf side) const;
    // Those with different names, each once.
    [[nodiscard]] const std::vector<Party>& parties() const { return m_parties; }

private:
    std::map<std::string, int, std::less<>> m_ofA;
    std::map<std::string, int, std::less<>> m_ofB;
    std::vector<Party> m_parties;
    int m_last = 0;
};

// From the legs and transactions that were paired.
[[nodiscard]] Counterparts counterpartsOf(const ParsedSide& a, const ParsedSide& b,
                                          const std::vector<AlignedPair>& legs,
                                          const std::vector<AlignedPair>& exchanges);

} // namespace echelle::compare
