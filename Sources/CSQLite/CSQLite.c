#include "CSQLite.h"

#include <dlfcn.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stddef.h>

// The functions of the loaded library, with the types declared in sqlite3.h.
static struct {
  __typeof__(&sqlite3_libversion) libversion;
  __typeof__(&sqlite3_open_v2) open_v2;
  __typeof__(&sqlite3_close_v2) close_v2;
  __typeof__(&sqlite3_exec) exec;
  __typeof__(&sqlite3_busy_timeout) busy_timeout;
  __typeof__(&sqlite3_changes) changes;
  __typeof__(&sqlite3_last_insert_rowid) last_insert_rowid;
  __typeof__(&sqlite3_extended_errcode) extended_errcode;
  __typeof__(&sqlite3_errmsg) errmsg;
  __typeof__(&sqlite3_prepare_v2) prepare_v2;
  __typeof__(&sqlite3_step) step;
  __typeof__(&sqlite3_reset) reset;
  __typeof__(&sqlite3_clear_bindings) clear_bindings;
  __typeof__(&sqlite3_finalize) finalize;
  __typeof__(&sqlite3_bind_text) bind_text;
  __typeof__(&sqlite3_bind_blob) bind_blob;
  __typeof__(&sqlite3_bind_int64) bind_int64;
  __typeof__(&sqlite3_bind_double) bind_double;
  __typeof__(&sqlite3_bind_null) bind_null;
  __typeof__(&sqlite3_column_count) column_count;
  __typeof__(&sqlite3_column_type) column_type;
  __typeof__(&sqlite3_column_int64) column_int64;
  __typeof__(&sqlite3_column_double) column_double;
  __typeof__(&sqlite3_column_text) column_text;
  __typeof__(&sqlite3_column_blob) column_blob;
  __typeof__(&sqlite3_column_bytes) column_bytes;
} library;

static int loaded = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  void *handle = dlopen("libsqlite3.so.0", RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return;
  int missing = 0;
#define FIND(name)                                                          \
  library.name = (__typeof__(library.name))dlsym(handle, "sqlite3_" #name); \
  missing |= library.name == NULL;
  FIND(libversion)
  FIND(open_v2)
  FIND(close_v2)
  FIND(exec)
  FIND(busy_timeout)
  FIND(changes)
  FIND(last_insert_rowid)
  FIND(extended_errcode)
  FIND(errmsg)
  FIND(prepare_v2)
  FIND(step)
  FIND(reset)
  FIND(clear_bindings)
  FIND(finalize)
  FIND(bind_text)
  FIND(bind_blob)
  FIND(bind_int64)
  FIND(bind_double)
  FIND(bind_null)
  FIND(column_count)
  FIND(column_type)
  FIND(column_int64)
  FIND(column_double)
  FIND(column_text)
  FIND(column_blob)
  FIND(column_bytes)
#undef FIND
  loaded = !missing;
}

int csqlite_available(void) {
  pthread_once(&once, load);
  return loaded;
}

const char *csqlite_version(void) { return csqlite_available() ? library.libversion() : NULL; }

int csqlite_open(const char *path, csqlite_connection **connection, int flags) {
  return csqlite_available() ? library.open_v2(path, connection, flags, NULL) : CSQLITE_UNAVAILABLE;
}

int csqlite_close(csqlite_connection *connection) {
  return csqlite_available() ? library.close_v2(connection) : CSQLITE_UNAVAILABLE;
}

int csqlite_exec(csqlite_connection *connection, const char *sql) {
  return csqlite_available() ? library.exec(connection, sql, NULL, NULL, NULL) : CSQLITE_UNAVAILABLE;
}

int csqlite_busy_timeout(csqlite_connection *connection, int milliseconds) {
  return csqlite_available() ? library.busy_timeout(connection, milliseconds) : CSQLITE_UNAVAILABLE;
}

int csqlite_changes(csqlite_connection *connection) {
  return csqlite_available() ? library.changes(connection) : 0;
}

int64_t csqlite_last_insert_rowid(csqlite_connection *connection) {
  return csqlite_available() ? library.last_insert_rowid(connection) : 0;
}

int csqlite_extended_errcode(csqlite_connection *connection) {
  return csqlite_available() ? library.extended_errcode(connection) : CSQLITE_UNAVAILABLE;
}

const char *csqlite_errmsg(csqlite_connection *connection) {
  return csqlite_available() ? library.errmsg(connection) : "the SQLite library (libsqlite3.so.0) is not installed";
}

int csqlite_prepare(csqlite_connection *connection, const char *sql, int bytes, csqlite_statement **statement) {
  return csqlite_available() ? library.prepare_v2(connection, sql, bytes, statement, NULL) : CSQLITE_UNAVAILABLE;
}

int csqlite_step(csqlite_statement *statement) {
  return csqlite_available() ? library.step(statement) : CSQLITE_UNAVAILABLE;
}

int csqlite_reset(csqlite_statement *statement) {
  return csqlite_available() ? library.reset(statement) : CSQLITE_UNAVAILABLE;
}

int csqlite_clear_bindings(csqlite_statement *statement) {
  return csqlite_available() ? library.clear_bindings(statement) : CSQLITE_UNAVAILABLE;
}

int csqlite_finalize(csqlite_statement *statement) {
  return csqlite_available() ? library.finalize(statement) : CSQLITE_UNAVAILABLE;
}

int csqlite_bind_text(csqlite_statement *statement, int index, const char *text, int bytes) {
  return csqlite_available() ? library.bind_text(statement, index, text, bytes, SQLITE_TRANSIENT) : CSQLITE_UNAVAILABLE;
}

int csqlite_bind_blob(csqlite_statement *statement, int index, const void *blob, int bytes) {
  return csqlite_available() ? library.bind_blob(statement, index, blob, bytes, SQLITE_TRANSIENT) : CSQLITE_UNAVAILABLE;
}

int csqlite_bind_int64(csqlite_statement *statement, int index, int64_t value) {
  return csqlite_available() ? library.bind_int64(statement, index, value) : CSQLITE_UNAVAILABLE;
}

int csqlite_bind_double(csqlite_statement *statement, int index, double value) {
  return csqlite_available() ? library.bind_double(statement, index, value) : CSQLITE_UNAVAILABLE;
}

int csqlite_bind_null(csqlite_statement *statement, int index) {
  return csqlite_available() ? library.bind_null(statement, index) : CSQLITE_UNAVAILABLE;
}

int csqlite_column_count(csqlite_statement *statement) {
  return csqlite_available() ? library.column_count(statement) : 0;
}

int csqlite_column_type(csqlite_statement *statement, int column) {
  return csqlite_available() ? library.column_type(statement, column) : CSQLITE_NULL;
}

int64_t csqlite_column_int64(csqlite_statement *statement, int column) {
  return csqlite_available() ? library.column_int64(statement, column) : 0;
}

double csqlite_column_double(csqlite_statement *statement, int column) {
  return csqlite_available() ? library.column_double(statement, column) : 0;
}

const unsigned char *csqlite_column_text(csqlite_statement *statement, int column) {
  return csqlite_available() ? library.column_text(statement, column) : NULL;
}

const void *csqlite_column_blob(csqlite_statement *statement, int column) {
  return csqlite_available() ? library.column_blob(statement, column) : NULL;
}

int csqlite_column_bytes(csqlite_statement *statement, int column) {
  return csqlite_available() ? library.column_bytes(statement, column) : 0;
}
