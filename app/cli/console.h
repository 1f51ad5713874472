#pragma once

#include "app/cli/exit_status.h"
#include "app/cli/options.h"
#include "app/cli/standard_output.h"
#include "core/catalog/catalog.h"
#include "core/sip/secrets.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::cli {

// Where a command speaks: results to standard output, errors and notices to standard error, as sentences in the chosen
// language or, with --json, as one document at the end. Keeps the exit status that follows from the errors reported.
class Console {
public:
    Console(std::shared_ptr<const catalog::Catalog> catalog, Manner manner);
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    [[nodiscard]] const catalog::Catalog& catalog() const { return *m_catalog; }
    [[nodiscard]] const std::shared_ptr<const catalog::Catalog>& sharedCatalog() const { return m_catalog; }
    [[nodiscard]] QString locale() const { return m_locale; }
    [[nodiscard]] bool isJson() const { return m_isJson; }
    [[nodiscard]] StandardOutput& out() { return m_out; }

    // A word or sentence of the locale file, as UTF-8.
    [[nodiscard]] std::string label(std::string_view key, const Arguments& arguments = {}) const;
    [[nodiscard]] std::string sentence(const Error& error) const;
    // What stands for a secret: "hidden, 32 characters".
    [[nodiscard]] sip::SecretPlaceholder secretPlaceholder() const;
    // A number as the language writes it.
    [[nodiscard]] std::string number(std::uint64_t value) const;
    [[nodiscard]] std::string number(double value, int decimals) const;

    void report(const Error& error) { report(error, statusOf(error)); }
    void report(const Error& error, ExitStatus status);
    // A sentence of this program alone ("cli.error..."); its code in JSON is the key without "cli.".
    void report(std::string_view labelKey, const Arguments& arguments, ExitStatus status);
    // Progress and hints, for people only: nothing with --json.
    void remark(std::string_view text);

    // Flushes both streams; the status of all that was reported, and of writing it.
    [[nodiscard]] ExitStatus finish();
    [[nodiscard]] ExitStatus status() const { return m_status; }

private:
    struct Reported {
        std::string code;
        std::string path;
        std::string what;
    };
    void add(Reported reported, ExitStatus status);
    void writeErrors();

    std::shared_ptr<const catalog::Catalog> m_catalog;
    QString m_locale;
    bool m_isJson = false;
    StandardOutput m_out;
    std::vector<Reported> m_reported; // with --json, until finish()
    ExitStatus m_status = ExitStatus::Done;
};

} // namespace echelle::cli
