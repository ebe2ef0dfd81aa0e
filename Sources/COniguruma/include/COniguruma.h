#pragma once
#include <stddef.h>
#include <stdint.h>

// Oniguruma, loaded with dlopen at the first pattern; a program without regular expressions never loads it.

/// A compiled pattern.
typedef struct conig_regex conig_regex;

#define CONIG_IGNORECASE 1u
#define CONIG_EXTEND 2u
#define CONIG_MULTILINE 4u
#define CONIG_SINGLELINE 8u
#define CONIG_FIND_LONGEST 16u
#define CONIG_FIND_NOT_EMPTY 32u

/// Compiles a UTF-8 pattern with Perl syntax and named groups. On failure, returns NULL and writes a zero-terminated
/// message to `error`.
conig_regex *conig_compile(
    const uint8_t *pattern, size_t length, uint32_t options, char *error, size_t capacity);
void conig_free(conig_regex *regex);

/// The number of groups, not counting the whole match.
int32_t conig_groups(const conig_regex *regex);
/// The name of a group (from 1), or NULL; not zero-terminated.
const char *conig_group_name(const conig_regex *regex, int32_t group, int32_t *length);

/// Searches for a match from `start` on. Writes the start and end of the whole match and of each group to `offsets`, -1
/// for groups that did not participate; it must have room for 2 * (groups + 1) elements. Returns 1 if found, 0 if not,
/// and -1 on failure with a message in `error`.
int32_t conig_search(
    conig_regex *regex, const uint8_t *subject, size_t length, size_t start, int32_t *offsets, char *error,
    size_t capacity);

/// The version of the library, such as "6.9.8"; NULL if it is not installed.
const char *conig_version(void);
