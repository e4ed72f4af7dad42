#define _GNU_SOURCE
#include "linux_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/// More than a machine has processes at once (/proc/sys/kernel/pid_max on 64 bits); untouched pages cost nothing.
#define MOST_GROUPS (1 << 22)

static void signal_all(const int32_t *groups, size_t count, int number) {
    for (size_t index = 0; index < count; index++) kill(-groups[index], number);
}

static int any_left(const int32_t *groups, size_t count) {
    for (size_t index = 0; index < count; index++) {
        if (kill(-groups[index], 0) == 0) return 1;
    }
    return 0;
}

static void end_all(const int32_t *groups, size_t count, int patience) {
    signal_all(groups, count, SIGTERM);
    // One that is stopped takes no signal before it goes on.
    signal_all(groups, count, SIGCONT);
    const struct timespec moment = {.tv_nsec = 20 * 1000 * 1000};
    for (int waited = 0; waited < patience && any_left(groups, count); waited += 20) nanosleep(&moment, NULL);
    signal_all(groups, count, SIGKILL);
}

/// Reads which groups come and go until nobody can write any more.
static void watch(int descriptor, int patience) {
    int32_t *groups = mmap(
        NULL, MOST_GROUPS * sizeof *groups, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (groups == MAP_FAILED) return;
    size_t count = 0;
    int32_t message;
    for (;;) {
        ssize_t got = recv(descriptor, &message, sizeof message, MSG_WAITALL);
        if (got < 0 && errno == EINTR) continue;
        if (got != sizeof message) break;
        if (message > 0) {
            if (count < MOST_GROUPS) groups[count++] = message;
            continue;
        }
        for (size_t index = 0; index < count; index++) {
            if (groups[index] == -message) {
                groups[index] = groups[--count];
                break;
            }
        }
    }
    end_all(groups, count, patience);
}

int linux_warden_start(int patience) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) return -1;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    pid_t child = fork();
    if (child == 0) {
        // Neither the terminal's signals nor those to our group are for it; it holds nothing of ours open.
        setsid();
        prctl(PR_SET_NAME, "vmoodle-warden");
        if (ends[1] != 0) dup2(ends[1], 0);
        syscall(SYS_close_range, 1u, ~0u, 0);
        if (chdir("/") < 0) {}
        watch(0, patience);
        _exit(0);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return -1;
    }
    return ends[0];
}

void linux_warden_dismiss(int warden, pid_t group) {
    int32_t message = -group;
    send(warden, &message, sizeof message, MSG_NOSIGNAL);
}
