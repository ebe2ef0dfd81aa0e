#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

#include "TerminalGuard.h"
#include "TerminalSignals.h"

// libedit, loaded at the first call of libedit_open and reached through functions with fixed arguments.

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

/// Loads the library by its file name. True when it, or another before it, is there with all symbols.
bool libedit_open(const char *name);
/// Writes the version in the file name of the open library, like "2.0.70"; false where it is unknown.
bool libedit_version(char *version, size_t capacity);
/// Chooses a UTF-8 character type, which libedit needs before it starts.
void libedit_use_utf8(void);

/// Starts an editor on two descriptors; all it paints is discarded. Null when it fails or the library is not open.
EditLine *libedit_start(const char *program, int input, int output, void *owner);
void libedit_stop(EditLine *);
void *libedit_owner(EditLine *);
/// True once for every bell since the last call.
bool libedit_take_bell(void);

void libedit_set_reader(EditLine *, libedit_reader);
void libedit_set_mode(EditLine *, const char *mode);
int libedit_add_action(EditLine *, const char *name, libedit_action);
int libedit_bind(EditLine *, const char *key, const char *action);
int libedit_bind_alternate(EditLine *, const char *key, const char *action);
int libedit_set_tty(EditLine *, const char *setting);
int libedit_parse(EditLine *, int count, const char **words);
/// Serves libedit's own history commands from the owner: index 0 is the newest entry.
void libedit_set_history(EditLine *, libedit_entry);

/// Edits until the line ends. The text when one of libedit's own commands ended it.
const wchar_t *libedit_edit(EditLine *, size_t *length);
/// The next key; false at the end of input.
bool libedit_next(EditLine *, wchar_t *key);
void libedit_push(EditLine *, const wchar_t *keys);
/// Brings libedit's hidden picture of the screen up to date, and the cursor back into the text.
void libedit_refresh(EditLine *);
void libedit_set_raw(EditLine *, bool raw);

/// The text being edited, its length and the cursor, valid until the next call.
const wchar_t *libedit_text(EditLine *, size_t *length, size_t *cursor);
/// Puts the text (which must not be empty, and ends with a zero) in the place of all.
bool libedit_replace(EditLine *, const wchar_t *text);
bool libedit_insert(EditLine *, const wchar_t *text);
void libedit_move(EditLine *, int distance);
void libedit_delete_before(EditLine *, int count);
