#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bundled samples are what their generator writes: check_samples.py SAMPLES_FOLDER"""

import filecmp
import os
import subprocess
import sys
import tempfile

LIMIT = 300 * 1000  # bytes, all of them together: they are compiled into both programs


def main():
    folder = sys.argv[1]
    present = sorted(name for name in os.listdir(folder) if name.endswith((".pcap", ".pcapng", ".log")))
    with tempfile.TemporaryDirectory() as fresh:
        subprocess.run([sys.executable, "-B", os.path.join(folder, "make.py"), fresh], check=True)
        written = sorted(os.listdir(fresh))
        if present != written:
            sys.exit(f"the folder holds {present}, the generator writes {written}")
        changed = [name for name in written if not filecmp.cmp(os.path.join(folder, name), os.path.join(fresh, name), shallow=False)]
    if changed:
        sys.exit(f"differs from what make.py writes: {', '.join(changed)}")
    size = sum(os.path.getsize(os.path.join(folder, name)) for name in present)
    if size > LIMIT:
        sys.exit(f"the samples take {size} bytes, more than {LIMIT}")


if __name__ == "__main__":
    main()
