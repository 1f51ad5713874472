# shellcheck shell=bash disable=SC2034
# SPDX-License-Identifier: GPL-3.0-or-later
# Debian 12 packages, and a function that installs those that are missing. Sourced by installer/run.sh and tests/run.sh.

build_packages=(
    ca-certificates
    cmake
    g++
    libpcre2-dev
    libqcustomplot-dev
    libsqlite3-dev
    libssl-dev
    libzstd-dev
    ninja-build
    nlohmann-json3-dev
    pkg-config
    qt6-base-dev
    qt6-l10n-tools
    qt6-svg-dev
    qt6-tools-dev
    qt6-tools-dev-tools
    zlib1g-dev
)

# What the built programs need beyond the libraries that the packages above bring along.
run_packages=(
    fonts-dejavu-core
    fonts-noto-core
    libqt6svg6
    qt6-qpa-plugins
    qt6-translations-l10n
)

test_packages=(
    poppler-utils
    python3
    qpdf
    tshark
)

fuzz_packages=(
    clang
    libclang-rt-14-dev
)

missing_packages() {
    local installed package
    installed=" $(dpkg-query -W -f='${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true)"
    for package in "$@"; do
        case "$installed" in
        *" installed:$package "*) ;;
        *) printf '%s\n' "$package" ;;
        esac
    done
}

# Runs a command as root; says what to do where that cannot be done.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        printf 'These packages need root and sudo is not installed. Run as root:\n  %s\n' "$*" >&2
        return 1
    fi
}

# Installs the packages named that are not there yet; without any it neither asks for a password nor touches the network.
install_missing() {
    local -a missing
    mapfile -t missing < <(missing_packages "$@")
    if [ "${#missing[@]}" -eq 0 ]; then
        return 0
    fi
    if ! command -v apt-get >/dev/null; then
        printf 'No apt-get here. Echelle is built on Debian 12; on another system, install what these stand for:\n  %s\n' "${missing[*]}" >&2
        return 1
    fi
    printf 'Installing %d packages: %s\n' "${#missing[@]}" "${missing[*]}"
    if printf '%s\n' "${missing[@]}" | grep -qx tshark && command -v debconf-set-selections >/dev/null; then
        # tshark asks whether every user may capture; Echelle only reads files, so the answer is no.
        printf 'wireshark-common wireshark-common/install-setuid boolean false\n' | as_root debconf-set-selections || true
    fi
    as_root apt-get -q update || printf 'The package lists could not be refreshed; trying with those at hand.\n' >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "${missing[@]}"
}
