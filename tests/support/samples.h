#pragma once

#include <QtTest/QTest>

#include <filesystem>
#include <string>

// Where the shared samples lie, which are no part of the project: tests that read them skip without them, and say so.
namespace echelle::test {

inline std::string samplesDir() {
    const std::filesystem::path dir = std::filesystem::path(ECHELLE_SHARED_DIR) / "samples";
    return std::filesystem::is_directory(dir) ? dir.string() : std::string();
}
inline std::string factsDir() {
    const std::filesystem::path dir = std::filesystem::path(ECHELLE_SHARED_DIR) / "facts";
    return std::filesystem::is_directory(dir) ? dir.string() : std::string();
}
inline std::string dataDir() {
    return ECHELLE_TEST_DATA;
}

} // namespace echelle::test

#define ECHELLE_NEED_SAMPLES()                                                                                         \
    do {                                                                                                               \
        if (echelle::test::samplesDir().empty())                                                                       \
            QSKIP("no ../shared/samples beside the checkout");                                                         \
    } while (false)

#define ECHELLE_NEED_FACTS()                                                                                           \
    do {                                                                                                               \
        if (echelle::test::factsDir().empty())                                                                         \
            QSKIP("no ../shared/facts beside the checkout");                                                           \
    } while (false)
