#include "COniguruma.h"
#include <dlfcn.h>
#include <oniguruma.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct {
  int (*new_)(OnigRegex *, const OnigUChar *, const OnigUChar *, OnigOptionType, OnigEncoding, OnigSyntaxType *,
              OnigErrorInfo *);
  void (*free)(OnigRegex);
  int (*search)(OnigRegex, const OnigUChar *, const OnigUChar *, const OnigUChar *, const OnigUChar *, OnigRegion *,
                OnigOptionType);
  OnigRegion *(*region_new)(void);
  void (*region_free)(OnigRegion *, int);
  int (*number_of_captures)(const OnigRegexType *);
  int (*foreach_name)(OnigRegex, int (*)(const OnigUChar *, const OnigUChar *, int, int *, OnigRegex, void *), void *);
  int (*error_code_to_str)(OnigUChar *, int, ...);
  const char *(*version)(void);
  OnigEncoding utf8;
  OnigSyntaxType *syntax;
} onig;

static int is_loaded = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
#ifdef __APPLE__
  const char *names[] = {"libonig.5.dylib", "/opt/homebrew/lib/libonig.5.dylib", "/usr/local/lib/libonig.5.dylib"};
#else
  const char *names[] = {"libonig.so.5", "libonig.so"};
#endif
  void *library = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++) library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  *(void **)&onig.new_ = dlsym(library, "onig_new");
  *(void **)&onig.free = dlsym(library, "onig_free");
  *(void **)&onig.search = dlsym(library, "onig_search");
  *(void **)&onig.region_new = dlsym(library, "onig_region_new");
  *(void **)&onig.region_free = dlsym(library, "onig_region_free");
  *(void **)&onig.number_of_captures = dlsym(library, "onig_number_of_captures");
  *(void **)&onig.foreach_name = dlsym(library, "onig_foreach_name");
  *(void **)&onig.error_code_to_str = dlsym(library, "onig_error_code_to_str");
  *(void **)&onig.version = dlsym(library, "onig_version");
  onig.utf8 = dlsym(library, "OnigEncodingUTF8");
  onig.syntax = dlsym(library, "OnigSyntaxPerl_NG");
  is_loaded = onig.new_ && onig.free && onig.search && onig.region_new && onig.region_free && onig.number_of_captures &&
              onig.foreach_name && onig.error_code_to_str && onig.version && onig.utf8 && onig.syntax;
}

struct conig_name {
  char *text;
  int32_t length;
};

struct conig_regex {
  OnigRegex regex;
  OnigRegion *region;
  int32_t groups;
  struct conig_name *names;
};

static void describe(int code, OnigErrorInfo *info, char *error, size_t capacity) {
  OnigUChar text[ONIG_MAX_ERROR_MESSAGE_LEN + 1];
  int length = info ? onig.error_code_to_str(text, code, info) : onig.error_code_to_str(text, code);
  if (length < 0) length = 0;
  snprintf(error, capacity, "%.*s", length, (const char *)text);
}

static int keep_name(const OnigUChar *name, const OnigUChar *end, int count, int *groups, OnigRegex unused,
                     void *argument) {
  conig_regex *regex = argument;
  (void)unused;
  for (int i = 0; i < count; i++) {
    int group = groups[i];
    if (group < 1 || group > regex->groups) continue;
    size_t length = (size_t)(end - name);
    char *text = malloc(length + 1);
    if (!text) return 1;
    memcpy(text, name, length);
    text[length] = 0;
    free(regex->names[group - 1].text);
    regex->names[group - 1].text = text;
    regex->names[group - 1].length = (int32_t)length;
  }
  return 0;
}

conig_regex *conig_compile(
    const uint8_t *pattern, size_t length, uint32_t options, char *error, size_t capacity) {
  pthread_once(&once, load);
  if (!is_loaded) {
    snprintf(error, capacity, "the library libonig is not installed");
    return NULL;
  }
  OnigOptionType flags = ONIG_OPTION_CAPTURE_GROUP;
  if (options & CONIG_IGNORECASE) flags |= ONIG_OPTION_IGNORECASE;
  if (options & CONIG_EXTEND) flags |= ONIG_OPTION_EXTEND;
  if (options & CONIG_MULTILINE) flags |= ONIG_OPTION_MULTILINE;
  if (options & CONIG_SINGLELINE) flags |= ONIG_OPTION_SINGLELINE;
  if (options & CONIG_FIND_LONGEST) flags |= ONIG_OPTION_FIND_LONGEST;
  if (options & CONIG_FIND_NOT_EMPTY) flags |= ONIG_OPTION_FIND_NOT_EMPTY;
  OnigRegex compiled = NULL;
  OnigErrorInfo info;
  memset(&info, 0, sizeof info);
  int status = onig.new_(&compiled, pattern, pattern + length, flags, onig.utf8, onig.syntax, &info);
  if (status != ONIG_NORMAL) {
    describe(status, &info, error, capacity);
    return NULL;
  }
  conig_regex *regex = calloc(1, sizeof *regex);
  OnigRegion *region = onig.region_new();
  int32_t groups = onig.number_of_captures(compiled);
  struct conig_name *names = calloc(groups > 0 ? (size_t)groups : 1, sizeof *names);
  if (!regex || !region || !names) {
    free(regex);
    free(names);
    if (region) onig.region_free(region, 1);
    onig.free(compiled);
    snprintf(error, capacity, "out of memory");
    return NULL;
  }
  *regex = (conig_regex){compiled, region, groups, names};
  onig.foreach_name(compiled, keep_name, regex);
  return regex;
}

void conig_free(conig_regex *regex) {
  if (!regex) return;
  for (int32_t i = 0; i < regex->groups; i++) free(regex->names[i].text);
  free(regex->names);
  onig.region_free(regex->region, 1);
  onig.free(regex->regex);
  free(regex);
}

int32_t conig_groups(const conig_regex *regex) { return regex->groups; }

const char *conig_group_name(const conig_regex *regex, int32_t group, int32_t *length) {
  if (group < 1 || group > regex->groups) return NULL;
  *length = regex->names[group - 1].length;
  return regex->names[group - 1].text;
}

int32_t conig_search(
    conig_regex *regex, const uint8_t *subject, size_t length, size_t start, int32_t *offsets, char *error,
    size_t capacity) {
  const OnigUChar *end = subject + length;
  int status = onig.search(regex->regex, subject, end, subject + start, end, regex->region, ONIG_OPTION_NONE);
  if (status == ONIG_MISMATCH) return 0;
  if (status < 0) {
    describe(status, NULL, error, capacity);
    return -1;
  }
  for (int32_t i = 0; i <= regex->groups; i++) {
    int known = i < regex->region->num_regs;
    offsets[2 * i] = known ? regex->region->beg[i] : -1;
    offsets[2 * i + 1] = known ? regex->region->end[i] : -1;
  }
  return 1;
}

const char *conig_version(void) {
  pthread_once(&once, load);
  return is_loaded ? onig.version() : NULL;
}
