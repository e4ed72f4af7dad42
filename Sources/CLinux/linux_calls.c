#define _GNU_SOURCE
#include "linux_calls.h"

#include <unistd.h>

int linux_syncfs(int descriptor) { return syncfs(descriptor); }
