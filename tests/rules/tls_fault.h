#pragma once

#include "rule_play.h"

namespace echelle::test {

// A TLS connection with one fault, of which the tests of the rules of the topic tls play variants. Its packets are
// ClientHello, Certificate and Alert, the events 1001 to 1003.
class TlsFault {
public:
    TlsFault(std::string rule, Arguments facts) : m_rule(std::move(rule)), m_facts(std::move(facts)) {}

    // The facts changed: an empty value takes one away.
    [[nodiscard]] ConnectionPlay play(const Arguments& changes = {},
                                      const std::string& client = "10.0.0.1:40000") const;
    [[nodiscard]] bool fires(const Arguments& changes) const;
    // By the rule of the fault, on the connection as changed; a finding without a rule where it is silent.
    [[nodiscard]] rules::Finding finding(const Arguments& changes = {},
                                         const std::string& client = "10.0.0.1:40000") const;

    // That it is an error and a cause, first proven by the alert, and names no code where no Microsoft is.
    void checkError() const;
    // That Microsoft as the client makes it name the pair.
    void checkPair(int code, const std::string& catalogKey) const;

private:
    std::string m_rule;
    Arguments m_facts;
};

} // namespace echelle::test
