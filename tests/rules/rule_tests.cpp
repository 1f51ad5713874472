#include "rule_test.h"

#include <QtTest/QTest>

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace echelle::test {

namespace {

std::map<std::string, MakeTest>& ruleTests() {
    static std::map<std::string, MakeTest> tests;
    return tests;
}

} // namespace

RegisterRuleTest::RegisterRuleTest(const char* file, MakeTest make) {
    ruleTests().emplace(std::filesystem::path(file).stem().string(), make);
}

} // namespace echelle::test

int main(int argc, char** argv) {
    const auto& tests = echelle::test::ruleTests();
    const auto chosen = argc > 1 ? tests.find(argv[1]) : tests.end();
    if (chosen == tests.end()) {
        std::fprintf(stderr, "usage: test_rules NAME [Qt Test options]; NAME is one of:\n");
        for (const auto& [name, make] : tests)
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    std::vector<char*> rest(argv + 1, argv + argc); // Qt Test takes the first word for the program
    const std::unique_ptr<QObject> test = chosen->second();
    return QTest::qExec(test.get(), static_cast<int>(rest.size()), rest.data());
}
