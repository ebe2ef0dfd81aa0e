#pragma once
#include <stddef.h>
#include <stdint.h>

// OpenSSL's libcrypto, a dependency of libcurl; loaded with dlopen at the first digest.

typedef enum { CCRYPTO_SHA1, CCRYPTO_SHA256 } ccrypto_function;

/// The length of a digest in bytes.
size_t ccrypto_length(ccrypto_function function);

/// Writes the digest of a text to `output`, which must have room for it. If libcrypto is missing, exits with the name
/// of the library and status 127, like the dynamic loader.
void ccrypto_digest(ccrypto_function function, const void *text, size_t length, uint8_t *output);

/// Writes the HMAC (RFC 2104) of a text to `output`.
void ccrypto_hmac(
    ccrypto_function function, const void *key, size_t key_length, const void *text, size_t length, uint8_t *output);

/// Compares two texts of the same length in constant time; nonzero if they are equal.
int ccrypto_equal(const void *one, const void *other, size_t length);

/// The version string of libcrypto, such as "OpenSSL 3.0.17 1 Jul 2025"; NULL if it is not installed.
const char *ccrypto_version(void);
