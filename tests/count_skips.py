#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Print one line that counts what the tests skipped, by reason, from ctest's log: count_skips.py LastTest.log

Qt Test writes "SKIP   : TestClass::function(row) reason", and the place on the next line.
"""

import collections
import re
import sys

SKIP = re.compile(r"^SKIP\s+: \S+?\([^)]*\) (?P<reason>.*)$")
TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped")


def main():
    reasons, passed, failed, skipped = collections.Counter(), 0, 0, 0
    try:
        with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
            for line in log:
                if match := SKIP.match(line):
                    reasons[match["reason"].strip() or "no reason given"] += 1
                elif match := TOTALS.match(line):
                    passed, failed, skipped = (total + int(more) for total, more in zip((passed, failed, skipped), match.groups()))
    except OSError as error:
        print(f"Skips: not counted ({error})")
        return
    listed = "; ".join(f"{count} x {reason}" for reason, count in reasons.most_common())
    print(f"Test functions: {passed} passed, {failed} failed. Skips: {skipped}" + (f" ({listed})" if listed else ""))


if __name__ == "__main__":
    main()
