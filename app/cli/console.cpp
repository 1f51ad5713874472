#include "app/cli/console.h"

#include "core/base/atomic_file.h"
#include "core/base/json_writer.h"
#include "core/ladder/text_fit.h"

#include <QLocale>

#include <cstdio>

namespace echelle::cli {

Console::Console(std::shared_ptr<const catalog::Catalog> catalog, Manner manner)
    : m_catalog(std::move(catalog)), m_locale(QString::fromStdString(manner.locale)), m_isJson(manner.isJson) {}

Console::~Console() = default;

std::string Console::label(std::string_view key, const Arguments& arguments) const {
    const QString name = QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
    return m_catalog->label(name, m_locale, arguments).toStdString();
}

std::string Console::sentence(const Error& error) const {
    return m_catalog->sentence(error, m_locale).toStdString();
}

sip::SecretPlaceholder Console::secretPlaceholder() const {
    return [this](std::size_t characters) { return label("secret.hidden", {{"count", std::to_string(characters)}}); };
}

std::string Console::number(std::uint64_t value) const {
    return QLocale(m_locale).toString(static_cast<qulonglong>(value)).toStdString();
}

std::string Console::number(double value, int decimals) const {
    return QLocale(m_locale).toString(value, 'f', decimals).toStdString();
}

void Console::report(const Error& error, ExitStatus status) {
    add({error.code, error.path, sentence(error)}, status);
}

void Console::report(std::string_view labelKey, const Arguments& arguments, ExitStatus status) {
    const std::string_view prefix = "cli.";
    const std::string_view code =
        labelKey.substr(0, prefix.size()) == prefix ? labelKey.substr(prefix.size()) : labelKey;
    add({std::string(code), {}, label(labelKey, arguments)}, status);
}

void Console::add(Reported reported, ExitStatus status) {
    m_status = worse(m_status, status);
    if (m_isJson)
        m_reported.push_back(std::move(reported));
    else
        remark(reported.what);
}

void Console::remark(std::string_view text) {
    if (m_isJson)
        return;
    // Names of files and captured words may hold control characters; a line of the program's own may not.
    std::string line;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        line += ladder::plainLine(text.substr(begin, end - begin), 64 * 1024) + "\n";
        begin = end + 1;
    }
    std::fwrite(line.data(), 1, line.size(), stderr);
}

void Console::writeErrors() {
    if (m_reported.empty())
        return;
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    json.key("errors");
    json.beginArray();
    for (const Reported& reported : m_reported) {
        json.beginObject();
        json.member("code", reported.code);
        if (!reported.path.empty())
            json.member("path", reported.path);
        json.member("what", reported.what);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    std::fwrite(text.data(), 1, text.size(), stderr);
    m_reported.clear();
}

ExitStatus Console::finish() {
    m_out.flush();
    if (m_out.isClosed())
        m_status = worse(m_status, ExitStatus::OutputFailed); // whoever closed the pipe knows why
    else if (const int failure = m_out.failure(); failure != 0)
        report(outputError(failure, "-"));
    writeErrors();
    std::fflush(stderr);
    return m_status;
}

} // namespace echelle::cli
