#ifndef VMOODLE_GEN_LINUX_SPAWN_H
#define VMOODLE_GEN_LINUX_SPAWN_H

#include <stddef.h>
#include <sys/types.h>

/// A program that is to run in a process group of its own.
struct linux_program {
    /// Its file; nothing is searched for.
    const char *path;
    char *const *arguments;
    char *const *environment;
    /// Where it starts; NULL: here.
    const char *directory;
    /// What it reads, writes and complains to; it gets no other descriptor.
    int input, output, errors;
    /// From linux_warden_start().
    int warden;
    /// The first is its group, the others are its supplementary groups; 0 of them: user and groups stay ours.
    size_t group_count;
    const gid_t *groups;
    uid_t user;
};

/// What could not be done before the program ran.
enum linux_step {
    linux_step_fork = 1,
    linux_step_guard,
    linux_step_descriptors,
    linux_step_user,
    linux_step_directory,
    linux_step_execute,
};

/// Starts a program without a shell and without a copy of our memory; the caller waits until it runs.
///
/// The user is changed by setgroups(2), setresgid(2) and setresuid(2) of the child alone, which posix_spawn(3) cannot do.
/// Gives its process id and, in `descriptor`, what becomes readable when it ends (pidfd_open(2)); or -1, with the step and errno(3).
pid_t linux_spawn(const struct linux_program *program, int *descriptor, enum linux_step *failed, int *error);

/// Starts a process that outlives ours, whatever ends it, and then ends the groups of all children that have not been dismissed:
/// SIGTERM, and SIGKILL after `patience` milliseconds.
///
/// PR_SET_PDEATHSIG would end a child alone and not what that has started, and is lost where a set-user-ID program is run.
/// Gives a descriptor for `linux_program.warden`, or -1.
int linux_warden_start(int patience);

/// Says that a group is no more; before its leader is reaped, since its number may then be another's.
void linux_warden_dismiss(int warden, pid_t group);

/// SIGINT, SIGTERM and SIGHUP are from now on written as a byte each to a descriptor; not SIGHUP if it was ignored. The calling thread
/// hears them.
int linux_write_interrupts(int descriptor);

/// pipe2(2): what is read, and what is written, neither of them a child's.
int linux_pipe(int *reading, int *writing);

/// How a child ended, which is left to be reaped (waitid(2), whose answer is a union of C's).
///
/// Gives its exit status, and in `signal` 0 or what ended it; or -1, if it has not ended.
int linux_ending(pid_t child, int *signal);

#endif
