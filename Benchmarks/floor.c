// What a machine needs at least for parts of a build, in C; and the clock for all programs of Benchmarks/run.
//
//     floor hello                      starts and says so
//     floor parse FILE                 libyaml's events of a file, each dropped
//     floor write DIR COUNT SIZE ...   makes COUNT files of SIZE bytes, and so on, in 256 sub-directories of a new DIR
//     floor time PROGRAM ARGUMENT...   runs a program; then prints "SECONDS PROCESSOR_SECONDS PEAK_KB STATUS" to stderr
//
// The clock is here because a child of a large process (an interpreter) starts later and inherits its peak of memory.
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

extern char **environ;

static int fail(const char *what) {
    fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
    return 1;
}

static int parse(const char *path) {
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) return fail(path);
    void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (bytes == MAP_FAILED) return fail(path);
    yaml_parser_t parser;
    yaml_event_t event;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, bytes, (size_t)status.st_size);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    for (int done = 0; !done;) {
        if (!yaml_parser_parse(&parser, &event)) {
            fprintf(stderr, "floor: %s: line %zu: %s\n", path, parser.problem_mark.line + 1, parser.problem);
            return 1;
        }
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return 0;
}

// Sub-directories one after another, as a sorted list of files would have them.
static int write_some(const int *folders, int group, long count, size_t size) {
    char name[48];
    char *bytes = malloc(size + 1);
    memset(bytes, 'x', size);
    for (long i = 0; i < count; i++) {
        snprintf(name, sizeof name, "%d-%028lx.php", group, i);
        int file = openat(folders[i * 256 / count], name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (file < 0) return fail(name);
        for (size_t done = 0; done < size;) {
            ssize_t written = write(file, bytes + done, size - done);
            if (written < 0) return fail(name);
            done += (size_t)written;
        }
        close(file);
    }
    free(bytes);
    return 0;
}

static int write_files(const char *directory, char **groups) {
    int folders[256];
    char path[4096];
    if (mkdir(directory, 0755) != 0) return fail(directory);
    for (int i = 0; i < 256; i++) {
        snprintf(path, sizeof path, "%s/%02x", directory, i);
        if (mkdir(path, 0755) != 0 || (folders[i] = open(path, O_RDONLY | O_DIRECTORY)) < 0) return fail(path);
    }
    for (int group = 0; groups[2 * group] != NULL; group++) {
        int failed = write_some(folders, group, atol(groups[2 * group]), (size_t)atol(groups[2 * group + 1]));
        if (failed) return failed;
    }
    return 0;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int time_program(char **arguments) {
    double start = now();
    pid_t child;
    errno = posix_spawnp(&child, arguments[0], NULL, NULL, arguments, environ);
    if (errno != 0) return fail(arguments[0]);
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) < 0) return fail("wait4");
    double seconds = now() - start;
    struct timeval user = usage.ru_utime, system = usage.ru_stime;
    double busy = (double)(user.tv_sec + system.tv_sec) + (double)(user.tv_usec + system.tv_usec) / 1e6;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    fprintf(stderr, "%.6f %.6f %ld %d\n", seconds, busy, usage.ru_maxrss, code);
    return 0;
}

int main(int count, char **arguments) {
    const char *what = count > 1 ? arguments[1] : "";
    if (strcmp(what, "hello") == 0 && count == 2) return puts("hello") < 0;
    if (strcmp(what, "parse") == 0 && count == 3) return parse(arguments[2]);
    if (strcmp(what, "write") == 0 && count > 4 && count % 2 == 1) return write_files(arguments[2], arguments + 3);
    if (strcmp(what, "time") == 0 && count > 2) return time_program(arguments + 2);
    fprintf(stderr, "usage: floor hello | parse FILE | write DIR COUNT SIZE... | time PROGRAM [ARGUMENT...]\n");
    return 64;
}
