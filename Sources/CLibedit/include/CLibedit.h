#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

#include "TerminalGuard.h"
#include "TerminalSignals.h"

// libedit, loaded by libedit_open and called through functions with fixed arguments.

typedef struct editline EditLine;

typedef int (*libedit_reader)(EditLine *, wchar_t *);
typedef unsigned char (*libedit_action)(EditLine *, int);
typedef const wchar_t *(*libedit_entry)(void *owner, long index);

enum {
  LIBEDIT_NORMAL = 0,
  LIBEDIT_END = 2,
  LIBEDIT_ARGUMENT = 3,
  LIBEDIT_REFRESH = 4,
  LIBEDIT_ERROR = 6,
};

/// Loads the library by its file name. True if it, or one loaded earlier, has all symbols.
bool libedit_open(const char *name);
/// Writes the version from the file name of the loaded library, such as "2.0.70"; false if unknown.
bool libedit_version(char *version, size_t capacity);
/// Selects a UTF-8 character type, which libedit needs before it starts.
void libedit_use_utf8(void);

/// Starts an editor on two descriptors; its own output is discarded. NULL on failure or if the library is not loaded.
EditLine *libedit_start(const char *program, int input, int output, void *owner);
void libedit_stop(EditLine *);
void *libedit_owner(EditLine *);
/// True once for all bells since the last call.
bool libedit_take_bell(void);

void libedit_set_reader(EditLine *, libedit_reader);
void libedit_set_mode(EditLine *, const char *mode);
int libedit_add_action(EditLine *, const char *name, libedit_action);
int libedit_bind(EditLine *, const char *key, const char *action);
int libedit_bind_alternate(EditLine *, const char *key, const char *action);
int libedit_set_tty(EditLine *, const char *setting);
int libedit_parse(EditLine *, int count, const char **words);
/// Provides entries to libedit's own history commands; index 0 is the newest entry.
void libedit_set_history(EditLine *, libedit_entry);

/// Edits until the line is complete. Returns the text if one of libedit's own commands completed it.
const wchar_t *libedit_edit(EditLine *, size_t *length);
/// Reads the next key; false at the end of input.
bool libedit_next(EditLine *, wchar_t *key);
void libedit_push(EditLine *, const wchar_t *keys);
/// Updates libedit's internal screen state, and moves the cursor back into the text if necessary.
void libedit_refresh(EditLine *);
void libedit_set_raw(EditLine *, bool raw);

/// The current text, its length and the cursor; valid until the next call.
const wchar_t *libedit_text(EditLine *, size_t *length, size_t *cursor);
/// Replaces the whole text. The new text must not be empty and must be zero-terminated.
bool libedit_replace(EditLine *, const wchar_t *text);
bool libedit_insert(EditLine *, const wchar_t *text);
void libedit_move(EditLine *, int distance);
void libedit_delete_before(EditLine *, int count);
