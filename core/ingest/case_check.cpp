#include "core/ingest/case_check.h"

#include "core/store/load.h"

#include <utility>

namespace echelle::ingest {

CaseCheck::CaseCheck(std::string path, bool isThreaded) : m_path(std::move(path)), m_isThreaded(isThreaded) {
    if (!isThreaded)
        return;
    m_first = std::thread([this] { m_messages = store::checkCase(m_path, store::CheckedPart::Messages); });
    m_second = std::thread([this] { m_others = store::checkCase(m_path, store::CheckedPart::Others); });
}

CaseCheck::~CaseCheck() {
    if (m_first.joinable())
        m_first.join();
    if (m_second.joinable())
        m_second.join();
}

Result<void> CaseCheck::finish() {
    if (m_isThreaded) {
        m_first.join();
        m_second.join();
    } else {
        m_messages = store::checkCase(m_path, store::CheckedPart::Messages);
        m_others = store::checkCase(m_path, store::CheckedPart::Others);
    }
    return m_messages ? m_others : m_messages;
}

} // namespace echelle::ingest
