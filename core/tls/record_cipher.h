#pragma once

#include "core/tls/key_schedule.h"
#include "core/tls/record.h"

#include <cstdint>
#include <memory>
#include <string>

namespace echelle::tls {

// Opens the records of one direction under one set of keys. It is told the sequence number, so that numbers can be
// tried where records are missing; a record that fails leaves it as it was.
class RecordCipher {
public:
    virtual ~RecordCipher() = default;
    // False: the record does not verify with these keys and this number. plain: the content; TLS 1.3 leaves its real
    // content type and padding there.
    virtual bool open(const RecordHeader& header, ByteView content, std::uint64_t sequence, std::string& plain) = 0;
};

// isEncryptThenMac: RFC 7366. nullptr where OpenSSL does not have the cipher.
[[nodiscard]] std::unique_ptr<RecordCipher> makeRecordCipher(const CipherSuite& suite, std::uint16_t version,
                                                             bool isEncryptThenMac, TrafficKeys keys);

} // namespace echelle::tls
