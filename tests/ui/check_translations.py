"""Every text of the window's sources stands translated in translations/: lupdate finds nothing new, nothing unfinished.

check_translations.py LUPDATE SOURCE_DIR
"""
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def messages(path):
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment"))
            found[key] = message.find("translation")
    return found


def update(lupdate, root, ts, options):
    subprocess.run([lupdate, "-silent", "-I", str(root), str(root / "ui"), str(root / "app" / "gui"), "-no-obsolete",
                    "-locations", "none", *options, "-ts", str(ts)], check=True, capture_output=True)


def main():
    lupdate, root = sys.argv[1], Path(sys.argv[2])
    faults = []
    for name, options in (("echelle_fr.ts", []), ("echelle_en.ts", ["-pluralonly"])):
        kept = messages(root / "translations" / name)
        with tempfile.TemporaryDirectory() as folder:
            fresh_path = Path(folder) / name
            language = ElementTree.parse(root / "translations" / name).getroot().get("language")
            fresh_path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
                                  f'<TS version="2.1" language="{language}"></TS>\n', encoding="utf-8")
            update(lupdate, root, fresh_path, options)
            fresh = messages(fresh_path)
        if len(fresh) < 5:
            faults.append(f"{name}: lupdate found only {len(fresh)} texts; does it read the sources?")
        faults += [f"{name}: not translated: {key}" for key in fresh if key not in kept]
        faults += [f"{name}: no longer in the sources: {key}" for key in kept if key not in fresh]
        faults += [f"{name}: {translation.get('type')}: {key}" for key, translation in kept.items()
                   if translation.get("type") or not "".join(translation.itertext()).strip()]
    print("\n".join(faults) or "all texts are translated")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
