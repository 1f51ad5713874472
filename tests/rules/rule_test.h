#pragma once

#include <QObject>

#ifndef Q_MOC_RUN // moc cannot read this header
#include <memory>
#endif

namespace echelle::test {

/// What makes the test object of one file.
using MakeTest = std::unique_ptr<QObject> (*)();

/// Makes a test known to rule_tests.cpp by the name of its file (without folder and ending). Called before main.
struct RegisterRuleTest {
    RegisterRuleTest(const char* file, MakeTest make);
};

} // namespace echelle::test

/// Stands where QTEST_APPLESS_MAIN would: the tests of all rules are one executable, `test_rules NAME [Qt Test
/// options]`.
#define ECHELLE_RULE_TEST(Class)                                                                                       \
    static const echelle::test::RegisterRuleTest registered##Class(                                                    \
        __FILE__, [] { return std::unique_ptr<QObject>(std::make_unique<Class>()); });
