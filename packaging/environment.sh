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

install_project() {
    if is_whole; then
        # Kept aside: should the update fail, the next start tries again from here.
        mv "$STAMP" "$STAMP.before"
    else
        rm -f "$STAMP" "$STAMP.before"
        make_environment
    fi

    say "Installing FeedbackDesk${extra:+ and its test tools} in $VENV (100 MB the first time) ..."
    # Relative paths: pip splits PIP_CONSTRAINT at spaces. It is this variable, or in
    # later versions of pip the other, that pins the tools which build the project too.
    if ! (
        cd "$ROOT" &&
            PIP_CONSTRAINT=packaging/constraints.txt \
                PIP_BUILD_CONSTRAINT=packaging/constraints.txt PIP_USER=0 \
                "$VENV/bin/python" -I -m pip --no-input --disable-pip-version-check \
                install --editable ".${extra:+[$extra]}"
    ) </dev/null >>"$LOG" 2>&1; then
        tail -n 20 "$LOG" >&2
        if [ -f "$STAMP.before" ]; then
            mv "$STAMP.before" "$STAMP"
        fi
        give_up "FeedbackDesk could not be installed; the lines above say why, and $LOG says more."
    fi

    rm -f "$STAMP.before"
    printf '%s\n' "$ROOT in $VENV" "$(python_tag "$VENV/bin/python")" "$requirements" \
        "${extra:-plain}" >"$STAMP.new"
    mv "$STAMP.new" "$STAMP"
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
        give_up "This Python lacks the parts that make virtual environments." \
            "On Debian and Ubuntu they are in the package $(versioned_python)-venv."
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

make_environment_with_other_pip() {
    "$python" -I -m venv --without-pip "$1" &&
        "$python" -I -m pip --python "$1/bin/python" --no-input install pip
}

versioned_python() {
    "$python" -I -S -c 'import sys; print("python%d.%d" % sys.version_info[:2])'
}

# --- System libraries -----------------------------------------------------------

# prepare_system_libraries offscreen|window|tests: installs what is missing where that
# is possible without asking, else says what to install. Never fatal.
prepare_system_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    missing=$(missing_parts "$1")
    [ -n "$missing" ] || return 0

    # shellcheck disable=SC2046 # one word a package
    if apt_refresh && apt_install $(packages_for "$1" debian); then
        missing=$(missing_parts "$1")
        [ -n "$missing" ] || return 0
    fi
    say "Missing on this system: $missing. The packages that hold what is needed:"
    say "  Debian, Ubuntu: $(packages_for "$1" debian)"
    say "  Fedora: $(packages_for "$1" fedora)"
    say "  Arch: $(packages_for "$1" arch)"
}

# What is missing for the purpose, as one line: the loader names the first library
# each part of Qt cannot find.
missing_parts() {
    plugins=platforms/libqoffscreen.so
    tools=
    case $1 in
        window) plugins="$plugins platforms/libqxcb.so" ;;
        tests)
            plugins="$plugins platforms/libqxcb.so"
            tools="Xvfb xauth xdotool pdftotext"
            ;;
    esac
    "$VENV/bin/python" -I -S -c '
import ctypes, glob, shutil, sys

venv, plugins, tools = sys.argv[1:]
missing = [tool for tool in tools.split() if not shutil.which(tool)]
for qt in glob.glob(glob.escape(venv) + "/lib/python3*/site-packages/PySide6/Qt"):
    libraries = [f"{qt}/lib/libQt6{name}.so.6" for name in ("Widgets", "PrintSupport", "Network")]
    for library in libraries + [f"{qt}/plugins/{plugin}" for plugin in plugins.split()]:
        try:
            ctypes.CDLL(library)
        except OSError as error:
            missing.append(str(error).partition(":")[0])
print(", ".join(dict.fromkeys(missing)))
' "$VENV" "$plugins" "$tools" || echo "what Qt needs to load"
}

# packages_for PURPOSE SYSTEM: what holds the libraries and tools, by their names there.
packages_for() {
    case $2 in
        debian)
            qt="libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libgssapi-krb5-2"
            qt="$qt $(debian_glib)"
            window="libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0"
            window="$window libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
            window="$window libx11-xcb1"
            tests="xvfb xauth xdotool poppler-utils"
            ;;
        fedora)
            qt="libglvnd-glx libglvnd-egl libxkbcommon dbus-libs fontconfig glib2 krb5-libs"
            window="xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms"
            window="$window xcb-util-renderutil libxcb libxkbcommon-x11 libX11-xcb"
            tests="xorg-x11-server-Xvfb xorg-x11-xauth xdotool poppler-utils"
            ;;
        arch)
            qt="libglvnd libxkbcommon dbus fontconfig glib2 krb5"
            window="xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms"
            window="$window xcb-util-renderutil libxcb libxkbcommon-x11 libx11"
            tests="xorg-server-xvfb xorg-xauth xdotool poppler"
            ;;
    esac
    case $1 in
        offscreen) echo "$qt" ;;
        window) echo "$qt $window" ;;
        tests) echo "$qt $window $tests" ;;
    esac
}

# Debian 13 and Ubuntu 24.04 renamed glib's package when time became 64 bits wide.
debian_glib() {
    if apt-cache show libglib2.0-0t64 >/dev/null 2>&1; then
        echo libglib2.0-0t64
    else
        echo libglib2.0-0
    fi
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
