#include "core/catalog/text_formatter.h"

#include <algorithm>

namespace echelle::catalog {

namespace {

QString shown(const std::string& value) {
    QString text = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
    for (QChar& c : text)
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QLatin1Char(' '); // also direction marks, which could turn a sentence around
    return text;
}

} // namespace

QString formatted(const QString& text, const Arguments& arguments) {
    QString result;
    result.reserve(text.size());
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf(QLatin1Char('{'), at);
        const qsizetype close = open < 0 ? -1 : text.indexOf(QLatin1Char('}'), open);
        if (close < 0)
            break;
        const std::string name = text.mid(open + 1, close - open - 1).toStdString();
        const auto argument =
            std::find_if(arguments.begin(), arguments.end(), [&](const Argument& a) { return a.name == name; });
        result += QStringView(text).mid(at, open - at);
        if (argument != arguments.end())
            result += shown(argument->value);
        else
            result += QStringView(text).mid(open, close - open + 1);
        at = close + 1;
    }
    result += QStringView(text).mid(at);
    return result;
}

QString folded(const QString& text) {
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        QChar plain = c.toLower();
        if (c == QChar(0x2019) || c == QChar(0x2018))
            plain = QLatin1Char('\'');
        else if (c == QChar(0x00ab) || c == QChar(0x00bb) || c == QChar(0x201c) || c == QChar(0x201d))
            plain = QLatin1Char('"');
        else if (c.isSpace() || c == QChar(0x202f) || c == QChar(0x00a0))
            plain = QLatin1Char(' ');
        if (plain == QLatin1Char(' ') && (result.isEmpty() || result.endsWith(QLatin1Char(' '))))
            continue;
        const bool isPunctuation = plain == QLatin1Char(':') || plain == QLatin1Char(';') ||
                                   plain == QLatin1Char('!') || plain == QLatin1Char('?') ||
                                   plain == QLatin1Char('.') || plain == QLatin1Char(',');
        if (isPunctuation && result.endsWith(QLatin1Char(' ')))
            result.chop(1);
        result += plain;
    }
    if (result.endsWith(QLatin1Char(' ')))
        result.chop(1);
    return result;
}

} // namespace echelle::catalog
