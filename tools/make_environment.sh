#!/bin/sh
# Make a virtual environment in $1 with the newest suitable Python on the PATH, or say what is missing.
set -eu
venv=$1

suitable() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

python=
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if suitable "$candidate"; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
    echo "Homeward needs Python 3.11, 3.12 or 3.13, and none of them is on the PATH." >&2
    echo "Install one (on Debian or Ubuntu: apt-get install python3 python3-venv), or name one: make setup PYTHON=/path/to/python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "Python $version is here, but not the part that makes environments (venv and ensurepip)." >&2
    echo "On Debian or Ubuntu: apt-get install python$version-venv. Then run make again." >&2
    exit 1
fi
echo "Making $venv with $("$python" --version). The first time takes a minute or two."
rm -rf "$venv"
"$python" -m venv "$venv"
