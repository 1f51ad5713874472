#pragma once

#include "core/report/case_material.h"

namespace echelle::report {

// What stands for secrets, in the language of the report.
[[nodiscard]] std::string withoutSecrets(std::string_view message, const CaseMaterial& material);
// Passwords and tokens in the URIs that a row and its findings name; nothing where the request shows secrets.
void hideSecretsOf(dialog::RowFacts& row, const CaseMaterial& material);
void hideSecretsOf(std::vector<rules::Finding>& findings, const CaseMaterial& material);

} // namespace echelle::report
