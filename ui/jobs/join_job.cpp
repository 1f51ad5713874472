#include "ui/jobs/join_job.h"

#include "core/ingest/import.h"
#include "core/store/case_editor.h"

namespace echelle::ui {

namespace {
Result<void> keepAndAnalyse(const std::string& path, const store::LegLink& link, const match::CodeMatcher& codes) {
    {
        auto editor = store::CaseEditor::open(path);
        if (!editor)
            return Unexpected(editor.error());
        if (auto added = editor->addLegLink(link); !added)
            return added;
    }
    return ingest::analyse(path, codes);
}
} // namespace

JoinJob::JoinJob(std::shared_ptr<const catalog::Catalog> catalog, QObject* parent)
    : QObject(parent), m_catalog(std::move(catalog)) {}

void JoinJob::start(const QString& casePath, const store::LegLink& wanted) {
    auto result = std::make_shared<Result<void>>(); // shared by thread and window
    m_task.start([result, wanted, path = casePath.toStdString(),
                  catalog = m_catalog](std::stop_token) { *result = keepAndAnalyse(path, wanted, catalog->matcher()); },
                 [this, result] { Q_EMIT finished(*result); });
}

} // namespace echelle::ui
