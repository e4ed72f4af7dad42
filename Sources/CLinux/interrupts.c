#define _GNU_SOURCE
#include "linux_spawn.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

static int destination = -1;

static void write_number(int number) {
    int before = errno;
    char byte = (char)number;
    // A full pipe has enough of them.
    if (write(destination, &byte, 1) < 0) {}
    errno = before;
}

int linux_write_interrupts(int descriptor) {
    destination = descriptor;
    const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t heard;
    sigemptyset(&heard);
    struct sigaction handler = {.sa_handler = write_number, .sa_flags = SA_RESTART};
    for (int index = 0; index < 3; index++) {
        struct sigaction former;
        if (sigaction(numbers[index], NULL, &former) < 0) return -1;
        // nohup(1).
        if (numbers[index] == SIGHUP && former.sa_handler == SIG_IGN) continue;
        if (sigaction(numbers[index], &handler, NULL) < 0) return -1;
        sigaddset(&heard, numbers[index]);
    }
    // Whoever started us may have blocked them.
    pthread_sigmask(SIG_UNBLOCK, &heard, NULL);
    return 0;
}
