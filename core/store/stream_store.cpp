#include "core/store/stream_store.h"

#include "core/base/text.h"
#include "core/store/bulk_insert.h"
#include "core/store/columns.h"
#include "core/store/packed_arguments.h"

#include <cmath>

namespace echelle::store {

namespace {

// Jitter is kept in microseconds.
std::string micros(double milliseconds) {
    constexpr double kMost = 1e12;
    return std::to_string(static_cast<std::int64_t>(std::llround(std::min(milliseconds, kMost) * 1000)));
}

std::vector<std::uint64_t> numbersOf(std::string_view text) {
    std::vector<std::uint64_t> numbers;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        numbers.push_back(parseUnsigned(text.substr(0, end)).value_or(0));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return numbers;
}

std::uint64_t numberAt(const std::vector<std::uint64_t>& numbers, std::size_t i) {
    return i < numbers.size() ? numbers[i] : 0;
}

std::uint64_t unsignedAt(const Statement& s, int column) {
    return static_cast<std::uint64_t>(s.integer(column));
}

Result<void> run(Database& database, Statement& s) {
    s.step();
    const bool hasFailed = s.failed();
    s.reset();
    if (hasFailed)
        return Unexpected(database.lastError());
    return {};
}

} // namespace

std::string packPayloadTypes(const std::vector<net::PayloadTypeFacts>& types) {
    Arguments packed;
    for (const net::PayloadTypeFacts& t : types) {
        packed.push_back({"type", std::to_string(t.type) + " " + std::to_string(t.packets) + " " +
                                      std::to_string(t.instants) + " " + std::to_string(t.largestPayload)});
        for (const net::Jitter& j : t.jitter)
            packed.push_back({"jitter", std::to_string(j.clockRate) + " " + micros(j.mean) + " " + micros(j.highest)});
    }
    return packArguments(packed);
}

std::vector<net::PayloadTypeFacts> unpackPayloadTypes(std::string_view packed) {
    std::vector<net::PayloadTypeFacts> types;
    for (const Argument& a : unpackArguments(packed)) {
        const std::vector<std::uint64_t> n = numbersOf(a.value);
        if (a.name == "type") {
            net::PayloadTypeFacts& t = types.emplace_back();
            t.type = static_cast<std::uint8_t>(numberAt(n, 0));
            t.packets = numberAt(n, 1);
            t.instants = numberAt(n, 2);
            t.largestPayload = static_cast<std::uint32_t>(numberAt(n, 3));
        } else if (!types.empty()) {
            types.back().jitter.push_back({static_cast<std::uint32_t>(numberAt(n, 0)),
                                           static_cast<double>(numberAt(n, 1)) / 1000,
                                           static_cast<double>(numberAt(n, 2)) / 1000});
        }
    }
    return types;
}

std::string packReports(const net::ReceiverReports& r) {
    if (r.count == 0)
        return {};
    return packArguments({{"reports", std::to_string(r.count)},
                          {"lost", std::to_string(std::max(r.cumulativeLost, 0))},
                          {"fraction", std::to_string(r.worstFraction)},
                          {"jitter", std::to_string(r.highestJitter)}});
}

net::ReceiverReports unpackReports(std::string_view packed) {
    net::ReceiverReports r;
    for (const Argument& a : unpackArguments(packed)) {
        const std::uint64_t number = parseUnsigned(a.value).value_or(0);
        if (a.name == "reports")
            r.count = number;
        else if (a.name == "lost")
            r.cumulativeLost = static_cast<std::int32_t>(number);
        else if (a.name == "fraction")
            r.worstFraction = static_cast<std::uint8_t>(number);
        else if (a.name == "jitter")
            r.highestJitter = static_cast<std::uint32_t>(number);
    }
    return r;
}

Result<void> addStreams(Database& database, SourceId source, const std::vector<net::StreamFacts>& streams) {
    if (streams.empty())
        return {};
    std::int64_t id = database.queryInteger("SELECT max(id) FROM stream");
    Statement s = database.prepare("INSERT INTO stream VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    for (const net::StreamFacts& f : streams) {
        const std::string sender = f.source.address.toString();
        const std::string receiver = f.destination.address.toString();
        const std::string types = packPayloadTypes(f.payloadTypes);
        const std::string reports = packReports(f.reports);
        s.bind(1, ++id);
        s.bind(2, source.value);
        s.bind(3, sender);
        s.bind(4, static_cast<std::int64_t>(f.source.port));
        s.bind(5, receiver);
        s.bind(6, static_cast<std::int64_t>(f.destination.port));
        s.bind(7, static_cast<std::int64_t>(f.ssrc));
        bindTime(s, 8, f.start);
        bindTime(s, 9, f.end);
        int column = 10;
        for (const std::uint64_t number : {f.firstFrame, f.lastFrame, f.packets, f.lost, f.duplicates, f.late, f.bytes,
                                           std::uint64_t{f.isRelayed}, std::uint64_t{f.isRegular}})
            s.bind(column++, static_cast<std::int64_t>(number));
        s.bindBlob(19, types);
        s.bindBlob(20, reports);
        if (auto done = run(database, s); !done)
            return done;
    }
    return {};
}

rules::SourcedStream readStreamColumns(const Statement& s) {
    rules::SourcedStream stream;
    stream.id = StreamId{s.integer(0)};
    stream.source = SourceId{s.integer(1)};
    net::StreamFacts& f = stream.facts;
    f.source = {IpAddress::parse(s.text(2)).value_or(IpAddress{}), static_cast<std::uint16_t>(s.integer(3)), 0};
    f.destination = {IpAddress::parse(s.text(4)).value_or(IpAddress{}), static_cast<std::uint16_t>(s.integer(5)), 0};
    f.ssrc = static_cast<std::uint32_t>(s.integer(6));
    f.start = timeAt(s, 7);
    f.end = timeAt(s, 8);
    f.firstFrame = unsignedAt(s, 9);
    f.lastFrame = unsignedAt(s, 10);
    f.packets = unsignedAt(s, 11);
    f.lost = unsignedAt(s, 12);
    f.duplicates = unsignedAt(s, 13);
    f.late = unsignedAt(s, 14);
    f.bytes = unsignedAt(s, 15);
    f.isRelayed = s.integer(16) != 0;
    f.isRegular = s.integer(17) != 0;
    f.payloadTypes = unpackPayloadTypes(s.text(18));
    f.reports = unpackReports(s.text(19));
    return stream;
}

std::vector<rules::SourcedStream> storedStreams(Database& database) {
    std::vector<rules::SourcedStream> streams;
    Statement s = database.prepare("SELECT " + std::string(kStreamColumns) +
                                   " FROM stream s JOIN source ON source.id=s.source ORDER BY s.id");
    while (s && s.step())
        streams.push_back(readStreamColumns(s));
    return streams;
}

Result<void> addStreamRoles(Database& database, const std::vector<StreamRole>& roles) {
    if (roles.empty())
        return {};
    Statement s = database.prepare("INSERT INTO stream_role VALUES(?,?,?,?,?,?,?,?)");
    for (const StreamRole& r : roles) {
        s.bind(1, r.stream.value);
        bindId(s, 2, r.leg);
        s.bind(3, static_cast<std::int64_t>(r.isToInitiator));
        s.bind(4, static_cast<std::int64_t>(r.isVideo));
        s.bind(5, r.codec);
        s.bind(6, static_cast<std::int64_t>(r.clockRate));
        s.bind(7, static_cast<std::int64_t>(r.protection));
        s.bind(8, static_cast<std::int64_t>(r.dtmfEvents));
        if (auto done = run(database, s); !done)
            return done;
    }
    return {};
}

SourceId sourceOf(Database& database, EventId message) {
    Statement s = database.prepare("SELECT f.source FROM message m JOIN flow f ON f.id=m.flow WHERE m.id=?");
    s.bind(1, message.value);
    return SourceId{s && s.step() ? s.integer(0) : 0};
}

std::map<SourceId, Timestamp> sourceEnds(Database& database) {
    std::map<SourceId, Timestamp> ends;
    Statement s = database.prepare("SELECT id,last_ns+clock_offset_ns FROM source");
    while (s && s.step())
        ends[SourceId{s.integer(0)}] = timeAt(s, 1);
    return ends;
}

} // namespace echelle::store
