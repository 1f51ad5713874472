#pragma once

#include <QString>

namespace echelle::ui {

// The cases that the window keeps in the user's cache folder, so that the same inputs open at once. They are bounded:
// beyond 20 cases or 2 GiB those that were opened longest ago go. Never one with notes or lanes of the user, nor one
// opened within the last two hours, which another window may show.
inline constexpr int kMaxCases = 20;
inline constexpr qint64 kMaxCaseBytes = qint64{2} << 30;

// Whether the user has written into the case, or nobody can tell.
[[nodiscard]] bool holdsWorkOfTheUser(const QString& casePath);
// The case was opened: it counts as the youngest.
void markOpened(const QString& casePath);
// Removes what is beyond the bounds, and what an import that was killed has left.
void pruneCases(const QString& folder, int maxCases = kMaxCases, qint64 maxBytes = kMaxCaseBytes);

} // namespace echelle::ui
