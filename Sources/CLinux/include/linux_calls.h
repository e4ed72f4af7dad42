#ifndef VMOODLE_GEN_LINUX_CALLS_H
#define VMOODLE_GEN_LINUX_CALLS_H

/// syncfs(2), which Swift's Glibc does not show: all that was written to one file system reaches the disk.
int linux_syncfs(int descriptor);

#endif
