#pragma once

#include "core/catalog/catalog.h"
#include "core/ingest/import.h"
#include "core/store/case_reader.h"

#include <QTemporaryDir>
#include <QtTest/QTest>

#include <optional>

namespace echelle::test {

inline const match::CodeMatcher& codes() {
    static const std::shared_ptr<const catalog::Catalog> catalog = *catalog::Catalog::load();
    return catalog->matcher();
}

// Imports inputs into a case of its own folder, which goes with the object.
class ImportedCase {
public:
    explicit ImportedCase(std::vector<std::string> inputs, logs::TimeSettings time = {},
                          std::vector<std::string> keyFiles = {}) {
        ingest::ImportRequest request;
        request.inputs = std::move(inputs);
        request.casePath = m_dir.filePath(QStringLiteral("case.echelle")).toStdString();
        request.time = std::move(time);
        request.keyFiles = std::move(keyFiles);
        request.codes = &codes();
        request.isScratch = true;
        ingest::ImportObserver nobody;
        auto done = ingest::runImport(request, nobody, {});
        if (!done) {
            m_error = done.error();
            return;
        }
        m_report = std::move(*done);
        if (auto opened = store::CaseReader::open(request.casePath))
            m_reader = std::move(*opened);
    }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] const ingest::ImportReport& report() const { return m_report; }
    [[nodiscard]] bool hasCase() const { return m_reader.has_value(); }
    [[nodiscard]] store::CaseReader& reader() { return *m_reader; }
    [[nodiscard]] std::string path() const { return m_dir.filePath(QStringLiteral("case.echelle")).toStdString(); }

private:
    QTemporaryDir m_dir;
    std::optional<Error> m_error;
    ingest::ImportReport m_report;
    std::optional<store::CaseReader> m_reader;
};

} // namespace echelle::test
