#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

#if __has_include(<curl/curl.h>)
#define CURL_DISABLE_TYPECHECK
#define CURL_DISABLE_DEPRECATION
#include <curl/curl.h>
#define CHECK(ours, theirs) _Static_assert((long)(ours) == (long)(theirs), #theirs)
CHECK(CCURL_WRITE_DATA, CURLOPT_WRITEDATA);
CHECK(CCURL_URL, CURLOPT_URL);
CHECK(CCURL_PROXY, CURLOPT_PROXY);
CHECK(CCURL_ERROR_BUFFER, CURLOPT_ERRORBUFFER);
CHECK(CCURL_POST_FIELDS, CURLOPT_POSTFIELDS);
CHECK(CCURL_USER_AGENT, CURLOPT_USERAGENT);
CHECK(CCURL_HEADERS, CURLOPT_HTTPHEADER);
CHECK(CCURL_HEADER_DATA, CURLOPT_HEADERDATA);
CHECK(CCURL_CUSTOM_REQUEST, CURLOPT_CUSTOMREQUEST);
CHECK(CCURL_NO_PROGRESS, CURLOPT_NOPROGRESS);
CHECK(CCURL_NO_BODY, CURLOPT_NOBODY);
CHECK(CCURL_POST, CURLOPT_POST);
CHECK(CCURL_FOLLOW_LOCATION, CURLOPT_FOLLOWLOCATION);
CHECK(CCURL_PROGRESS_DATA, CURLOPT_XFERINFODATA);
CHECK(CCURL_CA_FILE, CURLOPT_CAINFO);
CHECK(CCURL_FRESH_CONNECT, CURLOPT_FRESH_CONNECT);
CHECK(CCURL_HTTP_GET, CURLOPT_HTTPGET);
CHECK(CCURL_HTTP_VERSION, CURLOPT_HTTP_VERSION);
CHECK(CCURL_HTTP_VERSION_1_1, CURL_HTTP_VERSION_1_1);
CHECK(CCURL_CA_FOLDER, CURLOPT_CAPATH);
CHECK(CCURL_NO_SIGNAL, CURLOPT_NOSIGNAL);
CHECK(CCURL_ACCEPT_ENCODING, CURLOPT_ACCEPT_ENCODING);
CHECK(CCURL_PRIVATE, CURLOPT_PRIVATE);
CHECK(CCURL_POST_SIZE, CURLOPT_POSTFIELDSIZE_LARGE);
CHECK(CCURL_TCP_NO_DELAY, CURLOPT_TCP_NODELAY);
CHECK(CCURL_TIMEOUT_MS, CURLOPT_TIMEOUT_MS);
CHECK(CCURL_CONNECT_TIMEOUT_MS, CURLOPT_CONNECTTIMEOUT_MS);
CHECK(CCURL_NO_PROXY, CURLOPT_NOPROXY);
CHECK(CCURL_TCP_KEEP_ALIVE, CURLOPT_TCP_KEEPALIVE);
CHECK(CCURL_PATH_AS_IS, CURLOPT_PATH_AS_IS);
CHECK(CCURL_PROXY_CA_FILE, CURLOPT_PROXY_CAINFO);
CHECK(CCURL_SUPPRESS_CONNECT_HEADERS, CURLOPT_SUPPRESS_CONNECT_HEADERS);
CHECK(CCURL_MAXIMUM_IDLE_SECONDS, CURLOPT_MAXAGE_CONN);
#if LIBCURL_VERSION_NUM >= 0x075700
CHECK(CCURL_QUICK_EXIT, CURLOPT_QUICK_EXIT);
#endif
CHECK(CCURL_INFO_NAME_LOOKUP, CURLINFO_NAMELOOKUP_TIME_T);
CHECK(CCURL_INFO_CONNECT, CURLINFO_CONNECT_TIME_T);
CHECK(CCURL_INFO_FIRST_BYTE, CURLINFO_STARTTRANSFER_TIME_T);
CHECK(CCURL_INFO_TOTAL, CURLINFO_TOTAL_TIME_T);
CHECK(CCURL_INFO_TLS, CURLINFO_APPCONNECT_TIME_T);
CHECK(CCURL_PROXY_HANDSHAKE, CURLE_PROXY);
CHECK(CCURL_HTTP2_STREAM, CURLE_HTTP2_STREAM);
CHECK(CCURL_TLS_CA_FILE, CURLE_SSL_CACERT_BADFILE);
CHECK(CCURL_TLS_VERIFICATION, CURLE_PEER_FAILED_VERIFICATION);
CHECK(CCURL_BAD_CODING, CURLE_BAD_CONTENT_ENCODING);
#endif

// Options used only in this file.
enum {
  option_write_function = 20011,
  option_header_function = 20079,
  option_progress_function = 20219,
  option_before_function = 20312,
  option_before_data = 10313,
  option_copy_body = 10165,
  info_private = 0x100000 + 21,
  global_default = 3,
};

struct ended_message {
  int kind;
  void *easy;
  union {
    void *pointer;
    int code;
  } data;
};

static struct {
  int (*global_init)(long);
  char *(*version)(void);
  void *(*easy_init)(void);
  void (*easy_cleanup)(void *);
  void (*easy_reset)(void *);
  int (*easy_setopt)(void *, int, ...);
  int (*easy_getinfo)(void *, int, ...);
  void *(*slist_append)(void *, const char *);
  void (*slist_free_all)(void *);
  void *(*multi_init)(void);
  int (*multi_cleanup)(void *);
  int (*multi_add_handle)(void *, void *);
  int (*multi_remove_handle)(void *, void *);
  int (*multi_perform)(void *, int *);
  int (*multi_poll)(void *, void *, unsigned, int, int *);
  int (*multi_wakeup)(void *);
  struct ended_message *(*multi_info_read)(void *, int *);
} curl;

static char failure[512];
static int failed;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void fail(const char *why) {
  failed = 1;
  snprintf(failure, sizeof failure, "%s", why ? why : "unknown reason");
}

static void *symbol(void *library, const char *name) {
  void *found = dlsym(library, name);
  if (!found) fail(dlerror());
  return found;
}

static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    fail(dlerror());
    library = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    failed = 0;
  }
#define LOAD(name) *(void **)&curl.name = symbol(library, "curl_" #name)
  LOAD(global_init);
  LOAD(version);
  LOAD(easy_init);
  LOAD(easy_cleanup);
  LOAD(easy_reset);
  LOAD(easy_setopt);
  LOAD(easy_getinfo);
  LOAD(slist_append);
  LOAD(slist_free_all);
  LOAD(multi_init);
  LOAD(multi_cleanup);
  LOAD(multi_add_handle);
  LOAD(multi_remove_handle);
  LOAD(multi_perform);
  LOAD(multi_poll);
  LOAD(multi_wakeup);
  LOAD(multi_info_read);
#undef LOAD
  if (!failed && curl.global_init(global_default) != 0) fail("its initialisation failed");
}

const char *ccurl_load(void) {
  pthread_once(&once, load);
  return failed ? failure : NULL;
}

const char *ccurl_version(void) { return curl.version(); }

void *ccurl_easy(void) { return curl.easy_init(); }
void ccurl_easy_free(void *easy) { curl.easy_cleanup(easy); }
void ccurl_easy_reset(void *easy) { curl.easy_reset(easy); }

int ccurl_set_number(void *easy, enum ccurl_option option, long value) {
  return curl.easy_setopt(easy, option, value);
}

int ccurl_set_size(void *easy, enum ccurl_option option, int64_t value) {
  return curl.easy_setopt(easy, option, value);
}

int ccurl_set_text(void *easy, enum ccurl_option option, const char *value) {
  return curl.easy_setopt(easy, option, value);
}

int ccurl_set_pointer(void *easy, enum ccurl_option option, void *value) {
  return curl.easy_setopt(easy, option, value);
}

int ccurl_set_callbacks(
    void *easy, ccurl_receive body, ccurl_receive header, ccurl_progress progress, void *data) {
  int code = curl.easy_setopt(easy, option_write_function, body);
  if (!code) code = curl.easy_setopt(easy, CCURL_WRITE_DATA, data);
  if (!code) code = curl.easy_setopt(easy, option_header_function, header);
  if (!code) code = curl.easy_setopt(easy, CCURL_HEADER_DATA, data);
  if (!code) code = curl.easy_setopt(easy, option_progress_function, progress);
  return code ? code : curl.easy_setopt(easy, CCURL_PROGRESS_DATA, data);
}

int ccurl_set_before_request(void *easy, ccurl_before_request callback, void *data) {
  int code = curl.easy_setopt(easy, option_before_function, callback);
  return code ? code : curl.easy_setopt(easy, option_before_data, data);
}

int ccurl_set_body(void *easy, const void *bytes, size_t count) {
  int code = curl.easy_setopt(easy, CCURL_POST, 1L);
  if (!code) code = curl.easy_setopt(easy, CCURL_POST_SIZE, (int64_t)count);
  return code ? code : curl.easy_setopt(easy, option_copy_body, count ? bytes : "");
}

int64_t ccurl_info(void *easy, enum ccurl_info info) {
  int64_t value = 0;
  return curl.easy_getinfo(easy, info, &value) ? 0 : value;
}

void *ccurl_private(void *easy) {
  char *value = NULL;
  curl.easy_getinfo(easy, info_private, &value);
  return value;
}

void *ccurl_header(void *list, const char *line) { return curl.slist_append(list, line); }
void ccurl_header_free(void *list) { curl.slist_free_all(list); }

void *ccurl_multi(void) { return curl.multi_init(); }
void ccurl_multi_free(void *multi) { curl.multi_cleanup(multi); }
int ccurl_multi_add(void *multi, void *easy) { return curl.multi_add_handle(multi, easy); }
int ccurl_multi_remove(void *multi, void *easy) { return curl.multi_remove_handle(multi, easy); }

int ccurl_multi_perform(void *multi) {
  int running = 0;
  return curl.multi_perform(multi, &running);
}

int ccurl_multi_poll(void *multi, int timeout_ms) { return curl.multi_poll(multi, NULL, 0, timeout_ms, NULL); }
int ccurl_multi_wakeup(void *multi) { return curl.multi_wakeup(multi); }

void *ccurl_multi_ended(void *multi, int *code) {
  int left = 0;
  struct ended_message *message;
  while ((message = curl.multi_info_read(multi, &left))) {
    if (message->kind != 1) continue;
    *code = message->data.code;
    return message->easy;
  }
  return NULL;
}
