#pragma once
#include <stddef.h>
#include <stdint.h>

// libyaml's parser, loaded with dlopen at the first text; a program that reads no YAML never loads it.

/// A parser for a single text.
typedef struct cyaml_parser cyaml_parser;

enum {
  CYAML_ERROR = -1,
  /// The end of the input or of a document.
  CYAML_END = 0,
  /// The start of a document after the first.
  CYAML_DOCUMENT,
  CYAML_ALIAS,
  CYAML_SCALAR,
  CYAML_SEQUENCE_START,
  CYAML_SEQUENCE_END,
  CYAML_MAPPING_START,
  CYAML_MAPPING_END,
};

/// An event. Texts are valid until the next event; `start` and `end` are character offsets from 0.
typedef struct {
  int32_t kind;
  /// The text of a scalar, or the message of an error.
  const char *text;
  size_t length;
  /// The name of an anchor or alias, zero-terminated; NULL if there is none.
  const char *anchor;
  /// The tag, zero-terminated; NULL if there is none.
  const char *tag;
  /// Nonzero for a scalar without quotes.
  int32_t plain;
  size_t start;
  size_t end;
} cyaml_event;

/// Creates a parser for a UTF-8 text, which must outlive it. NULL if libyaml is not installed or out of memory.
cyaml_parser *cyaml_open(const uint8_t *text, size_t length);
void cyaml_close(cyaml_parser *parser);
/// Reads the next event; there is none after an error or the end.
void cyaml_next(cyaml_parser *parser, cyaml_event *event);

/// The version of the library, such as "0.2.5"; NULL if it is not installed.
const char *cyaml_version(void);
