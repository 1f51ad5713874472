#pragma once

#include <string>
#include <string_view>

namespace echelle::cli {

// Standard output, buffered, that remembers the first failure: a full disk behind a redirection must not pass for
// success.
class StandardOutput {
public:
    StandardOutput() = default;
    StandardOutput(const StandardOutput&) = delete;
    StandardOutput& operator=(const StandardOutput&) = delete;
    ~StandardOutput() { flush(); }

    void write(std::string_view bytes);
    void flush();
    // errno of the first failure; 0: none so far.
    [[nodiscard]] int failure() const { return m_failure; }
    // Nobody reads any more (the other end of the pipe is closed), so what follows need not be made.
    [[nodiscard]] bool isClosed() const;
    [[nodiscard]] static bool isTerminal();

private:
    std::string m_buffer;
    int m_failure = 0;
};

} // namespace echelle::cli
