#pragma once

#include <string>
#include <string_view>

namespace echelle::record {

// How far two numbers agree.
enum class NumberMatch : unsigned char { None, Masked, Exact };

// A number that a spreadsheet took for a quantity and wrote in powers of ten ("3,31E+10"): its digits are gone.
[[nodiscard]] bool isDamagedNumber(std::string_view text);

// The digits of a number, with masked ones as '*'; without visual separators, tel:, sip:, and what follows ; or @.
// "" where it holds no digit, or is a name.
[[nodiscard]] std::string digitsOf(std::string_view text);

// Compares numbers as reports and traces write them: one may carry the country code where the other has a trunk 0, or
// neither plus nor 00. From the right, at least seven digits, of which at least five are known on both sides; a masked
// digit (*) fits any, and makes the match Masked. Of the longer number nothing is left over but a prefix of up to four
// digits. Damaged numbers match none.
[[nodiscard]] NumberMatch compareNumbers(std::string_view a, std::string_view b);

} // namespace echelle::record
