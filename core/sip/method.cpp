#include "core/sip/method.h"

#include <array>

namespace echelle::sip {
namespace {

constexpr std::array<std::string_view, 15> kNames = {"",         "INVITE",  "ACK",   "BYE",       "CANCEL",
                                                     "REGISTER", "OPTIONS", "PRACK", "SUBSCRIBE", "NOTIFY",
                                                     "PUBLISH",  "INFO",    "REFER", "MESSAGE",   "UPDATE"};

// The only registered method of that length and first letter, so that one comparison settles it.
constexpr Method candidate(std::string_view text) {
    if (text.empty())
        return Method::Other;
    switch (text.size() << 8 | static_cast<unsigned char>(text[0])) {
    case 6 << 8 | 'I':
        return Method::Invite;
    case 3 << 8 | 'A':
        return Method::Ack;
    case 3 << 8 | 'B':
        return Method::Bye;
    case 6 << 8 | 'C':
        return Method::Cancel;
    case 8 << 8 | 'R':
        return Method::Register;
    case 7 << 8 | 'O':
        return Method::Options;
    case 5 << 8 | 'P':
        return Method::Prack;
    case 9 << 8 | 'S':
        return Method::Subscribe;
    case 6 << 8 | 'N':
        return Method::Notify;
    case 7 << 8 | 'P':
        return Method::Publish;
    case 4 << 8 | 'I':
        return Method::Info;
    case 5 << 8 | 'R':
        return Method::Refer;
    case 7 << 8 | 'M':
        return Method::Message;
    case 6 << 8 | 'U':
        return Method::Update;
    default:
        return Method::Other;
    }
}

} // namespace

Method methodFromText(std::string_view text) {
    const Method method = candidate(text);
    return text == toString(method) ? method : Method::Other;
}

std::string_view toString(Method method) {
    const auto index = static_cast<std::size_t>(method);
    return index < kNames.size() ? kNames[index] : std::string_view{};
}

} // namespace echelle::sip
