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

/// Becomes the program, with system calls only, since memory is the parent's; returns if it cannot.
static void execute(const struct linux_program *program, enum linux_step *step) {
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

/// What a child says that cannot become its program.
struct failure {
    enum linux_step step;
    int error;
};

/// What the child does.
static _Noreturn void run_child(const struct linux_program *program, int report) {
    struct failure failure = {.step = linux_step_descriptors};
    // Places 0 to 2 are about to be taken.
    int kept = fcntl(report, F_DUPFD_CLOEXEC, 3);
    if (kept >= 0) {
        report = kept;
        execute(program, &failure.step);
    }
    failure.error = errno;
    if (write(report, &failure, sizeof failure) < 0) {}
    _exit(127);
}

pid_t linux_spawn(const struct linux_program *program, int *descriptor, enum linux_step *failed, int *error) {
    // Its end is that of the child's copy of ours, which a program no longer has. That vfork(2) waits for it and shares memory is not
    // relied on: it may be fork(2), and is under ThreadSanitizer.
    int report[2];
    struct failure failure = {.step = linux_step_fork};
    if (linux_pipe(&report[0], &report[1]) < 0) {
        *failed = failure.step;
        *error = errno;
        return -1;
    }
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    pid_t child = vfork();
    if (child == 0) run_child(program, report[1]);
    if (child < 0) failure.error = errno;
    close(report[1]);
    if (child > 0) {
        while (read(report[0], &failure, sizeof failure) < 0 && errno == EINTR) {}
    }
    close(report[0]);
    if (child > 0 && failure.error == 0) {
        *descriptor = (int)syscall(SYS_pidfd_open, child, 0);
        if (*descriptor < 0) {
            failure = (struct failure){linux_step_fork, errno};
            kill(-child, SIGKILL);
        }
    }
    if (child > 0 && failure.error != 0) {
        linux_warden_dismiss(program->warden, child);
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    *failed = failure.step;
    *error = failure.error;
    return failure.error == 0 ? child : -1;
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
