#!/bin/sh
# Read the examples into a workspace of their own, show what came of it and open it to a browser; `make demo` runs this.
# With SERVE=no it ends once it has shown, as scripts want it.
set -eu
cd "$(dirname "$0")/.."
homeward=${BIN:-.venv/bin}/homeward
HOMEWARD_WORKSPACE=${HOMEWARD_WORKSPACE:-$PWD/build/demo}
export HOMEWARD_WORKSPACE

say() { printf '\n$ homeward %s\n\n' "$*"; }

say read examples/reports
"$homeward" read examples/reports
say cases
"$homeward" cases
say case '"Viktor Bout"' --as-of 2012-06-30
"$homeward" case "Viktor Bout" --as-of 2012-06-30
cat <<END

Type next (the examples lie in $HOMEWARD_WORKSPACE):

  export HOMEWARD_WORKSPACE="$HOMEWARD_WORKSPACE" PATH="$(cd "$(dirname "$homeward")" && pwd):\$PATH"
  homeward case "Brittney Griner"        one case file as of today
  homeward routes "Viktor Bout" --on 2012-09-01   the legal ways home on a day, and what each still needs
  homeward statements --by Lavrov        what one speaker said
  homeward search exchange Ankara        every report that holds both words
  homeward read YOUR-REPORTS/            read your own, with HOMEWARD_WORKSPACE set to another folder
  homeward --help                        everything else
END
[ "${SERVE:-yes}" = no ] && exit

# the first port from 8000 on that nobody serves on
python=${BIN:-.venv/bin}/python
port=8000
is_served() { "$python" -c "import socket; socket.create_connection(('127.0.0.1', $port), 1)" 2>/dev/null; }
while is_served; do port=$((port + 1)); done
id=$("$homeward" case "Viktor Bout" --json | "$python" -c 'import json, sys; print(json.load(sys.stdin)["person"]["id"])')
case=http://127.0.0.1:$port/cases/$id/
say serve --port $port
cat <<END
A finished case, in a browser:  $case
All of them:                    http://127.0.0.1:$port/cases/

END
# it opens by itself where there is a screen
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    { until is_served; do sleep 0.2; done; "$python" -m webbrowser "$case" >/dev/null 2>&1; } &
fi
exec "$homeward" serve --port $port
