#define _GNU_SOURCE
#include "linux_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC 4
#endif

/// Descriptors 0 to 2 may be what others of the three are to become.
static int place_descriptors(const struct linux_program *program) {
    const int wanted[3] = {program->input, program->output, program->errors};
    int kept[3];
    for (int number = 0; number < 3; number++) {
        kept[number] = fcntl(wanted[number], F_DUPFD_CLOEXEC, 3);
        if (kept[number] < 0) return -1;
    }
    for (int number = 0; number < 3; number++) {
        if (dup2(kept[number], number) < 0) return -1;
    }
    // What others have opened without a word about children is not theirs.
    return (int)syscall(SYS_close_range, 3u, ~0u, CLOSE_RANGE_CLOEXEC);
}

/// The library's functions change all threads of a process, and this child still shares them with its parent.
static int become_user(const struct linux_program *program) {
    if (program->group_count == 0) return 0;
    gid_t group = program->groups[0];
    if (syscall(SYS_setgroups, program->group_count - 1, program->groups + 1) < 0) return -1;
    if (syscall(SYS_setresgid, group, group, group) < 0) return -1;
    return (int)syscall(SYS_setresuid, program->user, program->user, program->user);
}

/// What the child does: system calls only, since its memory is its parent's.
static void run_child(const struct linux_program *program, volatile enum linux_step *step) {
    *step = linux_step_guard;
    if (setpgid(0, 0) < 0) return;
    int32_t group = getpid();
    if (send(program->warden, &group, sizeof group, MSG_NOSIGNAL) != sizeof group) return;
    // A handler would run in the parent's memory; what is ignored would stay so in the program.
    struct sigaction usual = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &usual, NULL);
    *step = linux_step_descriptors;
    if (place_descriptors(program) < 0) return;
    *step = linux_step_user;
    if (become_user(program) < 0) return;
    *step = linux_step_directory;
    if (program->directory && chdir(program->directory) < 0) return;
    *step = linux_step_execute;
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(program->path, program->arguments, program->environment);
}

pid_t linux_spawn(const struct linux_program *program, int *descriptor, enum linux_step *failed, int *error) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    volatile enum linux_step step = linux_step_fork;
    volatile int reason = 0;
    pid_t child = vfork();
    if (child == 0) {
        run_child(program, &step);
        reason = errno;
        _exit(127);
    }
    if (child < 0) reason = errno;
    if (child > 0 && reason == 0) {
        *descriptor = (int)syscall(SYS_pidfd_open, child, 0);
        if (*descriptor < 0) {
            reason = errno;
            step = linux_step_fork;
            kill(-child, SIGKILL);
        }
    }
    if (child > 0 && reason != 0) {
        linux_warden_dismiss(program->warden, child);
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    *failed = step;
    *error = reason;
    return reason == 0 ? child : -1;
}

int linux_pipe(int *reading, int *writing) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) return -1;
    *reading = ends[0];
    *writing = ends[1];
    return 0;
}

int linux_ending(pid_t child, int *signal) {
    siginfo_t info = {0};
    if (waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) < 0 || info.si_pid != child) return -1;
    *signal = info.si_code == CLD_EXITED ? 0 : info.si_status;
    return info.si_code == CLD_EXITED ? info.si_status : 0;
}
