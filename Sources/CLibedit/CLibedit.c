#define _GNU_SOURCE
#include "CLibedit.h"

#include <dlfcn.h>
#include <histedit.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SYMBOLS(X)                                                                              \
  X(EditLine *, el_init_fd, (const char *, FILE *, FILE *, FILE *, int, int, int))              \
  X(void, el_end, (EditLine *))                                                                 \
  X(int, el_set, (EditLine *, int, ...))                                                        \
  X(int, el_wset, (EditLine *, int, ...))                                                       \
  X(int, el_get, (EditLine *, int, ...))                                                        \
  X(int, el_parse, (EditLine *, int, const char **))                                            \
  X(const wchar_t *, el_wgets, (EditLine *, int *))                                             \
  X(int, el_wgetc, (EditLine *, wchar_t *))                                                     \
  X(void, el_wpush, (EditLine *, const wchar_t *))                                              \
  X(const LineInfoW *, el_wline, (EditLine *))                                                  \
  X(int, el_winsertstr, (EditLine *, const wchar_t *))                                          \
  X(int, el_wreplacestr, (EditLine *, const wchar_t *))                                         \
  X(int, el_cursor, (EditLine *, int))                                                          \
  X(void, el_deletestr, (EditLine *, int))

#define DECLARE(result, name, arguments) static result(*p_##name) arguments;
SYMBOLS(DECLARE)

static void *library;
static FILE *sink;
static atomic_bool bell;

// The types of the symbols are not checked; the soname guarantees that they match.
static bool resolve(void *handle) {
  bool complete = true;
#define RESOLVE(result, name, arguments)         \
  *(void **)(&p_##name) = dlsym(handle, #name);  \
  complete = complete && p_##name != NULL;
  SYMBOLS(RESOLVE)
  return complete;
}

bool libedit_open(const char *name) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&lock);
  if (library == NULL) {
    void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (handle != NULL && resolve(handle)) {
      library = handle;
    } else if (handle != NULL) {
      dlclose(handle);
    }
  }
  bool open = library != NULL;
  pthread_mutex_unlock(&lock);
  return open;
}

// libedit has no function for its version, but the name of the file that its soname links to ends with it.
bool libedit_version(char *version, size_t capacity) {
  Dl_info information;
  char path[PATH_MAX];
  if (library == NULL || dladdr((void *)p_el_init_fd, &information) == 0) return false;
  if (realpath(information.dli_fname, path) == NULL) return false;
  const char *ending = strstr(path, ".so.");
  if (ending == NULL) return false;
  snprintf(version, capacity, "%s", ending + 4);
  return true;
}

void libedit_use_utf8(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return;
  if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) setlocale(LC_CTYPE, "en_US.UTF-8");
}

static ssize_t discard(void *cookie, const char *bytes, size_t count) {
  (void)cookie;
  if (memchr(bytes, '\a', count) != NULL) atomic_store(&bell, true);
  return (ssize_t)count;
}

bool libedit_take_bell(void) {
  if (sink != NULL) fflush(sink);
  return atomic_exchange(&bell, false);
}

static wchar_t *empty_prompt(EditLine *editor) {
  (void)editor;
  static wchar_t empty[] = L"";
  return empty;
}

EditLine *libedit_start(const char *program, int input, int output, void *owner) {
  if (library == NULL) return NULL;
  if (sink == NULL) sink = fopencookie(NULL, "w", (cookie_io_functions_t){.write = discard});
  if (sink == NULL) return NULL;
  EditLine *editor = p_el_init_fd(program, stdin, sink, sink, input, output, output);
  if (editor == NULL) return NULL;
  p_el_set(editor, EL_CLIENTDATA, owner);
  p_el_wset(editor, EL_PROMPT, empty_prompt);
  p_el_set(editor, EL_SIGNAL, 0);
  return editor;
}

// With editing disabled, el_end leaves the terminal unchanged; otherwise it would discard input typed ahead for the
// next program.
void libedit_stop(EditLine *editor) {
  p_el_set(editor, EL_EDITMODE, 0);
  p_el_end(editor);
}

void *libedit_owner(EditLine *editor) {
  void *owner = NULL;
  p_el_get(editor, EL_CLIENTDATA, &owner);
  return owner;
}

void libedit_set_reader(EditLine *editor, libedit_reader reader) { p_el_wset(editor, EL_GETCFN, reader); }

void libedit_set_mode(EditLine *editor, const char *mode) { p_el_set(editor, EL_EDITOR, mode); }

int libedit_add_action(EditLine *editor, const char *name, libedit_action action) {
  return p_el_set(editor, EL_ADDFN, name, name, action);
}

int libedit_bind(EditLine *editor, const char *key, const char *action) {
  return p_el_set(editor, EL_BIND, key, action, (char *)NULL);
}

int libedit_bind_alternate(EditLine *editor, const char *key, const char *action) {
  return p_el_set(editor, EL_BIND, "-a", key, action, (char *)NULL);
}

int libedit_set_tty(EditLine *editor, const char *setting) {
  return p_el_set(editor, EL_SETTY, "-d", setting, (char *)NULL);
}

int libedit_parse(EditLine *editor, int count, const char **words) { return p_el_parse(editor, count, words); }

static libedit_entry history_entry;

// The part of history_w that the editing commands use. Lines longer than libedit's initial buffer would corrupt its
// copy.
static int serve_history(void *editor, HistEventW *event, int operation, ...) {
  static _Thread_local long index;
  long wanted = index;
  switch (operation) {
    case H_FIRST: wanted = 0; break;
    case H_NEXT: wanted = index + 1; break;
    case H_PREV: wanted = index - 1; break;
    case H_CURR: break;
    default: return -1;
  }
  if (wanted < 0 || history_entry == NULL) return -1;
  const wchar_t *text = history_entry(libedit_owner(editor), wanted);
  if (text == NULL || wcslen(text) > 1000) return -1;
  index = wanted;
  event->num = (int)wanted;
  event->str = text;
  return 0;
}

void libedit_set_history(EditLine *editor, libedit_entry entry) {
  history_entry = entry;
  p_el_wset(editor, EL_HIST, serve_history, editor);
}

const wchar_t *libedit_edit(EditLine *editor, size_t *length) {
  int count = 0;
  const wchar_t *text = p_el_wgets(editor, &count);
  *length = text != NULL && count > 0 ? (size_t)count : 0;
  return text;
}

bool libedit_next(EditLine *editor, wchar_t *key) { return p_el_wgetc(editor, key) == 1; }

void libedit_push(EditLine *editor, const wchar_t *keys) { p_el_wpush(editor, keys); }

// On an empty text, vi's `$` leaves the cursor before the start, where the next letter would be written.
void libedit_refresh(EditLine *editor) {
  const LineInfoW *line = p_el_wline(editor);
  if (line->cursor < line->buffer) p_el_cursor(editor, (int)(line->buffer - line->cursor));
  p_el_wset(editor, EL_REFRESH);
}

void libedit_set_raw(EditLine *editor, bool raw) { p_el_set(editor, EL_PREP_TERM, raw ? 1 : 0); }

const wchar_t *libedit_text(EditLine *editor, size_t *length, size_t *cursor) {
  const LineInfoW *line = p_el_wline(editor);
  *length = line->lastchar > line->buffer ? (size_t)(line->lastchar - line->buffer) : 0;
  *cursor = line->cursor > line->buffer ? (size_t)(line->cursor - line->buffer) : 0;
  return line->buffer;
}

bool libedit_replace(EditLine *editor, const wchar_t *text) { return p_el_wreplacestr(editor, text) == 0; }

bool libedit_insert(EditLine *editor, const wchar_t *text) { return p_el_winsertstr(editor, text) == 0; }

void libedit_move(EditLine *editor, int distance) { p_el_cursor(editor, distance); }

void libedit_delete_before(EditLine *editor, int count) { p_el_deletestr(editor, count); }
