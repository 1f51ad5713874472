#pragma once

#include "core/base/result.h"
#include "core/tls/key_store.h"

#include <string>
#include <vector>

namespace echelle::ingest {

// Reads a file of key material, an NSS key log or a private key in PEM, into keys. Errors: kFileMissing,
// kFileUnreadable, kFileDirectory, kKeyLogUnusable (nothing usable in it, or larger than any key log).
[[nodiscard]] Result<void> readKeyFile(const std::string& path, tls::KeyStore& keys);

// Key logs that lie beside a capture: its name with .keys, .keylog or .sslkeylog behind it or in place of its ending,
// and sslkeylog*.txt or .log in its folder. "-" has none.
[[nodiscard]] std::vector<std::string> keyFilesBeside(const std::string& capture);

} // namespace echelle::ingest
