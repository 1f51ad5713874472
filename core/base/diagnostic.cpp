#include "core/base/diagnostic.h"

namespace echelle {

const std::vector<std::string_view>& allDiagnosticCodes() {
    static const std::vector<std::string_view> codes = {
        diag::kFileMissing,
        diag::kFileUnreadable,
        diag::kFileDirectory,
        diag::kFileEmpty,
        diag::kFileUnknownFormat,
        diag::kFileNoMessage,
        diag::kFileSummaries,
        diag::kFileNoSip,
        diag::kFileReadError,
        diag::kKeyLogUnusable,
        diag::kInputDuplicate,
        diag::kCaseFromPipe,
        diag::kCaseNewer,
        diag::kCaseForeign,
        diag::kCaseDamaged,
        diag::kCaseNotAlone,
        diag::kCaseReadOnly,
        diag::kCaseWriteFailed,
        diag::kOutputExists,
        diag::kOutputFull,
        diag::kOutputForbidden,
        diag::kOutputFailed,
        diag::kOutputDiffers,
        diag::kSourceGone,
        diag::kSourceChanged,
        diag::kSelectionEmpty,
        diag::kSearchExpression,
        diag::kSearchLimit,
        diag::kCaptureTruncated,
        diag::kCaptureBadBlock,
        diag::kCaptureBadRecord,
        diag::kCaptureBadTime,
        diag::kCaptureNoInterface,
        diag::kCaptureSnapLength,
        diag::kCaptureCompression,
        diag::kCaptureRatio,
        diag::kCaptureComment,
        diag::kCaptureName,
        diag::kLinkUnsupported,
        diag::kLinkTruncated,
        diag::kIpMalformed,
        diag::kIpFragment,
        diag::kTransportMalformed,
        diag::kTunnelUnsupported,
        diag::kTcpHole,
        diag::kTcpEvicted,
        diag::kSctpFragment,
        diag::kPacketLimit,
        diag::kTcpUnframed,
        diag::kTlsUnread,
        diag::kTlsNoSecret,
        diag::kTlsCipher,
        diag::kTlsBeganLate,
        diag::kTlsHole,
        diag::kTlsDamaged,
        diag::kProtocolUnread,
        diag::kWebSocketClosed,
        diag::kWebSocketDeflate,
        diag::kIcmpQuotesSip,
        diag::kPayloadOther,
        diag::kSipMalformed,
        diag::kSipTooLarge,
        diag::kSipTruncated,
        diag::kLogNoClock,
        diag::kLogZoneAssumed,
        diag::kLogYearAssumed,
        diag::kLogGuessed,
        diag::kLogMessageCut,
        diag::kLogLengthDiffers,
        diag::kLogLinesMissing,
        diag::kLogOutOfOrder,
        diag::kTimeBackwards,
        diag::kExportQuotes,
        diag::kExportEncoding,
        diag::kExportTooLarge,
        diag::kExportColumns,
        diag::kExportColumnUnknown,
        diag::kExportJson,
        diag::kExportCut,
        diag::kExportRowUnknown,
        diag::kExportTime,
        diag::kExportDateOrder,
        diag::kExportNumberDamaged,
        diag::kExportToken,
        diag::kExportTelemetry,
        diag::kExportRowsLeftOut,
        diag::kArchiveDamaged,
        diag::kArchivePath,
        diag::kArchiveRatio,
        diag::kArchiveEncrypted,
        diag::kArchiveMethod,
        diag::kArchiveTooMany,
        diag::kJoinCommonKey,
    };
    return codes;
}

std::string toString(Place place) {
    const char* word = "frame ";
    switch (place.kind) {
    case PlaceKind::Frame:
        word = "frame ";
        break;
    case PlaceKind::Line:
        word = "line ";
        break;
    case PlaceKind::Row:
        word = "row ";
        break;
    case PlaceKind::Offset:
        word = "offset ";
        break;
    }
    return word + std::to_string(place.number);
}

void ImportLog::add(std::string_view code, Place place, std::string_view detail) {
    auto byCode = m_items.find(code);
    if (byCode == m_items.end())
        byCode = m_items.try_emplace(std::string(code)).first;
    auto item = byCode->second.find(detail);
    if (item == byCode->second.end())
        item =
            byCode->second.try_emplace(std::string(detail), Item{std::string(code), std::string(detail), 0, {}}).first;
    ++item->second.count;
    if (item->second.first.size() < kMaxPlaces)
        item->second.first.push_back(place);
}

void ImportLog::skip(std::string_view protocol, std::uint64_t count) {
    auto it = m_skipped.find(protocol);
    if (it == m_skipped.end())
        it = m_skipped.try_emplace(std::string(protocol), 0).first;
    it->second += count;
}

void ImportLog::merge(const ImportLog& other) {
    for (const auto& [code, details] : other.m_items) {
        for (const auto& [detail, item] : details) {
            Item& mine = m_items[code].try_emplace(detail, Item{code, detail, 0, {}}).first->second;
            mine.count += item.count;
            for (Place place : item.first) {
                if (mine.first.size() == kMaxPlaces)
                    break;
                mine.first.push_back(place);
            }
        }
    }
    for (const auto& [protocol, count] : other.m_skipped)
        skip(protocol, count);
}

std::vector<ImportLog::Item> ImportLog::items() const {
    std::vector<Item> all;
    for (const auto& [code, details] : m_items)
        for (const auto& [detail, item] : details)
            all.push_back(item);
    return all;
}

std::uint64_t ImportLog::count(std::string_view code) const {
    const auto it = m_items.find(code);
    if (it == m_items.end())
        return 0;
    std::uint64_t sum = 0;
    for (const auto& [detail, item] : it->second)
        sum += item.count;
    return sum;
}

} // namespace echelle
