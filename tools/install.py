"""Make the virtual environment and install the pinned packages into it, with one progress bar.

Needs nothing but Python's standard library. The pins are complete, so pip resolves nothing (`--no-deps`), which saves
minutes; `pip check` proves that they fit together.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

MINIMUM = (3, 11)
WIDTH = 30


def main(venv: Path) -> int:
    """Install into `venv`; 1 with pip's own words when something fails."""
    if sys.version_info < MINIMUM:
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"Archway needs Python {MINIMUM[0]}.{MINIMUM[1]} or newer; this is {found}. Try: make PYTHON=python3.12 run")
        return 1
    started = time.monotonic()
    pip = [str(venv / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    pins = [line for line in Path("constraints.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    if not (venv / "bin" / "python").exists():
        print(f"Creating {venv} …", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    steps = (
        (["install", "--no-deps", "-r", "constraints.txt"], len(pins)),
        (["install", "--no-deps", "--no-build-isolation", "-e", "."], 0),
        (["check"], 0),
    )
    for arguments, packages in steps:
        if not _run([*pip, *arguments], packages):
            return 1
    if subprocess.run([str(venv / "bin" / "python"), "-c", "import torch"], capture_output=True, check=False).returncode:
        print("This platform's torch needs further packages; installing them …", flush=True)
        if not _run([*pip, "install", "-c", "constraints.txt", "torch"], 0):
            return 1
    (venv / ".installed").touch()
    print(f"Installed {len(pins)} packages in {time.monotonic() - started:.0f} s.", flush=True)
    return 0


def _run(command: list[str], packages: int) -> bool:
    """Run pip, drawing a bar over its "Collecting" lines; print its output only when it fails."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines: list[str] = []
    seen = 0
    for line in process.stdout or ():
        lines.append(line)
        if packages and re.match(r"Collecting |Requirement already satisfied", line):
            seen += 1
            _draw(seen, packages, "collecting")
        elif packages and line.startswith("Installing collected"):
            _draw(packages, packages, "installing (about a minute)")
    if packages and sys.stdout.isatty():
        print()
    if process.wait() != 0:
        print("".join(lines[-25:]), file=sys.stderr)
        print(f"This failed: {' '.join(command)}", file=sys.stderr)
        return False
    return True


def _draw(done: int, total: int, word: str) -> None:
    filled = WIDTH * min(done, total) // total
    text = f"[{'#' * filled}{'.' * (WIDTH - filled)}] {min(done, total)}/{total} packages, {word}"
    if sys.stdout.isatty():
        print(f"\r{text:<80}", end="", flush=True)
    elif done == 1 or done == total or done % 40 == 0:
        print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".venv")))
