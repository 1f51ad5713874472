#include "core/report/visibility.h"

#include "core/report/captured_text.h"

#include <algorithm>
#include <map>

namespace echelle::report {

namespace {

using store::SourceRecord;

std::string nameOf(const SourceRecord& source) {
    return sourceName(source).toStdString();
}

// "a.pcap", "a.pcap, b.pcap +3"
std::string namesOf(const std::vector<const SourceRecord*>& sources) {
    constexpr std::size_t kNamed = 3;
    std::string names;
    for (std::size_t i = 0; i < std::min(kNamed, sources.size()); ++i)
        names += (i > 0 ? ", " : "") + nameOf(*sources[i]);
    return sources.size() > kNamed ? names + " +" + std::to_string(sources.size() - kNamed) : names;
}

bool hasLogged(const SourceRecord& source, std::string_view code) {
    return std::any_of(source.log.begin(), source.log.end(),
                       [code](const ImportLog::Item& item) { return item.code == code; });
}

// One sentence for all sources of which it is true.
template <typename IsTrue>
void addWhere(const std::vector<SourceRecord>& sources, std::string_view key, const Wording& wording,
              QStringList& limits, IsTrue isTrue) {
    std::vector<const SourceRecord*> found;
    for (const SourceRecord& source : sources)
        if (isTrue(source))
            found.push_back(&source);
    if (!found.empty())
        limits.append(wording.label(key, {{"source", namesOf(found)}, {"zone", found.front()->zone}}));
}

// What the import log says of all sources together, by code and detail.
struct Logged {
    std::vector<const SourceRecord*> sources;
    std::uint64_t count = 0;
    const ImportLog::Item* first = nullptr;
};

std::string firstPlaces(const ImportLog::Item& item, const Wording& wording) {
    constexpr std::size_t kShown = 3;
    QStringList places;
    for (std::size_t i = 0; i < std::min(kShown, item.first.size()); ++i)
        places.append(wording.place(item.first[i]));
    if (item.count > item.first.size() || item.first.size() > kShown)
        places.append(QStringLiteral("…"));
    return places.join(QStringLiteral(", ")).toStdString();
}

QString sentenceOf(const Logged& logged, const Wording& wording) {
    const ImportLog::Item& item = *logged.first;
    const Arguments arguments{
        {"path", namesOf(logged.sources)}, {"detail", item.detail}, {"count", std::to_string(logged.count)}};
    const QString key = QStringLiteral("diagnostic.") + QString::fromStdString(item.code);
    std::string title = wording.catalog().text(key, wording.locale(), arguments).title.toStdString();
    while (title.ends_with('.'))
        title.pop_back();
    return wording.counted(
        "report.limit.log", logged.count,
        {{"source", namesOf(logged.sources)}, {"what", title}, {"places", firstPlaces(item, wording)}});
}

void addLogged(const std::vector<SourceRecord>& sources, const Wording& wording, QStringList& limits) {
    std::map<std::pair<std::string, std::string>, Logged> all;
    for (const SourceRecord& source : sources)
        for (const ImportLog::Item& item : source.log) {
            if (item.code == diag::kCaptureComment || item.code == diag::kCaptureName)
                continue; // what is said of the packets, no limit of what is seen
            Logged& logged = all[{item.code, item.detail}];
            logged.sources.push_back(&source);
            logged.count += item.count;
            logged.first = logged.first == nullptr ? &item : logged.first;
        }
    for (const auto& [key, logged] : all)
        limits.append(sentenceOf(logged, wording));
}

bool hasMedia(const SourceRecord& source) {
    return std::any_of(source.skipped.begin(), source.skipped.end(),
                       [](const auto& entry) { return entry.first == "rtp" && entry.second > 0; });
}

} // namespace

QStringList limitsOf(const std::vector<SourceRecord>& sources, const store::RowRecord* row,
                     const std::vector<dialog::LegFacts>& legs, const Wording& wording) {
    QStringList limits;
    if (row != nullptr && row->facts.isPartial)
        limits.append(wording.label("report.limit.partial"));
    if (row != nullptr && legs.size() == 1 && legs.front().hopA.address.isValid())
        limits.append(wording.label("report.limit.one-side",
                                    {{"a", legs.front().hopA.toString()}, {"b", legs.front().hopB.toString()}}));
    addWhere(sources, "report.limit.no-media", wording, limits,
             [](const SourceRecord& source) { return source.packets > 0 && !hasMedia(source); });
    addWhere(sources, "report.limit.log-no-media", wording, limits,
             [](const SourceRecord& source) { return source.packets == 0; });
    addWhere(sources, "report.limit.no-clock", wording, limits, [](const SourceRecord& source) {
        return source.clock == "none" && !hasLogged(source, diag::kLogNoClock);
    });
    addWhere(sources, "report.limit.zone", wording, limits, [](const SourceRecord& source) {
        return source.clock != "none" && source.zoneBasis == "assumed" && !hasLogged(source, diag::kLogZoneAssumed);
    });
    addLogged(sources, wording, limits);
    return limits;
}

} // namespace echelle::report
