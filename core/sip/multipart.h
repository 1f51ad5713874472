#pragma once

#include <string_view>
#include <vector>

namespace echelle::sip {

// One part of a body that is no multipart itself. Views into the body.
struct BodyPart {
    std::string_view contentType; // as it stands, with parameters; empty where the part names none
    std::string_view body;
};

// The parts of a body in order (RFC 2046 section 5.1), nested multiparts opened, at most 4 deep and 64 parts; a body
// that is no multipart is its own only part. Without a boundary parameter the first line that begins with "--" tells
// it.
[[nodiscard]] std::vector<BodyPart> bodyParts(std::string_view contentType, std::string_view body);

// "type/subtype" of a Content-Type value, as it stands.
[[nodiscard]] std::string_view mediaType(std::string_view contentType);
[[nodiscard]] bool isMultipart(std::string_view contentType);

} // namespace echelle::sip
