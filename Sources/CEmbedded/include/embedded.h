#ifndef VMOODLE_GEN_EMBEDDED_H
#define VMOODLE_GEN_EMBEDDED_H

#include <stddef.h>

/// A file of this repository as it stood when the binary was built.
typedef struct {
    const char *_Nonnull path;  // relative to templates/, to Sources/Shim/runtime/ or to init/
    const unsigned char *_Nonnull bytes;
    size_t size;
} embedded_file;

/// The files of templates/, by position.
extern const size_t embedded_template_count;
embedded_file embedded_template(size_t position);

/// The files of Sources/Shim/runtime/, by position.
extern const size_t embedded_runtime_count;
embedded_file embedded_runtime_file(size_t position);

/// The registries of init/, by position.
extern const size_t embedded_registry_count;
embedded_file embedded_registry(size_t position);

#endif
