#!/usr/bin/env bash
# Creates the virtual environment in the folder given, with a Python that is new enough.
# PYTHON=/path/to/python3 chooses another one.
set -euo pipefail

folder=${1:?usage: make_venv.sh FOLDER}
python=${PYTHON:-python3}

fail() {
    echo "make_venv: $1" >&2
    exit 1
}

command -v "$python" >/dev/null || fail "$python was not found. Install Python 3.11 or newer."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) was found, 3.11 or newer is needed. Set PYTHON to another one."

# A folder left behind by an attempt that failed has no pip.
if [ -x "$folder/bin/python" ] && "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi

# Debian ships Python without ensurepip, in a package of its own: pip then installs itself.
if "$python" -c 'import ensurepip' 2>/dev/null; then
    "$python" -m venv --clear "$folder"
elif "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --clear --without-pip "$folder"
    "$python" -m pip --python "$folder/bin/python" install --quiet pip
else
    fail "this Python has neither ensurepip nor pip. On Debian: apt-get install python3-venv"
fi
