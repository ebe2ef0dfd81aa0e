#pragma once
#include <stddef.h>
#include <stdint.h>

// Oniguruma, opened with dlopen at the first pattern: a program without regular expressions never loads it.

/// A compiled pattern.
typedef struct conig_regex conig_regex;

#define CONIG_IGNORECASE 1u
#define CONIG_EXTEND 2u
#define CONIG_MULTILINE 4u
#define CONIG_SINGLELINE 8u
#define CONIG_FIND_LONGEST 16u
#define CONIG_FIND_NOT_EMPTY 32u

/// Compiles a pattern in UTF-8 with Perl's syntax and named groups. On failure returns null and writes why, as text
/// that ends with a zero byte, to `error`.
conig_regex *conig_compile(
    const uint8_t *pattern, size_t length, uint32_t options, char *error, size_t capacity);
void conig_free(conig_regex *regex);

/// The number of groups, without the whole match.
int32_t conig_groups(const conig_regex *regex);
/// The name of a group counted from 1, or null; not ended by a zero byte.
const char *conig_group_name(const conig_regex *regex, int32_t group, int32_t *length);

/// Looks for a match from `start` on and writes the begin and end of the whole and of each group, -1 for none, to
/// `offsets`, which has room for 2 * (groups + 1). Returns 1 if found, 0 if not, and -1 on failure, with its text in
/// `error`.
int32_t conig_search(
    conig_regex *regex, const uint8_t *subject, size_t length, size_t start, int32_t *offsets, char *error,
    size_t capacity);

/// The library's version, like "6.9.8"; null where it is not installed.
const char *conig_version(void);
