#include "core/record/value_text.h"

#include "core/base/text.h"

#include <array>
#include <cmath>

namespace echelle::record {

namespace {

// Reads digits off the front; -1 where there is none, or more than that.
int takeNumber(std::string_view& text, std::size_t most) {
    int value = 0;
    std::size_t n = 0;
    while (n < text.size() && n < most && text[n] >= '0' && text[n] <= '9')
        value = value * 10 + (text[n++] - '0');
    text.remove_prefix(n);
    return n == 0 ? -1 : value;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c)
        return false;
    text.remove_prefix(1);
    return true;
}

struct NumericDate {
    int first = 0;
    int second = 0;
    char separator = 0;
};
std::optional<NumericDate> numericDate(std::string_view text) {
    NumericDate d;
    d.first = takeNumber(text, 2);
    if (d.first < 0 || text.empty())
        return std::nullopt;
    d.separator = text.front();
    if (d.separator != '/' && d.separator != '.' && d.separator != '-')
        return std::nullopt;
    text.remove_prefix(1);
    d.second = takeNumber(text, 2);
    if (d.second < 0 || !take(text, d.separator))
        return std::nullopt;
    return d;
}

bool hasMeridiem(std::string_view text) {
    const std::string_view end = text.size() < 2 ? std::string_view() : text.substr(text.size() - 2);
    return equalsNoCase(end, "am") || equalsNoCase(end, "pm");
}

bool takeDate(std::string_view& text, DateOrder order, CivilTime& c) {
    std::string_view rest = text;
    const int first = takeNumber(rest, 4);
    if (first < 0 || rest.empty())
        return false;
    const char separator = rest.front();
    if (separator != '-' && separator != '/' && separator != '.')
        return false;
    rest.remove_prefix(1);
    const int second = takeNumber(rest, 2);
    if (second < 0 || !take(rest, separator))
        return false;
    const bool isYearFirst = text.size() > 4 && text[4] == separator;
    const int third = takeNumber(rest, isYearFirst ? 2 : 4);
    if (third < 0)
        return false;
    const bool isDayFirst = separator == '.' || order == DateOrder::DayFirst;
    c.year = isYearFirst ? first : third < 100 ? 2000 + third : third;
    c.month = isYearFirst || isDayFirst ? second : first;
    c.day = isYearFirst ? third : isDayFirst ? first : second;
    text = rest;
    return true;
}

bool takeFraction(std::string_view& text, CivilTime& c) {
    if (text.empty() || (text.front() != '.' && text.front() != ','))
        return true;
    text.remove_prefix(1);
    std::int32_t scale = 100'000'000;
    bool isAny = false;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        c.nanosecond += (text.front() - '0') * scale;
        scale /= 10;
        isAny = true;
        text.remove_prefix(1);
    }
    return isAny;
}

bool takeTimeOfDay(std::string_view& text, CivilTime& c) {
    c.hour = takeNumber(text, 2);
    if (c.hour < 0 || !take(text, ':'))
        return false;
    c.minute = takeNumber(text, 2);
    if (c.minute < 0)
        return false;
    if (take(text, ':')) {
        c.second = takeNumber(text, 2);
        if (c.second < 0 || !takeFraction(text, c))
            return false;
    }
    text = trim(text);
    if (startsWithNoCase(text, "am") || startsWithNoCase(text, "pm")) {
        if (c.hour < 1 || c.hour > 12)
            return false;
        c.hour = c.hour % 12 + (toLowerAscii(text.front()) == 'p' ? 12 : 0);
        text = trim(text.substr(2));
    }
    return true;
}

// Seconds east of UTC; none given is UTC.
std::optional<std::int64_t> takeZone(std::string_view text) {
    text = trim(text);
    if (text.empty() || equalsNoCase(text, "Z") || equalsNoCase(text, "UTC") || equalsNoCase(text, "GMT"))
        return 0;
    const bool isEast = text.front() == '+';
    if (!isEast && text.front() != '-')
        return std::nullopt;
    text.remove_prefix(1);
    const int hours = takeNumber(text, 2);
    (void)take(text, ':');
    const int minutes = text.empty() ? 0 : takeNumber(text, 2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59 || !text.empty())
        return std::nullopt;
    return (isEast ? 1 : -1) * (std::int64_t{hours} * 3600 + minutes * 60);
}

constexpr std::array<std::string_view, 11> kYes{"yes",  "oui",  "ja",  "si", "s\xc3\xad", "true",
                                                "vrai", "wahr", "sim", "1",  "y"};
constexpr std::array<std::string_view, 9> kNo{"no", "non", "nein", "false", "faux", "falsch", "n\xc3\xa3o", "0", "n"};

} // namespace

DateHint dateHint(std::string_view text) {
    text = trim(text);
    const auto date = numericDate(text);
    if (!date)
        return DateHint::None;
    if (date->separator == '.' || date->first > 12)
        return DateHint::DayFirst;
    if (date->second > 12 || hasMeridiem(text))
        return DateHint::MonthFirst;
    return DateHint::None;
}

std::optional<Timestamp> parseTime(std::string_view text, DateOrder order) {
    text = trim(text);
    if (text.starts_with("0001-01-01") || text.starts_with("01/01/0001") || text.starts_with("01.01.0001"))
        return Timestamp{};
    CivilTime c;
    if (!takeDate(text, order, c))
        return std::nullopt;
    if (!text.empty() && (text.front() == 'T' || text.front() == ' ' || text.front() == ',')) {
        text = trim(text.substr(1));
        if (!takeTimeOfDay(text, c))
            return std::nullopt;
    }
    const auto east = takeZone(text);
    const auto time = fromCivil(c);
    if (!east || !time)
        return std::nullopt;
    return Timestamp{time->ns - *east * 1'000'000'000};
}

std::optional<bool> parseBool(std::string_view text) {
    text = trim(text);
    for (const std::string_view yes : kYes)
        if (equalsNoCase(text, yes))
            return true;
    for (const std::string_view no : kNo)
        if (equalsNoCase(text, no))
            return false;
    return std::nullopt;
}

std::optional<double> parseDecimal(std::string_view text) {
    text = trim(text);
    const bool isNegative = !text.empty() && text.front() == '-';
    if (isNegative)
        text.remove_prefix(1);
    const std::size_t lastMark = text.find_last_of(".,");
    double value = 0;
    double scale = 1;
    bool isAny = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9') {
            isAny = true;
            if (lastMark != std::string_view::npos && i > lastMark)
                value += (c - '0') * (scale /= 10);
            else
                value = value * 10 + (c - '0');
        } else if (i != lastMark && c != ' ' && c != '\xc2' && c != '\xa0' && c != '.' && c != ',') {
            return std::nullopt;
        }
    }
    if (!isAny)
        return std::nullopt;
    return isNegative ? -value : value;
}

std::optional<std::int64_t> parseInteger(std::string_view text) {
    const auto value = parseDecimal(text);
    if (!value || std::fabs(*value) > 1e15 || *value != std::floor(*value))
        return std::nullopt;
    return static_cast<std::int64_t>(*value);
}

std::optional<double> parseSeconds(std::string_view text) {
    text = trim(text);
    if (startsWithNoCase(text, "PT")) {
        double seconds = 0;
        text.remove_prefix(2);
        while (!text.empty()) {
            const std::size_t unit = text.find_first_of("HMShms");
            const auto value = unit == std::string_view::npos ? std::nullopt : parseDecimal(text.substr(0, unit));
            if (!value)
                return std::nullopt;
            const char c = toLowerAscii(text[unit]);
            seconds += *value * (c == 'h' ? 3600 : c == 'm' ? 60 : 1);
            text.remove_prefix(unit + 1);
        }
        return seconds;
    }
    if (text.find(':') == std::string_view::npos)
        return parseDecimal(text);
    double seconds = 0;
    while (!text.empty()) {
        const std::size_t colon = text.find(':');
        const auto part = parseDecimal(text.substr(0, colon));
        if (!part)
            return std::nullopt;
        seconds = seconds * 60 + *part;
        text = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    }
    return seconds;
}

} // namespace echelle::record
