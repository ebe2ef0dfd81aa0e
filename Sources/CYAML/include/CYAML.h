#pragma once
#include <stddef.h>
#include <stdint.h>

// libyaml's parser, opened with dlopen at the first text: a program that reads no YAML never loads it.

/// A parser of one text.
typedef struct cyaml_parser cyaml_parser;

enum {
  CYAML_ERROR = -1,
  /// The end of the input, or of a document.
  CYAML_END = 0,
  /// The start of a document behind the first.
  CYAML_DOCUMENT,
  CYAML_ALIAS,
  CYAML_SCALAR,
  CYAML_SEQUENCE_START,
  CYAML_SEQUENCE_END,
  CYAML_MAPPING_START,
  CYAML_MAPPING_END,
};

/// What came next. Texts live until the next event; `start` and `end` count characters from 0.
typedef struct {
  int32_t kind;
  /// The text of a scalar, what is wrong in an error.
  const char *text;
  size_t length;
  /// The name of an anchor or alias, ended by a zero byte; null without one.
  const char *anchor;
  /// The tag, ended by a zero byte; null without one.
  const char *tag;
  /// Whether a scalar has no quotes.
  int32_t plain;
  size_t start;
  size_t end;
} cyaml_event;

/// A parser of a text in UTF-8, which must outlive it; null where libyaml is not installed or memory is short.
cyaml_parser *cyaml_open(const uint8_t *text, size_t length);
void cyaml_close(cyaml_parser *parser);
/// The next event; after an error or the end there is none.
void cyaml_next(cyaml_parser *parser, cyaml_event *event);

/// The library's version, like "0.2.5"; null where it is not installed.
const char *cyaml_version(void);
