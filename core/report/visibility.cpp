#include "core/report/visibility.h"

#include "core/report/captured_text.h"

#include <algorithm>

namespace echelle::report {

namespace {

using store::SourceRecord;

bool isCapture(const SourceRecord& source) {
    return source.packets > 0;
}

std::string nameOf(const SourceRecord& source) {
    return sourceName(source).toStdString();
}

std::string firstPlaces(const ImportLog::Item& item, const Wording& wording) {
    constexpr std::size_t kShown = 3;
    QStringList places;
    for (std::size_t i = 0; i < std::min(kShown, item.first.size()); ++i)
        places.append(wording.place(item.first[i]));
    if (item.count > item.first.size() || item.first.size() > kShown)
        places.append(QStringLiteral("…"));
    return places.join(QStringLiteral(", ")).toStdString();
}

QString itemSentence(const SourceRecord& source, const ImportLog::Item& item, const Wording& wording) {
    const Arguments arguments{{"path", nameOf(source)}, {"detail", item.detail}, {"count", std::to_string(item.count)}};
    const QString key = QStringLiteral("diagnostic.") + QString::fromStdString(item.code);
    std::string title = wording.catalog().text(key, wording.locale(), arguments).title.toStdString();
    while (title.ends_with('.'))
        title.pop_back();
    return wording.counted("report.limit.log", item.count,
                           {{"source", nameOf(source)}, {"what", title}, {"places", firstPlaces(item, wording)}});
}

void addMedia(const SourceRecord& source, const Wording& wording, QStringList& limits) {
    const bool hasMedia = source.skipped.contains("rtp") || source.skipped.contains("RTP");
    if (!isCapture(source))
        limits.append(wording.label("report.limit.log-no-media", {{"source", nameOf(source)}}));
    else if (!hasMedia)
        limits.append(wording.label("report.limit.no-media", {{"source", nameOf(source)}}));
}

void addClock(const SourceRecord& source, const Wording& wording, QStringList& limits) {
    if (source.clock == "none")
        limits.append(wording.label("report.limit.no-clock", {{"source", nameOf(source)}}));
    else if (source.zoneBasis == "assumed")
        limits.append(wording.label("report.limit.zone", {{"source", nameOf(source)}, {"zone", source.zone}}));
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
    for (const SourceRecord& source : sources) {
        addMedia(source, wording, limits);
        addClock(source, wording, limits);
        for (const ImportLog::Item& item : source.log)
            limits.append(itemSentence(source, item, wording));
    }
    return limits;
}

} // namespace echelle::report
