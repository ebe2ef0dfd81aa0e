#pragma once
#include <stddef.h>
#include <stdint.h>

// OpenSSL's libcrypto, which comes with libcurl; opened with dlopen at the first digest.

typedef enum { CCRYPTO_SHA1, CCRYPTO_SHA256 } ccrypto_function;

/// The number of bytes that a function gives.
size_t ccrypto_length(ccrypto_function function);

/// Writes the digest of a text to `output`, which has room for it. Without libcrypto the process ends with the name of
/// the missing library, as it does for one that the dynamic loader misses.
void ccrypto_digest(ccrypto_function function, const void *text, size_t length, uint8_t *output);

/// Writes the HMAC (RFC 2104) of a text to `output`.
void ccrypto_hmac(
    ccrypto_function function, const void *key, size_t key_length, const void *text, size_t length, uint8_t *output);

/// Whether two texts of the same length are equal, in a time that does not tell where they differ.
int ccrypto_equal(const void *one, const void *other, size_t length);

/// The version that libcrypto tells of itself, like "OpenSSL 3.0.17 1 Jul 2025"; null where it is not installed.
const char *ccrypto_version(void);
