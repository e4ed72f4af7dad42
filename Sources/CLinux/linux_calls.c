#define _GNU_SOURCE
#include "linux_calls.h"

#include <fcntl.h>
#include <sys/signalfd.h>
#include <unistd.h>

int linux_syncfs(int descriptor) { return syncfs(descriptor); }

int linux_directory(int descriptor, const char *path) {
    return openat(descriptor, path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

int linux_signal_descriptor(const sigset_t *signals) { return signalfd(-1, signals, SFD_CLOEXEC | SFD_NONBLOCK); }

int linux_read_signal(int descriptor) {
    struct signalfd_siginfo info;
    return read(descriptor, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : -1;
}
