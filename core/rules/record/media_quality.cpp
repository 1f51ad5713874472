#include "core/base/text.h"
#include "core/record/value_text.h"
#include "core/rules/arguments.h"
#include "core/rules/record/record_rules.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace echelle::rules {

using record::Field;
using record::Table;

namespace {

enum class Media : unsigned char { Any, Video, Screen };
struct Threshold {
    Field field;
    std::string_view name; // as the schema spells it
    Media media;
    bool isBadAbove;
    double limit;
    std::string_view unit;
};
// call-diagnostics-log-schema.
constexpr std::array<Threshold, 13> kThresholds{{
    {Field::RoundTripAverage, "RoundTripTimeAvg", Media::Any, true, 500, "ms"},
    {Field::JitterAverage, "JitterAvg", Media::Any, true, 30, "ms"},
    {Field::LossAverage, "PacketLossRateAvg", Media::Any, true, 0.1, ""},
    {Field::JitterBufferAverage, "JitterBufferSizeAvg", Media::Any, true, 200, "ms"},
    {Field::JitterBufferMaximum, "JitterBufferSizeMax", Media::Any, true, 200, "ms"},
    {Field::HealedAverage, "HealedDataRatioAvg", Media::Any, true, 0.1, ""},
    {Field::HealedMaximum, "HealedDataRatioMax", Media::Any, true, 0.1, ""},
    {Field::FrameRate, "VideoFrameRateAvg", Media::Video, false, 7, "fps"},
    {Field::FrameRate, "VideoFrameRateAvg", Media::Screen, false, 1, "fps"},
    {Field::ResolutionHeight, "RecvResolutionHeight", Media::Video, false, 240, "px"},
    {Field::ResolutionHeight, "RecvResolutionHeight", Media::Screen, false, 768, "px"},
    {Field::FreezePerMinute, "RecvFreezeDurationPerMinuteInMs", Media::Video, true, 6000, "ms/min"},
    {Field::FreezePerMinute, "RecvFreezeDurationPerMinuteInMs", Media::Screen, true, 25000, "ms/min"},
}};

bool isOf(Media media, std::string_view type) {
    return media == Media::Any || (media == Media::Video && equalsNoCase(type, "Video")) ||
           (media == Media::Screen && (equalsNoCase(type, "VBSS") || equalsNoCase(type, "screen")));
}

std::string plain(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

bool isServer(const RecordFacts& r) {
    return equalsNoCase(r.text(Field::EndpointType), "Server");
}

} // namespace

// The worst row of each measure.
void acsPoorQuality(const RecordContext& context, std::vector<Finding>& out) {
    for (const Threshold& t : kThresholds) {
        const RecordFacts* worst = nullptr;
        double value = 0;
        std::int64_t streams = 0;
        for (const RecordFacts& r : context.records) {
            if (r.row.table != Table::AcsDiagnostics || !isOf(t.media, r.text(Field::MediaType)))
                continue;
            const auto measured = record::parseDecimal(r.text(t.field));
            if (!measured || (t.isBadAbove ? *measured <= t.limit : *measured >= t.limit))
                continue;
            ++streams;
            if (worst == nullptr || (t.isBadAbove ? *measured > value : *measured < value)) {
                worst = &r;
                value = *measured;
            }
        }
        if (worst == nullptr)
            continue;
        Finding f = newFinding(context, "acs.poor-quality", *worst);
        f.severity = Severity::Warning;
        f.evidence = EvidenceTag::Measured;
        f.side = Side::Network;
        add(f, "metric", t.name);
        add(f, "value", plain(value));
        add(f, "limit", plain(t.limit));
        add(f, "unit", t.unit);
        add(f, "media", worst->row.has(Field::MediaType) ? worst->text(Field::MediaType) : std::string_view("-"));
        add(f, "streams", streams);
        out.push_back(std::move(f));
    }
}

// MediaPathQuality None, as the playbook's table says it; or no packet in any audio stream of an endpoint.
void acsNoMediaPath(const RecordContext& context, std::vector<Finding>& out) {
    const RecordFacts* none = nullptr;
    const RecordFacts* idle = nullptr;
    const RecordFacts* told = nullptr;
    bool isFlowing = false;
    for (const RecordFacts& r : context.records) {
        if (r.text(Field::Signal) == "media-connection-failed" && told == nullptr)
            told = &r;
        if (r.row.table != Table::AcsDiagnostics || isServer(r))
            continue;
        if (const std::string_view quality = r.text(Field::MediaPathQuality); !quality.empty()) {
            if (equalsNoCase(quality, "None") && none == nullptr)
                none = &r;
        } else if (const auto packets = record::parseDecimal(r.text(Field::PacketUtilization));
                   packets && equalsNoCase(r.text(Field::MediaType), "Audio")) {
            isFlowing = isFlowing || *packets > 0;
            if (*packets == 0 && idle == nullptr)
                idle = &r;
        }
    }
    const RecordFacts* proof = none != nullptr ? none : told != nullptr ? told : isFlowing ? nullptr : idle;
    if (proof == nullptr)
        return;
    Finding f = newFinding(context, "acs.no-media-path", *proof);
    f.evidence = proof == idle && none == nullptr && told == nullptr ? EvidenceTag::Measured : EvidenceTag::Observed;
    f.side = Side::Network;
    add(f, "media", proof->row.has(Field::MediaType) ? proof->text(Field::MediaType) : std::string_view("-"));
    add(f, "sign",
        proof == none   ? std::string_view("MediaPathQuality None")
        : proof == told ? std::string_view("media-connection-failed")
                        : std::string_view("PacketUtilization 0"));
    out.push_back(std::move(f));
}

} // namespace echelle::rules
