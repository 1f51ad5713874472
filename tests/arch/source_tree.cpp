#include "tests/arch/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace echelle::arch {

namespace fs = std::filesystem;

namespace {

SourceFile readSourceFile(const fs::path& root, const fs::path& file) {
    SourceFile source;
    source.path = fs::relative(file, root).generic_string();
    source.folder = folderOf(source.path);
    std::ifstream stream(file);
    std::string line;
    for (int number = 1; std::getline(stream, line); ++number) {
        if (Include include = includeOf(line, number); !include.target.empty())
            source.includes.push_back(std::move(include));
        source.code.push_back(withoutComment(line));
    }
    return source;
}

} // namespace

std::string folderOf(const std::string& path) {
    const std::size_t first = path.find('/');
    if (first == std::string::npos)
        return {};
    const std::size_t second = path.find('/', first + 1);
    return second == std::string::npos ? std::string() : path.substr(0, second);
}

Include includeOf(const std::string& line, int number) {
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line[hash] != '#')
        return {};
    const std::size_t word = line.find_first_not_of(" \t", hash + 1);
    if (word == std::string::npos || line.compare(word, 7, "include") != 0)
        return {};
    const std::size_t open = line.find_first_of("\"<", word + 7);
    if (open == std::string::npos)
        return {};
    const bool isQuoted = line[open] == '"';
    const std::size_t close = line.find(isQuoted ? '"' : '>', open + 1);
    if (close == std::string::npos)
        return {};
    return {line.substr(open + 1, close - open - 1), isQuoted, number};
}

std::string withoutComment(const std::string& line) {
    bool isInString = false;
    for (std::size_t at = 0; at + 1 < line.size(); ++at) {
        if (line[at] == '\\')
            ++at;
        else if (line[at] == '"')
            isInString = !isInString;
        else if (!isInString && line[at] == '/' && line[at + 1] == '/')
            return line.substr(0, at);
    }
    return line;
}

std::vector<SourceFile> readSourceTree(const std::string& root) {
    std::vector<SourceFile> files;
    for (const char* part : {"app", "core", "ui"}) {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(root) / part)) {
            const std::string extension = entry.path().extension().string();
            if (entry.is_regular_file() && (extension == ".h" || extension == ".cpp"))
                files.push_back(readSourceFile(root, entry.path()));
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

} // namespace echelle::arch
