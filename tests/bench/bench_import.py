#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time echelle-cli import against tshark and sngrep, in turn, and print medians, ratios and peak memory.

bench_import.py CAPTURE [--cli build/release/bin/echelle-cli] [--runs 5] [--only echelle,tshark,sngrep] [--folder DIR]

Needs GNU time (Debian: time), tshark and sngrep; one that is not installed is left out. Each turn runs every program once
(A B C, A B C ...), so that a slow minute of the machine hits all of them; the case is removed before every import.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

GNU_TIME = "/usr/bin/time"


def commands(options, folder):
    """(name, command, file to remove before each run) for every program that is there."""
    settings = os.path.join(folder, "sngreprc")
    with open(settings, "w", encoding="ascii") as stream:
        stream.write("set capture.limit 200000\n")
    case = os.path.join(folder, "bench.echelle")
    known = {
        "echelle": ([options.cli, "--quiet", "import", options.capture, "-o", case], case),
        "tshark": (["tshark", "-r", options.capture, "-q", "-z", "sip,stat"], None),
        "sngrep": (["sngrep", "-f", settings, "-N", "-q", "-I", options.capture], None),
    }
    for name in options.only.split(","):
        command, made = known[name]
        if shutil.which(command[0]):
            yield name, command, made
        else:
            print(f"{command[0]} is not here: {name} is left out", file=sys.stderr)


def measure(command, folder):
    """(wall seconds, processor seconds, peak KiB) of one run."""
    figures = os.path.join(folder, "figures")
    environment = dict(os.environ, TERM=os.environ.get("TERM", "xterm"), LC_ALL="C")
    done = subprocess.run([GNU_TIME, "-f", "%e %U %S %M", "-o", figures] + command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed ({done.returncode}):\n{done.stderr.decode(errors='replace')[-2000:]}")
    with open(figures, encoding="ascii") as stream:
        wall, user, system, peak = stream.read().split()[-4:]
    return float(wall), float(user) + float(system), int(peak)


def main():
    parser = argparse.ArgumentParser(description="Time the import against tshark and sngrep.")
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("capture")
    parser.add_argument("--cli", default=os.path.join(here, "..", "..", "build", "release", "bin", "echelle-cli"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="echelle,tshark,sngrep")
    parser.add_argument("--folder", help="where the case is written (a folder on the disk to be measured)")
    options = parser.parse_args()
    if not os.path.exists(GNU_TIME):
        sys.exit(f"{GNU_TIME} is missing (Debian package: time)")
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        programs = list(commands(options, folder))
        results = {name: [] for name, _, _ in programs}
        with open(options.capture, "rb") as stream:  # into the page cache, for everybody alike
            while stream.read(1 << 22):
                pass
        for _ in range(options.runs):
            for name, command, made in programs:
                if made and os.path.exists(made):
                    os.remove(made)
                results[name].append(measure(command, folder))
    print(f"{os.path.basename(options.capture)}: {os.path.getsize(options.capture)} bytes, {options.runs} runs of each, in turn\n")
    print("| program | wall s (median) | min to max | processor s | peak MiB | wall / echelle, median of pairs |")
    print("|---|---|---|---|---|---|")
    for name, runs in results.items():
        walls = [run[0] for run in runs]
        ratio = "" if name == "echelle" or "echelle" not in results else \
            f"{statistics.median(run[0] / mine[0] for run, mine in zip(runs, results['echelle'])):.1f}"
        print(f"| {name} | {statistics.median(walls):.2f} | {min(walls):.2f} to {max(walls):.2f} | "
              f"{statistics.median(run[1] for run in runs):.2f} | {max(run[2] for run in runs) / 1024:.0f} | {ratio} |")


if __name__ == "__main__":
    main()
