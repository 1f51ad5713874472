#include "core/catalog/lookup.h"

#include "core/catalog/text_formatter.h"

#include <algorithm>

namespace echelle::catalog {

namespace {

// Better fits first; an entry that does not fit has kNone.
enum Rank { kNone, kWords, kTitlePart, kPhrasePart, kPhrase, kTitle, kKey, kCodes };

// A number in decimal, or with 0x in hexadecimal; a negative one is taken as the signed form of a 32-bit HRESULT.
std::optional<quint64> numberIn(const QString& word) {
    bool isNumber = false;
    if (word.startsWith(QLatin1String("0x"), Qt::CaseInsensitive)) {
        const quint64 value = word.mid(2).toULongLong(&isNumber, 16);
        return isNumber ? std::optional(value) : std::nullopt;
    }
    const qint64 value = word.toLongLong(&isNumber);
    if (!isNumber)
        return std::nullopt;
    return value < 0 ? static_cast<quint32>(value) : static_cast<quint64>(value);
}

bool hasCode(const Entry& entry, quint64 number) {
    return std::any_of(entry.codes.begin(), entry.codes.end(),
                       [&](const auto& code) { return numberIn(code.second) == number; });
}

struct Query {
    std::vector<quint64> numbers;
    QString text;      // all words, folded
    QStringList words; // folded
};

Query parsed(const QStringList& arguments) {
    Query query;
    const QString all = arguments.join(QLatin1Char(' '));
    query.text = folded(all);
    while (query.text.endsWith(QLatin1Char('.'))) // published phrases come with and without
        query.text.chop(1);
    query.words = query.text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString& word : query.words)
        if (const auto number = numberIn(word))
            query.numbers.push_back(*number);
    if (query.numbers.size() != static_cast<std::size_t>(query.words.size()))
        query.numbers.clear(); // numbers within a phrase are words of it
    return query;
}

// A bare number means a SIP status to most who ask, then the other codes that a trace carries.
int familyOrder(const QString& family) {
    static const QStringList order{QStringLiteral("sip"), QStringLiteral("microsoft"), QStringLiteral("q850"),
                                   QStringLiteral("warning"), QStringLiteral("reason")};
    const auto index = order.indexOf(family);
    return static_cast<int>(index < 0 ? order.size() : index);
}

int rankOf(const Entry& entry, const Query& query, const TextsOf& textsOf) {
    if (!query.numbers.empty())
        return std::all_of(query.numbers.begin(), query.numbers.end(), [&](quint64 n) { return hasCode(entry, n); })
                   ? kCodes
                   : kNone;
    if (entry.key == query.text)
        return kKey;
    int rank = kNone;
    for (const QString& phrase : entry.phrases) {
        const QString plain = folded(phrase);
        if (plain == query.text)
            rank = std::max<int>(rank, kPhrase);
        else if (plain.contains(query.text))
            rank = std::max<int>(rank, kPhrasePart);
    }
    const QStringList texts = textsOf(entry);
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QString plain = folded(texts[i]);
        const bool isTitle = i % 2 == 0;
        if (isTitle && plain == query.text)
            rank = std::max<int>(rank, kTitle);
        else if (isTitle && plain.contains(query.text))
            rank = std::max<int>(rank, kTitlePart);
        else if (std::all_of(query.words.begin(), query.words.end(),
                             [&](const QString& w) { return plain.contains(w); }))
            rank = std::max<int>(rank, kWords);
    }
    return rank;
}

} // namespace

std::vector<const Entry*> lookUp(const std::vector<Entry>& entries, const QStringList& arguments,
                                 const TextsOf& textsOf) {
    const Query query = parsed(arguments);
    if (query.text.isEmpty())
        return {};
    std::vector<std::pair<int, const Entry*>> fitting;
    for (const Entry& entry : entries)
        if (const int rank = rankOf(entry, query, textsOf); rank != kNone)
            fitting.emplace_back(rank, &entry);
    std::stable_sort(fitting.begin(), fitting.end(), [](const auto& a, const auto& b) {
        // Of equally good fits by code, the entry that has fewer codes beside says more about the one asked for.
        if (a.first == kCodes && b.first == kCodes)
            return std::pair(a.second->codes.size(), familyOrder(a.second->family)) <
                   std::pair(b.second->codes.size(), familyOrder(b.second->family));
        return a.first > b.first;
    });
    std::vector<const Entry*> best;
    best.reserve(fitting.size());
    for (const auto& [rank, entry] : fitting)
        best.push_back(entry);
    return best;
}

} // namespace echelle::catalog
