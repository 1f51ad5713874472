#include "core/store/case_reader.h"

#include "core/base/diagnostic.h"
#include "core/store/case_reader_impl.h"
#include "core/store/schema.h"

#include <unistd.h>

namespace echelle::store {

namespace {

// An older case is brought up to date where it lies; where that is forbidden, it cannot be shown by this program.
Result<void> migrateFile(const std::string& path, std::int64_t version) {
    auto writable = Database::open(path, OpenMode::ReadWrite);
    if (!writable)
        return Unexpected(writable.error());
    return migrate(*writable, version);
}

} // namespace

CaseReader::CaseReader(Database database) : m_impl(std::make_unique<Impl>(std::move(database))) {}
CaseReader::CaseReader(CaseReader&&) noexcept = default;
CaseReader& CaseReader::operator=(CaseReader&&) noexcept = default;
CaseReader::~CaseReader() = default;

Result<CaseReader> CaseReader::open(const std::string& path) {
    auto database = Database::open(path, OpenMode::ReadOnly);
    if (!database)
        return Unexpected(database.error());
    const auto version = checkVersion(*database);
    if (!version)
        return Unexpected(version.error());
    if (*version < kSchemaVersion) {
        if (auto done = migrateFile(path, *version); !done)
            return Unexpected(done.error());
        database = Database::open(path, OpenMode::ReadOnly);
        if (!database)
            return Unexpected(database.error());
    }
    (void)database->execute("PRAGMA cache_size=-16384;PRAGMA temp_store=MEMORY;PRAGMA query_only=ON");
    return CaseReader(std::move(*database));
}

const std::string& CaseReader::path() const {
    return m_impl->database.path();
}
void CaseReader::interrupt() {
    m_impl->database.interrupt();
}
bool CaseReader::isDamaged() const {
    return m_impl->database.isDamaged();
}
Database& CaseReader::database() {
    return m_impl->database;
}

const Endpoint& CaseReader::Impl::endpoint(std::int64_t id) {
    const auto known = endpoints.find(id);
    if (known != endpoints.end())
        return known->second;
    if (endpoints.size() > 100'000) // a case of a scan; the endpoints are read again as they are needed
        endpoints.clear();
    Endpoint e;
    Statement s = database.prepare("SELECT address, port, device FROM endpoint WHERE id=?");
    s.bind(1, id);
    if (s.step())
        e = endpointAt(s, 0);
    return endpoints.emplace(id, e).first->second;
}

std::vector<SourceRecord> CaseReader::sources() {
    std::vector<SourceRecord> all;
    Database& db = m_impl->database;
    Statement s = db.prepare(
        "SELECT id,path,format,bytes,sha256,packets,messages,records,clock,zone,zone_basis,place_kind,first_ns,last_ns,"
        "clock_offset_ns FROM source ORDER BY id");
    Statement skipped = db.prepare("SELECT protocol,count FROM skipped WHERE source=?");
    Statement items = db.prepare("SELECT id,code,detail,count FROM import_log WHERE source=? ORDER BY id");
    Statement places = db.prepare("SELECT kind,number FROM import_log_place WHERE item=? ORDER BY ordinal");
    while (s && s.step()) {
        SourceRecord r;
        r.id = SourceId{s.integer(0)};
        r.path = s.text(1);
        r.format = s.text(2);
        r.bytes = static_cast<std::uint64_t>(s.integer(3));
        r.sha256 = s.text(4);
        r.packets = static_cast<std::uint64_t>(s.integer(5));
        r.messages = static_cast<std::uint64_t>(s.integer(6));
        r.records = static_cast<std::uint64_t>(s.integer(7));
        r.clock = s.text(8);
        r.zone = s.text(9);
        r.zoneBasis = s.text(10);
        r.placeKind = static_cast<PlaceKind>(s.integer(11));
        r.first = timeAt(s, 12);
        r.last = timeAt(s, 13);
        r.clockOffset = Duration{s.integer(14)};
        skipped.bind(1, r.id.value);
        while (skipped.step())
            r.skipped[std::string(skipped.text(0))] = static_cast<std::uint64_t>(skipped.integer(1));
        skipped.reset();
        items.bind(1, r.id.value);
        while (items.step()) {
            ImportLog::Item item{std::string(items.text(1)),
                                 std::string(items.text(2)),
                                 static_cast<std::uint64_t>(items.integer(3)),
                                 {}};
            places.bind(1, items.integer(0));
            while (places.step())
                item.first.push_back(
                    {static_cast<PlaceKind>(places.integer(0)), static_cast<std::uint64_t>(places.integer(1))});
            places.reset();
            r.log.push_back(std::move(item));
        }
        items.reset();
        all.push_back(std::move(r));
    }
    return all;
}

CaseTotals CaseReader::totals() {
    Database& db = m_impl->database;
    CaseTotals t;
    t.sightings = static_cast<std::uint64_t>(db.queryInteger("SELECT sum(messages) FROM source"));
    // Each message has one sighting that is not a further one. To count messages is to read a million of them.
    t.messages = t.sightings - static_cast<std::uint64_t>(db.queryInteger("SELECT count(*) FROM sighting"));
    t.findings = static_cast<std::uint64_t>(db.queryInteger("SELECT count(*) FROM finding"));
    Statement rows = db.prepare("SELECT count(*),coalesce(sum(kind IN (?1,?2)),0) FROM row");
    rows.bind(1, static_cast<std::int64_t>(dialog::RowKind::Call));
    rows.bind(2, static_cast<std::int64_t>(dialog::RowKind::Record)); // a call known from a report
    if (rows && rows.step()) {
        t.rows = static_cast<std::uint64_t>(rows.integer(0));
        t.calls = static_cast<std::uint64_t>(rows.integer(1));
    }
    // What a capture shows of TLS in clear was decrypted with keys that the case does not hold.
    Statement decrypted = db.prepare("SELECT EXISTS(SELECT 1 FROM flow JOIN source ON source.id=flow.source "
                                     "WHERE flow.transport IN (?,?) AND source.place_kind=? AND "
                                     "flow.connection<>0)");
    decrypted.bind(1, static_cast<std::int64_t>(Transport::Tls));
    decrypted.bind(2, static_cast<std::int64_t>(Transport::Wss));
    decrypted.bind(3, static_cast<std::int64_t>(PlaceKind::Frame));
    t.isDecrypted = decrypted && decrypted.step() && decrypted.integer(0) != 0;
    Statement span = db.prepare("SELECT min(first_ns), max(last_ns) FROM source");
    if (span.step()) {
        t.first = timeAt(span, 0);
        t.last = timeAt(span, 1);
    }
    return t;
}

std::vector<NoteRecord> CaseReader::notes() {
    std::vector<NoteRecord> all;
    Statement s = m_impl->database.prepare("SELECT id,event,row,text,created_ns,changed_ns FROM note ORDER BY id");
    while (s && s.step())
        all.push_back({NoteId{s.integer(0)}, EventId{s.integer(1)}, RowId{s.integer(2)}, std::string(s.text(3)),
                       s.integer(4), s.integer(5)});
    return all;
}

std::vector<LaneSetting> CaseReader::lanes() {
    std::vector<LaneSetting> all;
    Statement s =
        m_impl->database.prepare("SELECT address,name,position,hidden,merged_into FROM lane ORDER BY position,address");
    while (s && s.step())
        all.push_back({std::string(s.text(0)), std::string(s.text(1)), static_cast<int>(s.integer(2)),
                       s.integer(3) != 0, std::string(s.text(4))});
    return all;
}

std::vector<LegLink> CaseReader::legLinks() {
    std::vector<LegLink> all;
    Statement s = m_impl->database.prepare("SELECT event_a,event_b,joined FROM leg_link ORDER BY id");
    while (s && s.step())
        all.push_back({EventId{s.integer(0)}, EventId{s.integer(1)}, s.integer(2) != 0});
    return all;
}

} // namespace echelle::store
