#include "core/logs/recognition.h"

#include "core/logs/line_text.h"

#include <algorithm>
#include <iterator>

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kMaxLine = 1024; // each way from the words

} // namespace

std::string_view asciiOf(std::string_view sample, std::string& scratch) {
    if (sample.substr(0, 2) != "\xff\xfe" && sample.substr(0, 2) != "\xfe\xff")
        return sample;
    scratch.clear();
    std::copy_if(sample.begin() + 2, sample.end(), std::back_inserter(scratch), [](char c) { return c != '\0'; });
    return scratch;
}

bool hasLine(std::string_view sample, std::string_view words, bool (*test)(std::string_view line)) {
    std::string narrow;
    std::string plain;
    sample = asciiOf(sample, narrow);
    for (std::size_t at = sample.find(words); at != kNone; at = sample.find(words, at + words.size())) {
        std::size_t begin = at > kMaxLine ? at - kMaxLine : 0;
        std::string_view before = sample.substr(begin, at - begin);
        if (const std::size_t lf = before.find_last_of("\r\n"); lf != kNone)
            begin += lf + 1;
        before = sample.substr(begin, at - begin);
        if (const std::size_t packed = before.rfind("#012"); packed != kNone)
            begin += packed + 4;
        std::string_view line = sample.substr(begin, at - begin + kMaxLine);
        line = line.substr(0, line.find_first_of("\r\n"));
        line = line.substr(0, line.find("#012", at - begin));
        if (test(withoutColours(line, plain)))
            return true;
    }
    return false;
}

} // namespace echelle::logs
