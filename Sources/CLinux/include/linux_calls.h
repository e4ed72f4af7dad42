#ifndef VMOODLE_GEN_LINUX_CALLS_H
#define VMOODLE_GEN_LINUX_CALLS_H

#include <signal.h>

// System calls that Swift's Glibc does not show.

/// syncfs(2): all that was written to one file system reaches the disk.
int linux_syncfs(int descriptor);

/// A directory by its path from an open one, to look at and below: it need not be one that this user may list.
int linux_directory(int descriptor, const char *path);

/// signalfd(2): a descriptor that gives these signals, which have to be blocked; it does not wait and is closed for programs.
int linux_signal_descriptor(const sigset_t *signals);

/// The next signal of such a descriptor; -1: none has come.
int linux_read_signal(int descriptor);

#endif
