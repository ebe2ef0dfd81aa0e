#pragma once
#include <stdint.h>

// SQLite, opened with dlopen at the first call: a program that never stores anything never loads it.
// Every wrapper has the name, arguments and result of its sqlite3_ twin (https://sqlite.org/c3ref/funclist.html).
// Where the library is missing, results are CSQLITE_UNAVAILABLE, zero or null; csqlite_available() tells beforehand.

typedef struct sqlite3 csqlite_connection;
typedef struct sqlite3_stmt csqlite_statement;

enum {
  CSQLITE_OK = 0,
  CSQLITE_ERROR = 1,
  CSQLITE_BUSY = 5,
  CSQLITE_LOCKED = 6,
  CSQLITE_READONLY = 8,
  CSQLITE_CORRUPT = 11,
  CSQLITE_CANTOPEN = 14,
  CSQLITE_CONSTRAINT = 19,
  CSQLITE_NOTADB = 26,
  CSQLITE_ROW = 100,
  CSQLITE_DONE = 101,
  CSQLITE_UNAVAILABLE = -1,
};

enum {
  CSQLITE_INTEGER = 1,
  CSQLITE_FLOAT = 2,
  CSQLITE_TEXT = 3,
  CSQLITE_BLOB = 4,
  CSQLITE_NULL = 5,
};

enum {
  CSQLITE_OPEN_READONLY = 0x1,
  CSQLITE_OPEN_READWRITE = 0x2,
  CSQLITE_OPEN_CREATE = 0x4,
  CSQLITE_OPEN_NOMUTEX = 0x8000,
  CSQLITE_OPEN_FULLMUTEX = 0x10000,
};

/// Whether the library could be loaded; loads it.
int csqlite_available(void);
/// The library's version text, or null.
const char *csqlite_version(void);

int csqlite_open(const char *path, csqlite_connection **connection, int flags);
int csqlite_close(csqlite_connection *connection);
int csqlite_exec(csqlite_connection *connection, const char *sql);
int csqlite_busy_timeout(csqlite_connection *connection, int milliseconds);
int csqlite_changes(csqlite_connection *connection);
int64_t csqlite_last_insert_rowid(csqlite_connection *connection);
int csqlite_extended_errcode(csqlite_connection *connection);
const char *csqlite_errmsg(csqlite_connection *connection);

int csqlite_prepare(csqlite_connection *connection, const char *sql, int bytes, csqlite_statement **statement);
int csqlite_step(csqlite_statement *statement);
int csqlite_reset(csqlite_statement *statement);
int csqlite_clear_bindings(csqlite_statement *statement);
int csqlite_finalize(csqlite_statement *statement);

/// Text and blobs are copied.
int csqlite_bind_text(csqlite_statement *statement, int index, const char *text, int bytes);
int csqlite_bind_blob(csqlite_statement *statement, int index, const void *blob, int bytes);
int csqlite_bind_int64(csqlite_statement *statement, int index, int64_t value);
int csqlite_bind_double(csqlite_statement *statement, int index, double value);
int csqlite_bind_null(csqlite_statement *statement, int index);

int csqlite_column_count(csqlite_statement *statement);
int csqlite_column_type(csqlite_statement *statement, int column);
int64_t csqlite_column_int64(csqlite_statement *statement, int column);
double csqlite_column_double(csqlite_statement *statement, int column);
/// Valid until the next step, reset or finalize.
const unsigned char *csqlite_column_text(csqlite_statement *statement, int column);
const void *csqlite_column_blob(csqlite_statement *statement, int column);
int csqlite_column_bytes(csqlite_statement *statement, int column);
