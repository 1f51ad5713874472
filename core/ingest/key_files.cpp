#include "core/ingest/key_files.h"

#include "core/base/diagnostic.h"
#include "core/base/text.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace echelle::ingest {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxSize = std::uintmax_t{64} << 20;
constexpr int kMaxEntries = 10'000; // of the folder

Unexpected failed(std::string_view code, const std::string& path) {
    return Unexpected(Error{std::string(code), path, {}});
}

bool isKeyLogName(const std::string& name) {
    const std::string lower = toLower(name);
    return lower.starts_with("sslkeylog") && (lower.ends_with(".txt") || lower.ends_with(".log"));
}

} // namespace

Result<void> readKeyFile(const std::string& path, tls::KeyStore& keys) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
        return failed(diag::kFileMissing, path);
    if (fs::is_directory(status))
        return failed(diag::kFileDirectory, path);
    if (fs::is_regular_file(status) && fs::file_size(path, error) > kMaxSize)
        return failed(diag::kKeyLogUnusable, path);
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return failed(diag::kFileUnreadable, path);
    std::string text;
    std::string block(std::size_t{64} << 10, '\0');
    while (text.size() <= kMaxSize &&
           (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0))
        text.append(block, 0, static_cast<std::size_t>(in.gcount()));
    if (text.size() > kMaxSize || !keys.add(text))
        return failed(diag::kKeyLogUnusable, path);
    return {};
}

std::vector<std::string> keyFilesBeside(const std::string& capture) {
    std::vector<std::string> found;
    if (capture == "-")
        return found;
    const auto addIfFile = [&found](const fs::path& path) {
        std::error_code missing;
        if (fs::is_regular_file(path, missing))
            found.push_back(path.string());
    };
    for (const char* ending : {".keys", ".keylog", ".sslkeylog"}) {
        addIfFile(capture + ending);
        addIfFile(fs::path(capture).replace_extension(ending));
    }
    const fs::path folder = fs::path(capture).has_parent_path() ? fs::path(capture).parent_path() : fs::path(".");
    std::error_code error;
    int entries = 0;
    for (fs::directory_iterator at(folder, error), end; !error && at != end && entries < kMaxEntries; ++entries) {
        if (isKeyLogName(at->path().filename().string()))
            addIfFile(at->path());
        at.increment(error);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace echelle::ingest
