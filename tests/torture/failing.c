/* Stands before the C library, and lets a call that writes fail, or ends the process at it.

   Armed for the files below one folder: the call with the number `at` (from 0) fails with
   `error`, or the process is killed before it, or when half of it was written. Also moves the
   clock of the process. Loaded by LD_PRELOAD; see failing.py. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { NOTHING, FAIL, FAIL_ON, KILL, KILL_HALF_WAY };

static char below[4096];
static long at, seen, clock_moved;
static int what, error_given;

void torture_arm(const char *folder, long number, int kind, int error) {
    snprintf(below, sizeof below, "%s", folder);
    at = number, seen = 0, error_given = error, what = kind;
}

long torture_disarm(void) {
    below[0] = 0;
    return seen;
}

void torture_move_clock(long seconds) { clock_moved = seconds; }

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Whether the call has its turn to be tormented: on a file below the folder, or on its list. */
static int is_turn(const char *path) {
    size_t length = strlen(below);
    if (!length || strncmp(path, below, length) != 0) return 0;
    if (path[length] && path[length] != '/') return 0;
    long number = seen++;
    return number == at || (what == FAIL_ON && number > at);
}

static int fails(const char *path) {
    if (!is_turn(path)) return 0;
    if (what == KILL || what == KILL_HALF_WAY) die();
    if (what == NOTHING) return 0;
    errno = error_given;
    return 1;
}

static const char *path_of(int file) {
    static __thread char path[4096];
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    return path;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define WRITES(name, parameters, whole, half)                       \
    ssize_t name parameters {                                       \
        REAL(name);                                                 \
        if (below[0] && is_turn(path_of(file))) {                   \
            if (what == KILL_HALF_WAY) (void)!real half;            \
            if (what == KILL || what == KILL_HALF_WAY) die();       \
            if (what != NOTHING) return errno = error_given, -1;    \
        }                                                           \
        return real whole;                                          \
    }

WRITES(write, (int file, const void *bytes, size_t size), (file, bytes, size), (file, bytes, size / 2))
WRITES(pwrite, (int file, const void *bytes, size_t size, off_t to), (file, bytes, size, to),
       (file, bytes, size / 2, to))
WRITES(pwrite64, (int file, const void *bytes, size_t size, off64_t to), (file, bytes, size, to),
       (file, bytes, size / 2, to))

#define ON_FILE(name, parameters, arguments)                        \
    int name parameters {                                           \
        REAL(name);                                                 \
        if (below[0] && fails(path_of(file))) return -1;            \
        return real arguments;                                      \
    }

ON_FILE(ftruncate, (int file, off_t size), (file, size))
ON_FILE(ftruncate64, (int file, off64_t size), (file, size))
ON_FILE(fsync, (int file), (file))
ON_FILE(fdatasync, (int file), (file))

#define ON_PATH(name, parameters, path, arguments)                  \
    int name parameters {                                           \
        REAL(name);                                                 \
        if (below[0] && fails(path)) return -1;                     \
        return real arguments;                                      \
    }

ON_PATH(rename, (const char *from, const char *to), to, (from, to))
ON_PATH(renameat, (int one, const char *from, int other, const char *to), to, (one, from, other, to))
ON_PATH(link, (const char *from, const char *to), to, (from, to))
ON_PATH(linkat, (int one, const char *from, int other, const char *to, int flags), to,
        (one, from, other, to, flags))
ON_PATH(unlink, (const char *path), path, (path))
ON_PATH(unlinkat, (int one, const char *path, int flags), path, (one, path, flags))
ON_PATH(mkdir, (const char *path, mode_t mode), path, (path, mode))
ON_PATH(truncate, (const char *path, off_t size), path, (path, size))

#define OPENS(name, parameters, arguments)                          \
    int name parameters {                                           \
        REAL(name);                                                 \
        mode_t mode = 0;                                            \
        if (flags & O_CREAT) {                                      \
            va_list rest;                                           \
            va_start(rest, flags);                                  \
            mode = va_arg(rest, mode_t);                            \
            va_end(rest);                                           \
            if (below[0] && access(path, F_OK) != 0 && fails(path)) return -1; \
        }                                                           \
        return real arguments;                                      \
    }

OPENS(open, (const char *path, int flags, ...), (path, flags, mode))
OPENS(open64, (const char *path, int flags, ...), (path, flags, mode))
OPENS(openat, (int one, const char *path, int flags, ...), (one, path, flags, mode))
OPENS(openat64, (int one, const char *path, int flags, ...), (one, path, flags, mode))

int clock_gettime(clockid_t which, struct timespec *found) {
    REAL(clock_gettime);
    int answer = real(which, found);
    if (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE) found->tv_sec += clock_moved;
    return answer;
}

int gettimeofday(struct timeval *restrict found, void *restrict zone) {
    REAL(gettimeofday);
    int answer = real(found, zone);
    found->tv_sec += clock_moved;
    return answer;
}

time_t time(time_t *found) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (found) *found = now.tv_sec;
    return now.tv_sec;
}
