#pragma once

#include <string>
#include <vector>

namespace echelle::arch {

// One #include line. `target` is what stands between the quotes or the angle brackets.
struct Include {
    std::string target;
    bool isQuoted = false;
    int line = 0;
};

// One source file of app, core or ui. `path` and `folder` are relative to the root of the project: "core/sip/uri.h"
// lies in "core/sip", and so does "core/sip/sdp/media.h".
struct SourceFile {
    std::string path;
    std::string folder;
    std::vector<Include> includes;
    std::vector<std::string> code; // line by line, without // comments
};

// The folder of a path by its first two parts; empty where it has fewer.
std::string folderOf(const std::string& path);

// The include that a line holds; an empty target if it is none.
Include includeOf(const std::string& line, int number);

// The line without a // comment; "//" inside a string literal stays.
std::string withoutComment(const std::string& line);

// Every .h and .cpp file of app, core and ui under `root`, sorted by path.
std::vector<SourceFile> readSourceTree(const std::string& root);

} // namespace echelle::arch
