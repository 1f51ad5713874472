#include "app/cli/ladder_command.h"

#include "app/cli/case_session.h"
#include "app/cli/console.h"
#include "app/cli/selected_rows.h"
#include "app/cli/stop_on_signal.h"
#include "core/base/atomic_file.h"
#include "core/ladder/mermaid_writer.h"
#include "core/ladder/text_writer.h"
#include "core/render/picture.h"
#include "core/scene/case_events.h"
#include "core/scene/catalog_words.h"
#include "core/scene/ladder_scene.h"

#include <filesystem>
#include <functional>

namespace echelle::cli {

namespace {

using Pieces = std::function<void(std::string_view)>;

void writeLines(const Options& options, const scene::LadderScene& ladder, const Pieces& write) {
    if (options.format == "mermaid")
        ladder::writeMermaid(ladder, write);
    else
        ladder::writeText(ladder, {}, write);
}

void writeLinesToFile(const Context& context, const scene::LadderScene& ladder) {
    Result<AtomicFile> file = AtomicFile::create(context.options.output);
    if (!file) {
        context.console.report(file.error());
        return;
    }
    Result<void> written;
    writeLines(context.options, ladder, [&](std::string_view piece) {
        if (written)
            written = file->write(piece);
    });
    if (written && !context.stop.token().stop_requested())
        written = file->commit();
    if (!written)
        context.console.report(written.error());
}

// "OUT.svg", or "OUT-1.svg", "OUT-2.svg" ... where there are several.
std::string nameOf(const std::string& output, std::size_t index, std::size_t count) {
    if (count == 1)
        return output;
    const std::filesystem::path path(output);
    const std::string name = path.stem().string() + "-" + std::to_string(index + 1) + path.extension().string();
    return (path.parent_path() / name).string();
}

// All pictures are written before the first appears under its name.
Result<void> writePictures(const Context& context, const scene::LadderScene& ladder) {
    render::PictureOptions wanted;
    wanted.format = context.options.format == "svg" ? render::PictureFormat::Svg : render::PictureFormat::Png;
    wanted.title = context.options.inputs.front();
    std::vector<AtomicFile> files;
    Result<void> written;
    const std::stop_token stop = context.stop.token();
    render::makePictures(ladder, wanted, [&](std::size_t index, std::size_t count, const QByteArray& bytes) {
        Result<AtomicFile> file = AtomicFile::create(nameOf(context.options.output, index, count));
        written = file ? file->write({bytes.data(), static_cast<std::size_t>(bytes.size())})
                       : Result<void>(Unexpected(file.error()));
        if (written)
            files.push_back(std::move(*file));
        return written.has_value() && !stop.stop_requested();
    });
    for (AtomicFile& file : files)
        if (written && !stop.stop_requested())
            written = file.commit();
    return written;
}

bool isOneRow(const std::vector<RowId>& rows, store::CaseReader& reader) {
    store::RowFilter all;
    all.isFoldedShown = true;
    return rows.size() == 1 || (rows.empty() && reader.countRows(all) == 1);
}

} // namespace

bool isPicture(const Options& options) {
    return options.format == "svg" || options.format == "png";
}

void runLadderCommand(const Context& context) {
    Console& console = context.console;
    const Options& options = context.options;
    if (isPicture(options) && options.output.empty()) {
        console.report("cli.error.picture-without-output", {}, ExitStatus::WrongUsage);
        return;
    }
    const auto session = CaseSession::open(options, console, context.stop);
    if (!session)
        return;
    const auto rows = selectRows(options.which, session->reader(), console);
    if (!rows)
        return;
    if (isPicture(options) && !isOneRow(*rows, session->reader())) {
        console.report("cli.error.picture-of-many", {}, ExitStatus::WrongUsage);
        return;
    }
    const auto words = std::make_shared<scene::CatalogWords>(console.sharedCatalog(), console.locale());
    const scene::LadderScene ladder(std::make_shared<scene::CaseEvents>(session->sharedReader()), words, *rows);
    if (isPicture(options)) {
        if (const Result<void> done = writePictures(context, ladder); !done)
            console.report(done.error());
    } else if (!options.output.empty()) {
        writeLinesToFile(context, ladder);
    } else {
        writeLines(options, ladder, [&](std::string_view piece) { console.out().write(piece); });
    }
}

} // namespace echelle::cli
