#include "core/report/hidden_secrets.h"

#include "core/sip/secrets.h"

namespace echelle::report {

namespace {

// A URI is looked at as the From field of a message, which is where it came from.
void hideInUri(std::string& uri, const CaseMaterial& material) {
    constexpr std::string_view kBefore = "INFO sip:x SIP/2.0\r\nFrom: <";
    constexpr std::string_view kBehind = ">\r\n\r\n";
    if (uri.find_first_of(":;?") == std::string::npos || uri.find_first_of("<>\r\n") != std::string::npos)
        return;
    const std::string hidden = withoutSecrets(std::string(kBefore) + uri + std::string(kBehind), material);
    if (hidden.starts_with(kBefore) && hidden.ends_with(kBehind))
        uri = hidden.substr(kBefore.size(), hidden.size() - kBefore.size() - kBehind.size());
}

} // namespace

std::string withoutSecrets(std::string_view message, const CaseMaterial& material) {
    if (material.request.areSecretsShown)
        return std::string(message);
    return sip::hideSecrets(message, [&material](std::size_t count) {
        return material.wording.label("secret.hidden", {{"count", std::to_string(count)}}).toStdString();
    });
}

void hideSecretsOf(dialog::RowFacts& row, const CaseMaterial& material) {
    for (std::string* text : {&row.from, &row.to, &row.fromDisplay, &row.toDisplay})
        hideInUri(*text, material);
}

void hideSecretsOf(std::vector<rules::Finding>& findings, const CaseMaterial& material) {
    for (rules::Finding& finding : findings)
        for (Argument& argument : finding.arguments)
            hideInUri(argument.value, material);
}

} // namespace echelle::report
