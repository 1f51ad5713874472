#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Install what the tests need, build, and run all of them: tests/run.sh [asan|release|tsan|fuzz] [ctest arguments ...]
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
tree=${1:-asan}
[ "$#" -eq 0 ] || shift
# shellcheck source=installer/packages.sh
. "$root/installer/packages.sh"

packages=("${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}")
case "$tree" in
asan | release | tsan) ;;
fuzz) packages+=("${fuzz_packages[@]}") ;;
*)
    printf 'usage: tests/run.sh [asan|release|tsan|fuzz] [ctest arguments ...]\n' >&2
    exit 2
    ;;
esac

# Each fuzzer for ECHELLE_FUZZ_SECONDS (60), from the corpus in the tree; what it finds new stays in the build folder.
run_fuzzers() {
    local seeds name program
    for seeds in "$root"/tests/fuzz/corpus/*/; do
        name=$(basename -- "$seeds")
        program=$build/bin/$name
        if [ "${name#fuzz_log_}" != "$name" ]; then
            program=$build/bin/fuzz_log
            export ECHELLE_LOG_FORMAT=${name#fuzz_log_}
        fi
        mkdir -p "$build/corpus/$name"
        printf '== %s\n' "$name"
        (cd "$build/corpus" && "$program" -max_total_time="${ECHELLE_FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=2048 \
            -print_final_stats=1 "$build/corpus/$name" "$seeds")
    done
}

jobs=$(nproc)
install_missing "${packages[@]}"
build=$root/build/$tree
cd "$root"
cmake --preset "$tree"
cmake --build "$build" --parallel "$jobs"

if [ "$tree" = fuzz ]; then
    run_fuzzers
    exit 0
fi

export QT_QPA_PLATFORM=offscreen
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0} UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
export TSAN_OPTIONS=${TSAN_OPTIONS:-halt_on_error=1 second_deadlock_stack=1}
log=$build/Testing/Temporary/LastTest.log
rm -f "$log"
status=0
ctest --test-dir "$build" --parallel "$jobs" --output-on-failure --no-tests=error --timeout 600 "$@" || status=$?
python3 "$root/tests/count_skips.py" "$log"
exit "$status"
