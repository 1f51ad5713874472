#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the bundled sample traces: make.py [FOLDER]. The same bytes every time; tests/arch compares them."""

import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import held_call_notify_order  # noqa: E402
import ordinary_day  # noqa: E402
import teams_no_trunk  # noqa: E402


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    teams_no_trunk.write(os.path.join(folder, "teams_no_trunk.pcap"))
    held_call_notify_order.write(os.path.join(folder, "held_call_notify_order.log"))
    ordinary_day.write(os.path.join(folder, "ordinary_day.pcap"))


if __name__ == "__main__":
    main()
