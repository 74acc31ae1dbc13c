#!/bin/sh
# Checks and tests this checkout: sh packaging/test.sh [what pytest takes]
#
# Stops at the first part that fails. The tests run without a screen and with a home
# folder of their own, so that they meet nobody's files and settings.

set -eu

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
# shellcheck source=packaging/environment.sh disable=SC1091
. "$ROOT/packaging/environment.sh"

MEMORY_KB=3000000 # several times what the tests hold at once: what passed is deleted

# check COMMAND...: one line with the time it took; what it printed only if it failed.
check() {
    printf '%s ... ' "$*"
    begun=$(date +%s)
    status=0
    "$@" >"$scratch/output" 2>&1 || status=$?
    seconds=$(($(date +%s) - begun))
    if [ "$status" -ne 0 ]; then
        echo "failed ($seconds s)"
        cat "$scratch/output"
        exit "$status"
    fi
    echo "fine ($seconds s)"
}

prepare_environment dev
prepare_system_libraries tests
missing=$(missing_libraries tests)
[ -z "$missing" ] || give_up "The tests need what is missing on this system: $missing. This installs it:
$(about_libraries line tests)"

# Most of what tests wait for is a disk: what they write lies in memory, where that has room.
place=${TMPDIR:-/tmp}
room=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && [ "${room:-0}" -gt "$MEMORY_KB" ]; then
    place=/dev/shm
fi
scratch=$(mktemp -d "$place/feedbackdesk-tests.XXXXXX")
# Of what was meant not to be written, too.
trap 'chmod -R u+rwX "$scratch" || :; rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

export HOME="$scratch/home"
export XDG_CONFIG_HOME="$HOME/.config" XDG_DATA_HOME="$HOME/.local/share"
export XDG_STATE_HOME="$HOME/.local/state" XDG_CACHE_HOME="$HOME/.cache"
export XDG_RUNTIME_DIR="$scratch/runtime" TMPDIR="$scratch/tmp"
mkdir -p "$TMPDIR" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" "$XDG_CACHE_HOME"
mkdir -m 700 "$XDG_RUNTIME_DIR"

export PATH="$VENV/bin:$PATH" QT_QPA_PLATFORM=offscreen
unset FEEDBACKDESK_WORKSPACE PYTHONPATH PYTHONHOME
unset PYTHONDONTWRITEBYTECODE # else each of the many processes compiles everything anew
unset QT_SCALE_FACTOR QT_FONT_DPI QT_STYLE_OVERRIDE QT_QPA_PLATFORMTHEME

cd "$ROOT"
# By Python, not by the commands in bin: see packaging/run.sh.
python() {
    "$VENV/bin/python" "$@"
}

check python -m ruff check .
check python -m ruff format --check .
check python -m mypy
check python -c 'from importlinter.cli import lint_imports_command as check; check()'

# Half as many again as there are cores: while one test waits, another one has its core.
workers=$(python -c 'import os; print((len(os.sched_getaffinity(0)) * 3 + 1) // 2)' 2>/dev/null) ||
    workers=auto
status=0
# Each of them in an order of its own.
python -m pytest -n "$workers" --dist worksteal "$@" || status=$?
exit "$status"
