#include "ui/jobs/join_job.h"

#include "core/ingest/import.h"

namespace echelle::ui {

namespace {
using Change = std::function<Result<void>(store::CaseEditor&)>;

Result<void> keepAndAnalyse(const std::string& path, const Change& change, const match::CodeMatcher& codes) {
    {
        auto editor = store::CaseEditor::open(path);
        if (!editor)
            return Unexpected(editor.error());
        if (auto changed = change(*editor); !changed)
            return changed;
    }
    return ingest::analyse(path, codes);
}
} // namespace

JoinJob::JoinJob(std::shared_ptr<const catalog::Catalog> catalog, QObject* parent)
    : QObject(parent), m_catalog(std::move(catalog)) {}

void JoinJob::start(const QString& casePath, const store::LegLink& wanted) {
    run(casePath, [wanted](store::CaseEditor& editor) { return editor.addLegLink(wanted); });
}

void JoinJob::start(const QString& casePath, const dialog::PeerRole& role) {
    run(casePath, [role](store::CaseEditor& editor) { return editor.setPeerRole(role.address, role.isTeams); });
}

void JoinJob::analyse(const QString& casePath) {
    run(casePath, [](store::CaseEditor&) { return Result<void>(); });
}

void JoinJob::run(const QString& casePath, Change change) {
    auto result = std::make_shared<Result<void>>(); // shared by thread and window
    m_task.start([result, change = std::move(change), path = casePath.toStdString(),
                  catalog = m_catalog](std::stop_token) { *result = keepAndAnalyse(path, change, catalog->matcher()); },
                 [this, result] { Q_EMIT finished(*result); });
}

} // namespace echelle::ui
