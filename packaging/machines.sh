#!/bin/sh
# Tries the two commands on machines with nothing on them: sh packaging/machines.sh FOLDER [CASE...]
#
# Each machine is a bare Debian made by debootstrap in FOLDER, with Python and nothing else,
# and each case has a fresh copy of it (an overlay). Prints a table: machine, case, what is
# expected, what came, seconds, and the last line that was said; everything is kept in
# FOLDER/CASE.log. Needs root, debootstrap, unshare, Xvfb, xdotool and a network; takes half an hour, so
# continuous integration does not run it. SYSTEMS="bookworm trixie" chooses the systems.

set -eu

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
[ $# -gt 0 ] && [ "$(id -u)" -eq 0 ] || {
    echo "As root: sh packaging/machines.sh FOLDER [CASE...]" >&2
    exit 2
}
mkdir -p "$1"
FOLDER=$(CDPATH='' cd -- "$1" && pwd -P)
shift
WANTED=${*:-}
SYSTEMS=${SYSTEMS:-bookworm trixie}
DISPLAY_NUMBER=${DISPLAY_NUMBER:-87}
PLACE=/srv/feedbackdesk
FAILED=0

# --- Machines -----------------------------------------------------------------

# The mirror is the one that this machine's own package lists come from.
mirror() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
        awk '/^URIs:/ { print $2; exit } /^deb / { for (i = 2; i <= NF; i++) if ($i ~ /^http/) { print $i; exit } }'
}

make_bases() {
    for system in $SYSTEMS; do
        base=$FOLDER/$system.base
        [ -e "$base/made" ] && continue
        rm -rf "$base"
        echo "Making $system ..." >&2
        debootstrap --variant=minbase --include=python3,ca-certificates,sudo \
            "$system" "$base" "$(mirror)" >"$FOLDER/$system.log" 2>&1
        cp /etc/ssl/certs/ca-certificates.crt "$base/etc/ssl/certs/"
        chroot "$base" useradd --create-home --shell /bin/sh ann
        chroot "$base" useradd --create-home --shell /bin/sh bo
        echo 'bo ALL=(ALL) NOPASSWD: ALL' >"$base/etc/sudoers.d/bo"
        touch "$base/made"
    done
}

# start_machine [LOWER...]: an overlay over the system, at $MACHINE.
start_machine() {
    MACHINE=$FOLDER/machine
    rm -rf "$FOLDER/upper" "$FOLDER/work"
    mkdir -p "$FOLDER/upper" "$FOLDER/work" "$MACHINE"
    lower=$FOLDER/$system.base
    for one in "$@"; do
        lower=$FOLDER/$one:$lower
    done
    mount -t overlay overlay -o "lowerdir=$lower,upperdir=$FOLDER/upper,workdir=$FOLDER/work" "$MACHINE"
    mount -t proc proc "$MACHINE/proc"
    mount --bind /dev "$MACHINE/dev"
    mkdir -p "$MACHINE/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$MACHINE/tmp/.X11-unix"
    cp /etc/resolv.conf /etc/hosts "$MACHINE/etc/"
}

stop_machine() {
    for one in tmp/.X11-unix small dev proc; do
        umount "$MACHINE/$one" 2>/dev/null || :
    done
    umount "$MACHINE"
}

# keep_machine NAME: what was done so far becomes a layer that other cases start from.
keep_machine() {
    stop_machine
    rm -rf "${FOLDER:?}/$1"
    mv "$FOLDER/upper" "$FOLDER/$1"
}

# checkout PLACE: the files of this checkout, committed or not, owned by who uses them.
checkout() {
    mkdir -p "$MACHINE$1"
    (cd "$ROOT" && git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf -) |
        tar -C "$MACHINE$1" -xf -
    chroot "$MACHINE" chown -R "$who:" "$1"
}

# on COMMAND: runs it there as $who, with nothing left over in the environment.
on() {
    # shellcheck disable=SC2086 # words of an environment
    ${apart:-} chroot "$MACHINE" setpriv --reuid "$who" --regid "$who" --init-groups \
        env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$(home)" PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
        ${extra:-} sh -c "$1"
}

home() {
    if [ "$who" = root ]; then echo /root; else echo "/home/$who"; fi
}

as_root() {
    chroot "$MACHINE" env DEBIAN_FRONTEND=noninteractive sh -c "$1" >>"$FOLDER/setup.log" 2>&1
}

install() {
    as_root "apt-get update && apt-get install -y --no-install-recommends $*"
}

# --- Cases ----------------------------------------------------------------------

# try CASE EXPECTED COMMAND: expected is a status, a colon, and a pattern of what is said.
try() {
    log=$FOLDER/$system-$1.log
    begun=$(date +%s)
    status=0
    on "$3" >"$log" 2>&1 || status=$?
    seconds=$(($(date +%s) - begun))
    outcome=fine
    [ "$status" = "${2%%:*}" ] && grep -q -e "${2#*:}" "$log" &&
        ! grep -q -e Traceback -e 'a defect of' "$log" || {
        outcome=WRONG
        FAILED=1
    }
    said=$(grep -v '^$' "$log" | tail -n 1 | cut -c 1-110)
    printf '%-9s %-22s %-6s status %-3s %4s s  %s\n' "$system" "$1" "$outcome" "$status" "$seconds" "$said"
}

# Waits until a window of FeedbackDesk is on the screen, says so, and closes it.
watch_for_window() {
    tries=0
    while [ "$tries" -lt 600 ]; do
        window=$(DISPLAY=:$DISPLAY_NUMBER xdotool search --onlyvisible --name FeedbackDesk 2>/dev/null | head -n 1)
        if [ -n "$window" ]; then
            sleep 2
            echo 'the window is open' >>"$FOLDER/$system-root-window.log"
            DISPLAY=:$DISPLAY_NUMBER xdotool windowfocus "$window" key ctrl+q
            return 0
        fi
        tries=$((tries + 1))
        sleep 1
    done
}

wanted() {
    [ -z "$WANTED" ] && return 0
    case " $WANTED " in *" $1 "*) return 0 ;; esac
    return 1
}

RUN="cd $PLACE && sh packaging/run.sh"
HAS_PDF='The printed roadmap: .*roadmap.pdf'
SCREEN="DISPLAY=:$DISPLAY_NUMBER"

case_root() {
    who=root
    start_machine
    checkout $PLACE
    try root "0:$HAS_PDF" "$RUN"
    watch_for_window &
    extra=$SCREEN try root-window '0:the window is open' "cd $PLACE && sh packaging/run.sh"
    stop_machine
}

case_sudo() {
    who=bo
    start_machine
    checkout $PLACE
    try sudo "0:$HAS_PDF" "$RUN"
    stop_machine
}

# Who may install nothing, and whose Python cannot make environments.
case_bare() {
    who=ann
    start_machine
    checkout $PLACE
    try bare '1:apt-get install .*-venv' "$RUN"
    stop_machine
}

case_user() {
    who=ann
    start_machine
    install python3-venv
    checkout $PLACE
    try user "0:$HAS_PDF" "$RUN"
    extra=$SCREEN try user-window '1:apt-get install .*libxcb-cursor0' "$RUN"
    extra=$SCREEN try user-module '1:apt-get install .*libxcb-cursor0' "cd $PLACE && .venv/bin/python -m feedbackdesk"
    try user-pdf '0:Printed' "cd $PLACE && .venv/bin/feedbackdesk --workspace /tmp/x.feedbackdesk demo && .venv/bin/feedbackdesk --workspace /tmp/x.feedbackdesk print /tmp/x.pdf"
    apart='unshare -n' try second-offline "0:$HAS_PDF" "$RUN"
    extra=LANG=de_DE.UTF-8 try locale "0:$HAS_PDF" "$RUN"
    extra=HOME= try home-empty "0:$HAS_PDF" "$RUN"
    extra=HOME=/nowhere try home-missing "0:$HAS_PDF" "$RUN"
    as_root "mkdir /shut && chmod 555 /shut"
    try folder-read-only "0:/home/ann/.local/share/feedbackdesk-sample" "cd /shut && sh $PLACE/packaging/run.sh"
    as_root "mv $PLACE /srv/moved"
    try moved "0:$HAS_PDF" "cd /srv/moved && sh packaging/run.sh"
    as_root "rm /srv/moved/.venv/feedbackdesk.installed && rm -r /srv/moved/.venv/lib"
    try half-made "0:$HAS_PDF" "cd /srv/moved && sh packaging/run.sh"
    as_root "chown -R bo: /srv/moved && chmod -R go-w /srv/moved"
    try of-another-user "0:$HAS_PDF" "cd /home/ann && sh /srv/moved/packaging/run.sh"
    stop_machine
}

# All but one library of a window.
case_cursor() {
    who=ann
    start_machine
    # shellcheck disable=SC2046 # a word a package
    install python3-venv $(packages window)
    as_root 'dpkg --purge --force-depends libxcb-cursor0'
    checkout $PLACE
    extra=$SCREEN try cursor '1:libxcb-cursor.so.0 is missing.' "$RUN"
    try pdf-by-user "0:$HAS_PDF" "$RUN"
    stop_machine
}

case_offline() {
    who=ann
    start_machine
    install python3-venv
    checkout $PLACE
    apart='unshare -n' try first-offline '1:on the network' "$RUN"
    stop_machine
}

case_path() {
    who=ann
    start_machine
    install python3-venv
    # Names that a shell, a template or a codec could trip over.
    PLACE_ODD="/srv/Łódź 東京 \$HOME \`id\` \"q\" 'r' 100% & ; *"
    checkout "$PLACE_ODD"
    as_root 'ln -s "$(ls -d /srv/*100*)" /odd'
    try path "0:$HAS_PDF" 'cd -P /odd && sh packaging/run.sh'
    stop_machine
}

case_small() {
    who=ann
    start_machine
    install python3-venv
    checkout $PLACE
    mkdir -p "$MACHINE/small"
    mount -t tmpfs -o size=200m,mode=777 small "$MACHINE/small"
    extra=FEEDBACKDESK_VENV=/small/venv try small '1:MB left' "$RUN"
    stop_machine
}

case_pip() {
    who=ann
    start_machine
    install python3-venv
    checkout $PLACE
    try pip "0:FeedbackDesk " "cd $PLACE && python3 -m venv ~/fd && ~/fd/bin/pip install -q . && ~/fd/bin/feedbackdesk --version"
    extra=$SCREEN try pip-window '1:apt-get install .*libxcb-cursor0' '~/fd/bin/feedbackdesk'
    try pip-add '0:Recorded' '~/fd/bin/feedbackdesk add "More oat milk"'
    stop_machine
}

# The second command, whole. Half an hour by itself, so only when it is asked for.
case_tests() {
    who=root
    start_machine
    checkout $PLACE
    try tests '0: passed' "cd $PLACE && sh packaging/test.sh"
    stop_machine
}

packages() {
    python3 - "$1" <<'PYTHON'
import runpy, sys
names = runpy.run_path("feedbackdesk/libraries.py")
print(" ".join(names["packages"](names["Purpose"](sys.argv[1]), "debian")))
PYTHON
}

cd "$ROOT"
make_bases
: >"$FOLDER/setup.log"
mkdir -p /tmp/.X11-unix
Xvfb ":$DISPLAY_NUMBER" -screen 0 1366x768x24 >/dev/null 2>&1 &
screen=$!
trap 'stop_machine 2>/dev/null || :; kill "$screen"' EXIT
for system in $SYSTEMS; do
    for name in root sudo bare user cursor offline path small pip; do
        ! wanted "$name" || "case_$name"
    done
    case " $WANTED " in *" tests "*) case_tests ;; esac
done
exit "$FAILED"
