#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace echelle {

// One named value of a sentence that the catalog forms: {name} in the text is replaced by value.
struct Argument {
    std::string name;
    std::string value;
    friend bool operator==(const Argument&, const Argument&) = default;
};
using Arguments = std::vector<Argument>;

// What kept an operation from being done, because of the environment: a code of the catalog family `diagnostic`
// (the catalog key is "diagnostic." + code) and its arguments. Core never forms the sentence.
struct Error {
    std::string code;    // e.g. "file.missing"; see base/diagnostic.h for the list
    std::string path;    // the file it is about; empty where there is none
    Arguments arguments; // beside {path}, which is always offered
};

} // namespace echelle
