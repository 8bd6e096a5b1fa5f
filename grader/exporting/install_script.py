"""The shell script that installs grader from the files of a kit."""

import shlex

from .course_kit import CourseKit

LINES = """#!/usr/bin/env bash
# Installs Python, PyTorch and grader. PyTorch's build for CPUs is much smaller than the usual one: to get it, name the
# package index that pytorch.org gives for it in PIP_EXTRA_INDEX_URL, here:
# export PIP_EXTRA_INDEX_URL=
set -euo pipefail
cd "${{KIT:-{kit}}}"
venv="${{VENV:-/opt/grader}}"  # where every user may read, for isolation L2
python=""
for name in python3.13 python3.12 python3.11; do
    if [ -z "$python" ] && "$name" -c "import ensurepip" 2>/dev/null; then python="$name"; fi
done
if [ -z "$python" ]; then
    apt-get update
    for name in python3.13 python3.12 python3.11; do
        if [ -z "$python" ] && apt-get install -y "$name" "$name-venv"; then python="$name"; fi
    done
fi
"$python" -m venv "$venv"
"$venv/bin/python" -m pip install -c constraints.txt {packages}
"$venv/bin/grader" doctor || true  # says how well submissions are isolated on the machine that builds this
"""


def install_script(kit: CourseKit, place: str) -> str:
    """Returns the script, for a folder with the files of the kit."""
    packages = " ".join(shlex.quote(each) for each in (f"./{kit.wheel}", *kit.requirements))
    return LINES.format(kit=place, packages=packages)
