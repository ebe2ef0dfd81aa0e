#pragma once
// libcurl, loaded on first use. Its headers are not required: the constants are part of its ABI and never change. If
// the headers are installed, CCurl.c checks the constants against them.

#include <stddef.h>
#include <stdint.h>

/// Loads the library once. NULL on success, otherwise the error message.
const char *ccurl_load(void);
const char *ccurl_version(void);

enum ccurl_option {
  CCURL_WRITE_DATA = 10001,
  CCURL_URL = 10002,
  CCURL_PROXY = 10004,
  CCURL_ERROR_BUFFER = 10010,
  CCURL_POST_FIELDS = 10015,
  CCURL_USER_AGENT = 10018,
  CCURL_HEADERS = 10023,
  CCURL_HEADER_DATA = 10029,
  CCURL_CUSTOM_REQUEST = 10036,
  CCURL_NO_PROGRESS = 43,
  CCURL_NO_BODY = 44,
  CCURL_POST = 47,
  CCURL_FOLLOW_LOCATION = 52,
  CCURL_PROGRESS_DATA = 10057,
  CCURL_CA_FILE = 10065,
  CCURL_FRESH_CONNECT = 74,
  CCURL_HTTP_GET = 80,
  CCURL_HTTP_VERSION = 84,
  CCURL_CA_FOLDER = 10097,
  CCURL_NO_SIGNAL = 99,
  CCURL_ACCEPT_ENCODING = 10102,
  CCURL_PRIVATE = 10103,
  CCURL_POST_SIZE = 30120,
  CCURL_TCP_NO_DELAY = 121,
  CCURL_TIMEOUT_MS = 155,
  CCURL_CONNECT_TIMEOUT_MS = 156,
  CCURL_NO_PROXY = 10177,
  CCURL_TCP_KEEP_ALIVE = 213,
  CCURL_PATH_AS_IS = 234,
  CCURL_PROXY_CA_FILE = 10246,
  CCURL_SUPPRESS_CONNECT_HEADERS = 265,
  CCURL_MAXIMUM_IDLE_SECONDS = 288,
  CCURL_QUICK_EXIT = 322,
};

enum { CCURL_HTTP_VERSION_1_1 = 2 };

enum ccurl_info {
  CCURL_INFO_NAME_LOOKUP = 0x600000 + 51,
  CCURL_INFO_CONNECT = 0x600000 + 52,
  CCURL_INFO_FIRST_BYTE = 0x600000 + 54,
  CCURL_INFO_TOTAL = 0x600000 + 50,
  CCURL_INFO_TLS = 0x600000 + 56,
};

enum ccurl_code {
  CCURL_OK = 0,
  CCURL_UNSUPPORTED_PROTOCOL = 1,
  CCURL_URL_MALFORMED = 3,
  CCURL_PROXY_NOT_RESOLVED = 5,
  CCURL_HOST_NOT_RESOLVED = 6,
  CCURL_NOT_CONNECTED = 7,
  CCURL_WEIRD_REPLY = 8,
  CCURL_HTTP2 = 16,
  CCURL_PARTIAL = 18,
  CCURL_WRITE_FAILED = 23,
  CCURL_TIMED_OUT = 28,
  CCURL_TLS_CONNECT = 35,
  CCURL_ABORTED = 42,
  CCURL_GOT_NOTHING = 52,
  CCURL_TLS_ENGINE = 53,
  CCURL_SEND = 55,
  CCURL_RECEIVE = 56,
  CCURL_TLS_CERTIFICATE = 58,
  CCURL_TLS_CIPHER = 59,
  CCURL_TLS_VERIFICATION = 60,
  CCURL_BAD_CODING = 61,
  CCURL_TLS_CA_FILE = 77,
  CCURL_HTTP2_STREAM = 92,
  CCURL_PROXY_HANDSHAKE = 97,
};

typedef size_t (*ccurl_receive)(char *bytes, size_t size, size_t count, void *data);
typedef int (*ccurl_progress)(void *data, int64_t down_total, int64_t down, int64_t up_total, int64_t up);
typedef int (*ccurl_before_request)(void *data, char *remote, char *local, int remote_port, int local_port);

// The functions below may be called only after `ccurl_load` has returned NULL. They return libcurl's codes, 0 for
// success.
void *ccurl_easy(void);
void ccurl_easy_free(void *easy);
void ccurl_easy_reset(void *easy);
int ccurl_set_number(void *easy, enum ccurl_option option, long value);
int ccurl_set_size(void *easy, enum ccurl_option option, int64_t value);
int ccurl_set_text(void *easy, enum ccurl_option option, const char *value);
int ccurl_set_pointer(void *easy, enum ccurl_option option, void *value);
int ccurl_set_callbacks(
    void *easy, ccurl_receive body, ccurl_receive header, ccurl_progress progress, void *data);
/// Fails if the library is older than 7.80.
int ccurl_set_before_request(void *easy, ccurl_before_request callback, void *data);
/// Copies the body, which may contain any bytes.
int ccurl_set_body(void *easy, const void *bytes, size_t count);
int64_t ccurl_info(void *easy, enum ccurl_info info);
void *ccurl_private(void *easy);

/// Appends a line to a header list, initially NULL; returns NULL if out of memory.
void *ccurl_header(void *list, const char *line);
void ccurl_header_free(void *list);

void *ccurl_multi(void);
void ccurl_multi_free(void *multi);
int ccurl_multi_add(void *multi, void *easy);
int ccurl_multi_remove(void *multi, void *easy);
int ccurl_multi_perform(void *multi);
int ccurl_multi_poll(void *multi, int timeout_ms);
int ccurl_multi_wakeup(void *multi);
/// The next completed transfer; NULL if there is none.
void *ccurl_multi_ended(void *multi, int *code);
