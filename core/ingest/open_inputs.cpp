#include "core/ingest/open_inputs.h"

#include "core/capture/zip_archive.h"
#include "core/store/case_reader.h"

#include <filesystem>
#include <set>
#include <system_error>

namespace echelle::ingest {

namespace {

std::string hashOf(const capture::Input& input, const std::stop_token& stop) {
    capture::FileHasher hasher(input.descriptor());
    while (!stop.stop_requested() && hasher.step()) {
    }
    return hasher.hex();
}

// What stands in an archive and is no input: parameters, folders of a file manager.
bool isReadable(capture::ContentKind kind) {
    return capture::isCapture(kind) || kind == capture::ContentKind::Text;
}

Error errorOf(std::string_view code, const std::string& path) {
    return {std::string(code), path, {}};
}

} // namespace

Result<void> openInputs(const ImportRequest& request, const std::stop_token& stop, std::vector<OpenedInput>& inputs,
                        std::vector<Error>& errors) {
    std::set<std::string> known;
    if (request.isAdding) {
        auto reader = store::CaseReader::open(request.casePath);
        if (!reader)
            return Unexpected(reader.error());
        for (const store::SourceRecord& source : reader->sources())
            known.insert(source.sha256);
    }
    bool isHashNeeded = request.inputs.size() > 1 || request.isAdding;
    for (const std::string& path : request.inputs) {
        auto input = capture::Input::open(path);
        if (!input) {
            errors.push_back(input.error());
            continue;
        }
        if (input->kind() == capture::ContentKind::Zip) {
            ImportLog log;
            std::vector<capture::Input> members = capture::openArchive(*input, log);
            bool isFirst = true;
            isHashNeeded = true; // of several inputs
            for (capture::Input& member : members) {
                if (!isReadable(member.kind()))
                    continue;
                std::string sha256 = hashOf(member, stop);
                if (!known.insert(sha256).second) {
                    errors.push_back(errorOf(diag::kInputDuplicate, member.path()));
                    continue;
                }
                OpenedInput opened{std::move(member), request.time, std::move(sha256), {}, true};
                if (isFirst)
                    opened.archive = log;
                isFirst = false;
                inputs.push_back(std::move(opened));
            }
            if (isFirst && log.items().empty())
                errors.push_back(errorOf(diag::kFileUnknownFormat, path));
            for (const ImportLog::Item& item : log.items())
                if (isFirst)
                    errors.push_back({item.code, path, {{"detail", item.detail}}});
            continue;
        }
        switch (input->kind()) {
        case capture::ContentKind::CaseFile:
            if (std::error_code missing; !std::filesystem::is_regular_file(path, missing))
                errors.push_back(errorOf(diag::kCaseFromPipe, path));
            else if (auto reader = store::CaseReader::open(path); reader)
                return Unexpected(errorOf(diag::kCaseNotAlone, path));
            else
                errors.push_back(reader.error()); // another database, or a case that cannot be read
            continue;
        case capture::ContentKind::Empty:
            errors.push_back(errorOf(diag::kFileEmpty, path));
            continue;
        case capture::ContentKind::Unknown:
            errors.push_back(errorOf(diag::kFileUnknownFormat, path));
            continue;
        case capture::ContentKind::Pcap:
        case capture::ContentKind::Pcapng:
        case capture::ContentKind::Snoop:
        case capture::ContentKind::Netmon:
        case capture::ContentKind::HexDump:
        case capture::ContentKind::Text:
        case capture::ContentKind::Zip:
            break;
        }
        std::string sha256 = isHashNeeded ? hashOf(*input, stop) : std::string();
        if (isHashNeeded && !known.insert(sha256).second) {
            errors.push_back(errorOf(diag::kInputDuplicate, path));
            continue;
        }
        const auto own = request.timeOf.find(path);
        inputs.push_back({std::move(*input),
                          own != request.timeOf.end() ? own->second : request.time,
                          std::move(sha256),
                          {},
                          false});
    }
    return {};
}

} // namespace echelle::ingest
