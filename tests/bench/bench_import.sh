#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole benchmark of the import: generate the captures (kept in build/bench), then time them.
# tests/bench/bench_import.sh [--large] [options of bench_import.py]
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
work=$here/../../build/bench
calls=20000
if [ "${1:-}" = --large ]; then
    calls=200000
    shift
fi
mkdir -p "$work"
capture=$work/$calls.pcap
if [ "$here/make_capture.py" -nt "$capture" ]; then
    python3 "$here/make_capture.py" "$capture" --calls "$calls"
fi
exec python3 "$here/bench_import.py" "$capture" --folder "$work" "$@"
