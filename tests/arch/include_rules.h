#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::arch {

// How much of Qt a folder may include. Each tier holds those before it.
enum class Tier { Std, QtCore, QtGui, QtWidgets };

// One folder: what it may include directly. Edges are transitive: what those may include, it may include too.
struct FolderRule {
    std::string_view folder;
    Tier tier;
    std::vector<std::string_view> mayInclude;
};

// The rules of ARCHITECTURE.md, "Who may include whom".
std::span<const FolderRule> folderRules();

// The rule of a folder such as "core/sip"; none for a folder that ARCHITECTURE.md does not know.
const FolderRule* ruleOf(std::string_view folder);

// Every folder that `folder` may include, itself among them.
std::set<std::string_view> reachableFrom(std::string_view folder);

// A library header that only these folders may include, and the same for words in the code.
struct Reserved {
    std::string_view what;                // a header's name, or a word
    std::vector<std::string_view> places; // folders, or single files
};
std::span<const Reserved> reservedHeaders();
std::span<const Reserved> reservedWords();

// True if the file with this path is one of the places or lies in one.
bool isIn(std::string_view path, std::span<const std::string_view> places);

// The lowest tier that offers the Qt header ("QString", "QtCore/QDir"); none if it is no header of Qt's. `headers` is
// the folder in which the modules' folders QtCore, QtGui ... lie.
std::optional<Tier> tierOfQtHeader(const std::string& target, const std::string& headers);

} // namespace echelle::arch
