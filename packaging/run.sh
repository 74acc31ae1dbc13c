#!/bin/sh
# Starts FeedbackDesk from this checkout: sh packaging/run.sh [what feedbackdesk takes]
#
# The first start sets up a Python environment (packaging/environment.sh); later ones
# go straight to the program. Where there is no screen for the window, a start without
# further words prints a roadmap from sample data instead.

set -eu

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
# shellcheck source=packaging/environment.sh disable=SC1091
. "$ROOT/packaging/environment.sh"

has_screen() {
    [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]
}

# The folder of the sample: here, else among the user's own data, else a new one.
sample_folder() {
    for folder in "$PWD" "${XDG_DATA_HOME:-${HOME:+$HOME/.local/share}}"; do
        [ -n "$folder" ] || continue
        folder=$folder/feedbackdesk-sample
        if mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ]; then
            printf '%s\n' "$folder"
            return 0
        fi
    done
    mktemp -d
}

# A roadmap from sample data. The sample is made once; what was done to it since is on
# the next roadmap. It needs no library of the system.
print_sample() {
    folder=$(sample_folder)
    workspace=$folder/sample.feedbackdesk

    if [ ! -e "$workspace" ]; then
        trap 'rm -f "$workspace"*; exit 130' INT TERM
        feedbackdesk --workspace "$workspace" demo || {
            status=$?
            rm -f "$workspace"*
            return "$status"
        }
        trap - INT TERM
    fi
    feedbackdesk --workspace "$workspace" print "$folder/roadmap.pdf"
    echo "The printed roadmap: $folder/roadmap.pdf"
}

# Not "$VENV/bin/feedbackdesk": pip writes its first line for the shell, which would read
# a dollar or a quote in the checkout's name as its own.
feedbackdesk() {
    "$VENV/bin/python" -I -m feedbackdesk "$@"
}

prepare_environment
if has_screen; then
    prepare_system_libraries window
fi

if [ $# -gt 0 ] || has_screen; then
    exec "$VENV/bin/python" -I -m feedbackdesk "$@"
fi
echo "There is no screen here, so instead of opening the window this prints a roadmap from sample data."
print_sample
