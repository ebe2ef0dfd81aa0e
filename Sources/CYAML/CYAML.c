#include "CYAML.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

// The functions of the loaded library, with the types declared in yaml.h.
static struct {
  __typeof__(&yaml_parser_initialize) initialize;
  __typeof__(&yaml_parser_delete) delete;
  __typeof__(&yaml_parser_set_input_string) set_input_string;
  __typeof__(&yaml_parser_set_encoding) set_encoding;
  __typeof__(&yaml_parser_parse) parse;
  __typeof__(&yaml_event_delete) event_delete;
  __typeof__(&yaml_get_version_string) version;
} library;

static int is_loaded = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
#ifdef __APPLE__
  const char *names[] = {"libyaml-0.2.dylib", "/opt/homebrew/lib/libyaml-0.2.dylib", "/usr/local/lib/libyaml-0.2.dylib"};
#else
  const char *names[] = {"libyaml-0.so.2", "libyaml.so"};
#endif
  void *handle = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !handle; i++) handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!handle) return;
  library.initialize = (__typeof__(library.initialize))dlsym(handle, "yaml_parser_initialize");
  library.delete = (__typeof__(library.delete))dlsym(handle, "yaml_parser_delete");
  library.set_input_string = (__typeof__(library.set_input_string))dlsym(handle, "yaml_parser_set_input_string");
  library.set_encoding = (__typeof__(library.set_encoding))dlsym(handle, "yaml_parser_set_encoding");
  library.parse = (__typeof__(library.parse))dlsym(handle, "yaml_parser_parse");
  library.event_delete = (__typeof__(library.event_delete))dlsym(handle, "yaml_event_delete");
  library.version = (__typeof__(library.version))dlsym(handle, "yaml_get_version_string");
  is_loaded = library.initialize && library.delete && library.set_input_string && library.set_encoding &&
              library.parse && library.event_delete && library.version;
}

struct cyaml_parser {
  yaml_parser_t yaml;
  yaml_event_t event;
  int has_event;
  int documents;
  int is_over;
};

cyaml_parser *cyaml_open(const uint8_t *text, size_t length) {
  pthread_once(&once, load);
  if (!is_loaded) return NULL;
  cyaml_parser *parser = calloc(1, sizeof *parser);
  if (!parser) return NULL;
  if (!library.initialize(&parser->yaml)) {
    free(parser);
    return NULL;
  }
  library.set_encoding(&parser->yaml, YAML_UTF8_ENCODING);
  library.set_input_string(&parser->yaml, text, length);
  return parser;
}

static void forget(cyaml_parser *parser) {
  if (parser->has_event) library.event_delete(&parser->event);
  parser->has_event = 0;
}

void cyaml_close(cyaml_parser *parser) {
  if (!parser) return;
  forget(parser);
  library.delete(&parser->yaml);
  free(parser);
}

static void fail(cyaml_parser *parser, cyaml_event *event) {
  const char *problem = parser->yaml.problem ? parser->yaml.problem : "out of memory";
  parser->is_over = 1;
  event->kind = CYAML_ERROR;
  event->text = problem;
  event->length = strlen(problem);
  // The reader reports only an offset in bytes; other errors have marks.
  event->start = event->end =
      parser->yaml.error == YAML_READER_ERROR ? parser->yaml.mark.index : parser->yaml.problem_mark.index;
}

/// Fills the event; returns 0 for events that are not reported.
static int fill(cyaml_parser *parser, cyaml_event *event) {
  yaml_event_t *yaml = &parser->event;
  event->start = yaml->start_mark.index;
  event->end = yaml->end_mark.index;
  switch (yaml->type) {
    case YAML_ALIAS_EVENT:
      event->kind = CYAML_ALIAS;
      event->anchor = (const char *)yaml->data.alias.anchor;
      return 1;
    case YAML_SCALAR_EVENT:
      event->kind = CYAML_SCALAR;
      event->text = (const char *)yaml->data.scalar.value;
      event->length = yaml->data.scalar.length;
      event->anchor = (const char *)yaml->data.scalar.anchor;
      event->tag = (const char *)yaml->data.scalar.tag;
      event->plain = yaml->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
      return 1;
    case YAML_SEQUENCE_START_EVENT:
      event->kind = CYAML_SEQUENCE_START;
      event->anchor = (const char *)yaml->data.sequence_start.anchor;
      return 1;
    case YAML_SEQUENCE_END_EVENT: event->kind = CYAML_SEQUENCE_END; return 1;
    case YAML_MAPPING_START_EVENT:
      event->kind = CYAML_MAPPING_START;
      event->anchor = (const char *)yaml->data.mapping_start.anchor;
      return 1;
    case YAML_MAPPING_END_EVENT: event->kind = CYAML_MAPPING_END; return 1;
    case YAML_DOCUMENT_START_EVENT: event->kind = CYAML_DOCUMENT; return parser->documents++ > 0;
    case YAML_STREAM_END_EVENT:
      parser->is_over = 1;
      event->kind = CYAML_END;
      return 1;
    default: return 0;
  }
}

void cyaml_next(cyaml_parser *parser, cyaml_event *event) {
  do {
    memset(event, 0, sizeof *event);
    forget(parser);
    if (parser->is_over) return;
    if (!library.parse(&parser->yaml, &parser->event)) {
      fail(parser, event);
      return;
    }
    parser->has_event = 1;
  } while (!fill(parser, event));
}

const char *cyaml_version(void) {
  pthread_once(&once, load);
  return is_loaded ? library.version() : NULL;
}
