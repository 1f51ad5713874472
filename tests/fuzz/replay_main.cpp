// Runs every file of the folders given through a fuzz target, and each file's prefixes, which are where length checks
// fail.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kMostPrefixes = 2048; // of large files only so many

void run(const std::vector<std::uint8_t>& bytes, std::size_t size) {
    // A copy of exactly that size, so that the address sanitizer sees a read behind the end.
    const std::vector<std::uint8_t> exact(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

std::size_t replayFile(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const std::size_t step = std::max<std::size_t>(1, bytes.size() / kMostPrefixes);
    for (std::size_t size = 0; size < bytes.size(); size += step)
        run(bytes, size);
    run(bytes, bytes.size());
    return 1;
}

} // namespace

int main(int argc, char** argv) {
    std::size_t files = 0;
    for (int i = 1; i < argc; ++i) {
        std::error_code error;
        for (const auto& entry : std::filesystem::directory_iterator(argv[i], error)) {
            if (entry.is_regular_file())
                files += replayFile(entry.path());
        }
        if (error) {
            std::fprintf(stderr, "%s: %s\n", argv[i], error.message().c_str());
            return 1;
        }
    }
    std::printf("%zu files replayed\n", files);
    return files > 0 ? 0 : 1; // an empty corpus tests nothing
}
