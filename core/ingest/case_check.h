#pragma once

#include "core/base/result.h"

#include <string>
#include <thread>

namespace echelle::ingest {

// Reads a finished case once more (quick_check) on two threads, while the caller syncs it.
class CaseCheck {
public:
    CaseCheck(std::string path, bool isThreaded);
    ~CaseCheck();
    CaseCheck(const CaseCheck&) = delete;
    CaseCheck& operator=(const CaseCheck&) = delete;

    // Waits for the end. Error kCaseWriteFailed where the file is not sound.
    Result<void> finish();

private:
    std::string m_path;
    Result<void> m_messages;
    Result<void> m_others;
    std::thread m_first;
    std::thread m_second;
    bool m_isThreaded;
};

} // namespace echelle::ingest
