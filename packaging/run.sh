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

# A roadmap from sample data, in a folder where the user can write. The sample is made
# once; what was done to it since is on the next roadmap.
print_sample() {
    folder=$PWD/feedbackdesk-sample
    mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ] || folder=$(mktemp -d)
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

feedbackdesk() {
    "$VENV/bin/feedbackdesk" "$@"
}

prepare_environment
if has_screen; then
    prepare_system_libraries window
else
    prepare_system_libraries offscreen
fi

if [ $# -gt 0 ] || has_screen; then
    exec "$VENV/bin/feedbackdesk" "$@"
fi
echo "There is no screen here, so instead of opening the window this prints a roadmap from sample data."
print_sample
