#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Install what Echelle needs on Debian 12, build it, and open it: ./installer/run.sh [FILE...]
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/release
# shellcheck source=installer/packages.sh
. "$root/installer/packages.sh"

say() { printf '%s\n' "$*"; }

usage() {
    say "usage: installer/run.sh [FILE...]"
    say "Installs the Debian packages that Echelle needs, builds it into build/release, and opens the window on FILE,"
    say "or on the bundled samples. Without a display it writes pictures and reports instead."
}

has_display() { [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }

check_files() {
    local file
    for file in "$@"; do
        if [ ! -e "$file" ]; then
            printf 'installer/run.sh: no such file: %s\n' "$file" >&2
            exit 1
        fi
    done
}

install_packages() {
    local -a wanted=("${build_packages[@]}" "${run_packages[@]}")
    if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -z "${DISPLAY:-}" ]; then
        wanted+=(qt6-wayland)
    fi
    install_missing "${wanted[@]}"
}

# Ninja looks at every file, so a second run costs a second. Its talk is kept for the case that it fails.
build_programs() {
    local log=$build/build.log
    mkdir -p "$build"
    if [ ! -e "$build/build.ninja" ] || [ "$root/CMakePresets.json" -nt "$build/build.ninja" ]; then
        say "Configuring in $build ..."
        (cd "$root" && cmake --preset release) >"$log" 2>&1 || fail_with_log "The build could not be configured" "$log"
    fi
    if [ ! -x "$build/bin/echelle" ]; then
        say "Building (the first time takes some minutes) ..."
    fi
    cmake --build "$build" --target bin/echelle bin/echelle-cli 2>&1 | show_progress "$log" ||
        fail_with_log "The build failed" "$log"
}

# On a terminal one line that moves; elsewhere nothing. All of it goes to the log.
show_progress() {
    if [ -t 1 ]; then
        tee "$1" | awk '/^\[[0-9]+\/[0-9]+\]/ { printf "\r%s  ", $1; fflush(); seen = 1 } END { if (seen) print "" }'
    else
        cat >"$1"
    fi
}

fail_with_log() {
    printf '%s. The end of %s:\n' "$1" "$2" >&2
    tail -n 40 -- "$2" >&2
    exit 1
}

# Runs a program; what it says is shown only if it fails.
run_quietly() {
    local log=$build/sheets.log
    if ! "$@" >"$log" 2>&1; then
        fail_with_log "$(basename -- "$1") failed" "$log"
    fi
}

# write_sheets NAME FILE...: the window as PNG and the report as PDF, in both languages.
write_sheets() {
    local name=$1 language
    shift
    export QT_QPA_PLATFORM=offscreen
    for language in en fr; do
        run_quietly "$build/bin/echelle" --lang "$language" --screenshot "$out/$name.$language.png" "$@"
        say "  $out/$name.$language.png"
        run_quietly "$build/bin/echelle-cli" --quiet --lang "$language" report "$@" -o "$out/$name.$language.pdf"
        say "  $out/$name.$language.pdf"
    done
}

show_without_display() {
    local sample name
    out=$build/sheets
    mkdir -p "$out"
    say "No display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window opens."
    say "Writing the window as PNG and the report as PDF instead, in English and French:"
    if [ "$#" -gt 0 ]; then
        sample=$(basename -- "$1")
        write_sheets "${sample%.*}" "$@"
        return
    fi
    for sample in "${samples[@]}"; do
        name=$(basename -- "$sample")
        write_sheets "${name%.*}" "$sample"
    done
}

case "${1:-}" in
-h | --help)
    usage
    exit 0
    ;;
--) shift ;;
esac
check_files "$@"
samples=("$root/resources/samples/teams_no_trunk.pcap" "$root/resources/samples/held_call_notify_order.log")
install_packages
build_programs
if ! has_display; then
    show_without_display "$@"
elif [ "$#" -gt 0 ]; then
    exec "$build/bin/echelle" "$@"
else
    exec "$build/bin/echelle" "${samples[@]}"
fi
