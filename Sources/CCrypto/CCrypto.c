#include "CCrypto.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

// Declared as in OpenSSL 1.1 and 3, so that the build does not need its headers.
typedef struct evp_md_st EVP_MD;

static struct {
  const EVP_MD *(*sha1)(void);
  const EVP_MD *(*sha256)(void);
  int (*digest)(const void *, size_t, unsigned char *, unsigned *, const EVP_MD *, void *);
  unsigned char *(*hmac)(const EVP_MD *, const void *, int, const unsigned char *, size_t, unsigned char *, unsigned *);
  int (*compare)(const void *, const void *, size_t);
  const char *(*version)(int);
} library;

static int is_loaded = 0;
/// Why loading failed: dlopen's error for the first name.
static char reason[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
#ifdef __APPLE__
  const char *names[] = {
      "libcrypto.3.dylib", "/opt/homebrew/opt/openssl@3/lib/libcrypto.3.dylib", "/usr/local/opt/openssl@3/lib/libcrypto.3.dylib"};
#else
  const char *names[] = {"libcrypto.so.3", "libcrypto.so.1.1"};
#endif
  void *handle = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !handle; i++) {
    handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (!handle && i == 0) snprintf(reason, sizeof reason, "%s", dlerror());
  }
  if (!handle) return;
  library.sha1 = (__typeof__(library.sha1))dlsym(handle, "EVP_sha1");
  library.sha256 = (__typeof__(library.sha256))dlsym(handle, "EVP_sha256");
  library.digest = (__typeof__(library.digest))dlsym(handle, "EVP_Digest");
  library.hmac = (__typeof__(library.hmac))dlsym(handle, "HMAC");
  library.compare = (__typeof__(library.compare))dlsym(handle, "CRYPTO_memcmp");
  library.version = (__typeof__(library.version))dlsym(handle, "OpenSSL_version");
  is_loaded = library.sha1 && library.sha256 && library.digest && library.hmac && library.compare && library.version;
}

static void require(int is_done) {
  if (is_done) return;
  if (is_loaded) {
    fprintf(stderr, "edush: libcrypto failed to compute a digest\n");
  } else {
    fprintf(stderr, "edush: cannot load libcrypto (OpenSSL): %s\n", reason);
  }
  exit(127);
}

static const EVP_MD *algorithm(ccrypto_function function) {
  pthread_once(&once, load);
  require(is_loaded);
  return function == CCRYPTO_SHA1 ? library.sha1() : library.sha256();
}

size_t ccrypto_length(ccrypto_function function) { return function == CCRYPTO_SHA1 ? 20 : 32; }

void ccrypto_digest(ccrypto_function function, const void *text, size_t length, uint8_t *output) {
  const EVP_MD *chosen = algorithm(function);
  require(library.digest(text, length, output, NULL, chosen, NULL));
}

void ccrypto_hmac(
    ccrypto_function function, const void *key, size_t key_length, const void *text, size_t length, uint8_t *output) {
  const EVP_MD *chosen = algorithm(function);
  // HMAC treats a null key as "reuse the previous key".
  require(library.hmac(chosen, key ? key : "", (int)key_length, text, length, output, NULL) != NULL);
}

int ccrypto_equal(const void *one, const void *other, size_t length) {
  pthread_once(&once, load);
  require(is_loaded);
  return library.compare(one, other, length) == 0;
}

const char *ccrypto_version(void) {
  pthread_once(&once, load);
  return is_loaded ? library.version(0) : NULL;
}
