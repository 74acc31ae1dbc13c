# shellcheck shell=sh
# Sets up what FeedbackDesk needs to run: a Python environment, and the system
# libraries Qt loads. packaging/run.sh and packaging/test.sh source this file with
# ROOT set to the checkout; it is not meant to be run by itself.
#
# The environment is <checkout>/.venv unless FEEDBACKDESK_VENV names another folder.
# What it holds is noted in a stamp file inside it, so that a second start finds
# everything in place and does nothing. All messages go to standard error.

VENV=${FEEDBACKDESK_VENV:-$ROOT/.venv}
case $VENV in
    /*) ;;
    *) VENV=$PWD/$VENV ;;
esac

MARK=$VENV/feedbackdesk.made # this folder was made here, so it may be remade here
STAMP=$VENV/feedbackdesk.installed # what is installed; absent while work is going on
LOG=$VENV/setup.log

say() {
    printf '%s\n' "$*" >&2
}

give_up() {
    say "$@"
    exit 1
}

# --- The Python environment ---------------------------------------------------

# prepare_environment [dev]: after it, "$VENV/bin/feedbackdesk" runs; with dev, the
# tools for checks and tests are there too.
prepare_environment() {
    extra=${1:-}
    requirements=$(cat "$ROOT/pyproject.toml" "$ROOT/packaging/constraints.txt" | cksum)
    if is_ready; then
        return 0
    fi

    python=$(find_python) ||
        give_up "FeedbackDesk needs Python 3.11 or later, and none was found on the PATH."
    case $VENV in
        *:*) give_up "A Python environment cannot be in a folder whose name holds a colon ($VENV)." \
            "FEEDBACKDESK_VENV can name another one." ;;
    esac
    mkdir -p "$VENV" 2>/dev/null && [ -w "$VENV" ] ||
        give_up "$VENV cannot be written. FEEDBACKDESK_VENV can name another folder."

    # One at a time: the lock is on the folder, and ends with the processes that hold it.
    exec 9<"$VENV"
    take_turn
    if ! is_ready; then
        install_project
    fi
    exec 9<&-
}

# Whether the stamp tells of this checkout, this Python and these requirements.
is_ready() {
    is_whole && [ "$installed_requirements" = "$requirements" ] &&
        { [ "$installed_extra" = dev ] || [ -z "$extra" ]; }
}

# Whether the environment was finished once, and neither it, the checkout nor Python
# has moved since.
is_whole() {
    [ -f "$STAMP" ] || return 1
    {
        read -r installed_place
        read -r installed_python
        read -r installed_requirements
        read -r installed_extra
    } <"$STAMP" || return 1
    [ "$installed_place" = "$ROOT in $VENV" ] &&
        [ "$installed_python" = "$(python_tag "$VENV/bin/python")" ]
}

python_tag() {
    "$1" -I -S -c 'import sys; print(sys.implementation.cache_tag)' 2>/dev/null
}

find_python() {
    for candidate in python3.11 python3.12 python3.13 python3.14 python3 python; do
        if "$candidate" -I -S -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

take_turn() {
    "$python" -I -S -c '
import fcntl, sys
try:
    fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("Another start is setting up the Python environment; waiting for it.", file=sys.stderr)
    fcntl.flock(9, fcntl.LOCK_EX)
' 9<&9
}

# Megabytes that the environment takes, and that pip unpacks beside it for a while.
NEEDED=700
NEEDED_BY_TESTS=900

need_room() {
    needed=$NEEDED
    [ -z "$extra" ] || needed=$NEEDED_BY_TESTS
    free=$(df -Pk "$VENV" 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }')
    [ -z "$free" ] || [ "$free" -ge "$needed" ] ||
        give_up "FeedbackDesk needs about $needed MB on the disk, and $VENV has $free MB left." \
            "FEEDBACKDESK_VENV can name a folder with more room."
}

install_project() {
    is_whole || need_room
    if is_whole; then
        # Kept aside: should the update fail, the next start tries again from here.
        mv "$STAMP" "$STAMP.before"
    else
        rm -f "$STAMP" "$STAMP.before"
        make_environment
    fi

    say "Installing FeedbackDesk${extra:+ and its test tools} in $VENV (150 MB to fetch the first time) ..."
    # Relative paths: pip splits PIP_CONSTRAINT at spaces. It is this variable, or in
    # later versions of pip the other, that pins the tools which build the project too.
    if ! (
        cd "$ROOT" &&
            PIP_CONSTRAINT=packaging/constraints.txt \
                PIP_BUILD_CONSTRAINT=packaging/constraints.txt PIP_USER=0 \
                "$VENV/bin/python" -I -m pip --no-input --disable-pip-version-check \
                --retries 2 install --editable ".${extra:+[$extra]}"
    ) </dev/null >>"$LOG" 2>&1; then
        if [ -f "$STAMP.before" ]; then
            mv "$STAMP.before" "$STAMP"
        fi
        say_why_not_installed
    fi

    rm -f "$STAMP.before"
    printf '%s\n' "$ROOT in $VENV" "$(python_tag "$VENV/bin/python")" "$requirements" \
        "${extra:-plain}" >"$STAMP.new"
    mv "$STAMP.new" "$STAMP"
}

# Ends with one sentence for what is not about FeedbackDesk, else with what pip said last.
say_why_not_installed() {
    last=$(tail -n 200 "$LOG")
    case $last in
        *"No space left on device"*)
            give_up "The disk is full: FeedbackDesk was not installed. FEEDBACKDESK_VENV can name" \
                "a folder with more room, and TMPDIR one to unpack in." ;;
        *NewConnectionError* | *NameResolutionError* | *"name resolution"* | *ConnectTimeoutError* | \
            *"Network is unreachable"* | *ProxyError* | *ReadTimeoutError*)
            give_up "The Python package index could not be reached: is this machine on the network?" \
                "The first start needs it, later ones do not." ;;
    esac
    tail -n 20 "$LOG" >&2
    give_up "FeedbackDesk could not be installed; the lines above say why, and $LOG says more."
}

# A virtual environment with pip in "$VENV", which exists and may hold a half-made one.
make_environment() {
    if [ ! -f "$MARK" ]; then
        if [ -f "$VENV/pyvenv.cfg" ]; then
            use_given_environment
            return 0
        fi
        [ -z "$(ls -A "$VENV")" ] ||
            give_up "$VENV holds something else. FEEDBACKDESK_VENV can name another folder."
        : >"$MARK"
    fi

    for part in bin include lib lib64 share pyvenv.cfg; do
        rm -rf "${VENV:?}/$part"
    done
    : >"$LOG"
    say "Making a Python environment in $VENV ..."
    if has_ensurepip || install_ensurepip; then
        set -- "$python" -I -m venv
    elif "$python" -I -m pip --version >/dev/null 2>&1; then
        set -- make_environment_with_other_pip
    else
        give_up "This Python lacks the parts that make virtual environments.$(how_to_get_venv)"
    fi
    "$@" "$VENV" </dev/null >>"$LOG" 2>&1 || {
        tail -n 20 "$LOG" >&2
        give_up "A Python environment could not be made in $VENV."
    }
}

# An environment somebody made by hand is used as it is, and never cleared.
use_given_environment() {
    "$VENV/bin/python" -I -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        give_up "$VENV was not made here and cannot be used: it needs Python 3.11 or later and pip." \
            "Move it away, or name another folder in FEEDBACKDESK_VENV."
}

has_ensurepip() {
    "$python" -I -c 'import ensurepip, venv' 2>/dev/null
}

install_ensurepip() {
    apt_refresh && apt_install "$(versioned_python)-venv" && has_ensurepip
}

# The line for Debian and its kin; elsewhere Python comes with them.
how_to_get_venv() {
    command -v apt-get >/dev/null || return 0
    printf ' This installs them:\n%sapt-get install %s-venv' "$(sudo_word)" "$(versioned_python)"
}

sudo_word() {
    [ "$(id -u)" -eq 0 ] || printf 'sudo '
}

make_environment_with_other_pip() {
    "$python" -I -m venv --without-pip "$1" &&
        "$python" -I -m pip --python "$1/bin/python" --no-input install pip
}

versioned_python() {
    "$python" -I -S -c 'import sys; print("python%d.%d" % sys.version_info[:2])'
}

# --- System libraries -----------------------------------------------------------

# prepare_system_libraries window|tests: installs what is missing where that
# is possible without asking. What stays missing, the program itself names.
prepare_system_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    [ -n "$(missing_libraries "$1")" ] || return 0
    command -v apt-get >/dev/null || return 0
    # shellcheck disable=SC2046 # one word a package
    apt_refresh && apt_install $(about_libraries packages "$1") || :
}

missing_libraries() {
    about_libraries missing "$1"
}

about_libraries() {
    "$VENV/bin/python" -I -m feedbackdesk.libraries "$@"
}

# apt_refresh: fails where there is no apt, or no right to use it unasked.
apt_refresh() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        return 1
    fi
    say "Reading the system's package lists ..."
    # A failure need not matter: the lists at hand may do.
    $as_root apt-get -q update </dev/null >>"$LOG" 2>&1 || :
}

# apt_install PACKAGE...: after apt_refresh.
apt_install() {
    say "Installing system packages: $* ..."
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 \
        install -y --no-install-recommends "$@" </dev/null >>"$LOG" 2>&1 || {
        say "The system's package manager could not install them; $LOG says why."
        return 1
    }
}
