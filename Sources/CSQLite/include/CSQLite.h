#pragma once
#include <stdint.h>

// SQLite, loaded with dlopen at the first call; a program that never stores anything never loads it. Each wrapper has
// the name, parameters and result of the corresponding sqlite3_ function (https://sqlite.org/c3ref/funclist.html). If
// the library is missing, results are CSQLITE_UNAVAILABLE, zero or NULL; csqlite_available() tells in advance.

typedef struct sqlite3 csqlite_connection;
typedef struct sqlite3_stmt csqlite_statement;

#define CSQLITE_OK 0
#define CSQLITE_ERROR 1
#define CSQLITE_BUSY 5
#define CSQLITE_LOCKED 6
#define CSQLITE_READONLY 8
#define CSQLITE_CORRUPT 11
#define CSQLITE_CANTOPEN 14
#define CSQLITE_CONSTRAINT 19
#define CSQLITE_NOTADB 26
#define CSQLITE_ROW 100
#define CSQLITE_DONE 101
#define CSQLITE_UNAVAILABLE (-1)

#define CSQLITE_INTEGER 1
#define CSQLITE_FLOAT 2
#define CSQLITE_TEXT 3
#define CSQLITE_BLOB 4
#define CSQLITE_NULL 5

#define CSQLITE_OPEN_READONLY 0x1
#define CSQLITE_OPEN_READWRITE 0x2
#define CSQLITE_OPEN_CREATE 0x4
#define CSQLITE_OPEN_NOMUTEX 0x8000
#define CSQLITE_OPEN_FULLMUTEX 0x10000

/// Loads the library; nonzero if it is available.
int csqlite_available(void);
/// The version of the library, or NULL.
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

/// Texts and blobs are copied.
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
