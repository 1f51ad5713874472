#include "app/cli/options.h"

#include "app/cli/option_table.h"

#include <algorithm>
#include <optional>

namespace echelle::cli {

namespace {

using Given = std::vector<std::string>;

// An option as it stands in the arguments: "--name=value", "--name value" or "-o value".
struct Spelled {
    std::string_view name;
    std::optional<std::string_view> value;
};

Spelled spelledAs(std::string_view argument) {
    const std::size_t equals = argument.find('=');
    if (argument.substr(0, 2) == "--" && equals != std::string_view::npos)
        return {argument.substr(0, equals), argument.substr(equals + 1)};
    return {argument, std::nullopt};
}

// A negative number is a word: HRESULTs are written so.
bool isOption(std::string_view argument) {
    return argument.size() > 1 && argument.front() == '-' && (argument[1] < '0' || argument[1] > '9');
}

const Option* findOption(std::string_view name) {
    const auto options = allOptions();
    const auto found = std::find_if(options.begin(), options.end(), [name](const Option& o) { return o.name == name; });
    return found == options.end() ? nullptr : &*found;
}

UsageError wrong(std::string label, std::string_view what, bool isUsageShown = false) {
    return {std::move(label), {{"what", std::string(what)}}, isUsageShown};
}

class Reader {
public:
    explicit Reader(const Given& arguments) : m_arguments(arguments) {}

    std::optional<UsageError> read() {
        for (m_next = 0; m_next < m_arguments.size(); ++m_next) {
            const std::string_view argument = m_arguments[m_next];
            std::optional<UsageError> error;
            if (argument == "--" && !m_isOnlyWords)
                m_isOnlyWords = true;
            else if (!m_isOnlyWords && isOption(argument))
                error = readOption(spelledAs(argument));
            else
                error = readWord(argument);
            if (error)
                return error;
            if (m_isAnswered)
                return std::nullopt;
        }
        return check();
    }
    Options take() { return std::move(m_options); }

private:
    std::optional<UsageError> readWord(std::string_view word) {
        if (m_hasCommand) {
            m_options.inputs.emplace_back(word);
            return std::nullopt;
        }
        const std::optional<Command> command = commandFromText(word);
        if (!command)
            return wrong("cli.error.unknown-command", word, true);
        m_options.command = *command;
        m_hasCommand = true;
        return std::nullopt;
    }

    bool answer(Command command) {
        m_options.command = command;
        m_isAnswered = true;
        return true;
    }

    std::optional<UsageError> readOption(Spelled spelled) {
        if ((spelled.name == "--help" || spelled.name == "-h") && answer(Command::Help))
            return std::nullopt;
        if (spelled.name == "--version" && answer(Command::Version))
            return std::nullopt;
        if (spelled.name == "--formats" && answer(Command::Formats))
            return std::nullopt;
        const Option* option = findOption(spelled.name);
        if (option == nullptr)
            return wrong("cli.error.unknown-option", spelled.name);
        if (!option->takesValue && spelled.value)
            return wrong("cli.error.no-value-wanted", spelled.name);
        if (option->takesValue && !spelled.value) {
            // A value that looks like an option is more likely a forgotten value; "--call-id=-x" says it plainly.
            if (m_next + 1 >= m_arguments.size() || isOption(m_arguments[m_next + 1]))
                return wrong("cli.error.value-missing", spelled.name);
            spelled.value = m_arguments[++m_next];
        }
        m_used.push_back(option);
        if (!option->apply(m_options, spelled.value.value_or(std::string_view())))
            return UsageError{"cli.error.bad-value",
                              {{"what", std::string(spelled.name)}, {"value", std::string(spelled.value.value_or(""))}},
                              false};
        return std::nullopt;
    }

    // What can only be told when all has been read: options may stand before the command.
    std::optional<UsageError> check() const {
        if (!m_hasCommand)
            return wrong("cli.error.no-command", {}, true);
        for (const Option* option : m_used)
            if ((option->commands & bitOf(m_options.command)) == 0)
                return wrong("cli.error.option-elsewhere", option->name);
        if (m_options.command == Command::Catalog && !m_options.inputs.empty())
            return wrong("cli.error.too-many", m_options.inputs.front());
        if (m_options.command == Command::Explain && m_options.inputs.empty())
            return wrong("cli.error.no-query", {});
        if (m_options.command != Command::Catalog && m_options.inputs.empty())
            return wrong("cli.error.no-input", {});
        if ((m_options.command == Command::Compare || m_options.isComparing) &&
            (m_options.which.calls.size() != 2 || !m_options.which.callIds.empty()))
            return wrong("cli.error.compare-two", {});
        return checkOutput();
    }

    std::optional<UsageError> checkOutput() const {
        const Command command = m_options.command;
        const bool wantsOutput = command == Command::Import || command == Command::Report || command == Command::Export;
        if (wantsOutput && m_options.output.empty())
            return wrong("cli.error.no-output", {});
        if (m_options.isForced && m_options.isAdding)
            return wrong("cli.error.force-and-add", {});
        if (std::count(m_options.inputs.begin(), m_options.inputs.end(), "-") > 1)
            return wrong("cli.error.standard-input-twice", {});
        for (const auto& [input, settings] : m_options.timeOf)
            if (std::find(m_options.inputs.begin(), m_options.inputs.end(), input) == m_options.inputs.end())
                return wrong("cli.error.time-of-no-input", input);
        return std::nullopt;
    }

    const Given& m_arguments;
    std::size_t m_next = 0;
    Options m_options;
    std::vector<const Option*> m_used;
    bool m_hasCommand = false;
    bool m_isOnlyWords = false;
    bool m_isAnswered = false;
};

} // namespace

Manner readManner(const Given& arguments) {
    Manner manner;
    for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
        const Spelled spelled = spelledAs(arguments[i]);
        if (spelled.name == "--json" && !spelled.value)
            manner.isJson = true;
        else if (spelled.name == "--lang" && spelled.value)
            manner.locale = *spelled.value;
        else if (spelled.name == "--lang" && i + 1 < arguments.size())
            manner.locale = arguments[++i];
    }
    return manner;
}

std::variant<Options, UsageError> readOptions(const Given& arguments) {
    Reader reader(arguments);
    if (std::optional<UsageError> error = reader.read())
        return std::move(*error);
    return reader.take();
}

} // namespace echelle::cli
