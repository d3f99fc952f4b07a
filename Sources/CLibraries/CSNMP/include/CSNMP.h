// The keys, digests and ciphers of SNMPv3. None of these reads a configuration, keeps a table of users or remembers anything.
//
// The library names algorithms by global arrays, which Swift may not touch; here they are named by numbers. Its own headers stay
// behind this one: they change what the system's headers define.
#ifndef CSNMP_H
#define CSNMP_H

#include <stddef.h>

// Where the largest key of any algorithm fits; the library extends keys by whole digests.
#define CSNMP_KEY_SIZE 256

// In bytes.
extern const size_t csnmp_shortest_password;

extern const int csnmp_md5;
extern const int csnmp_sha1;
extern const int csnmp_sha224;
extern const int csnmp_sha256;
extern const int csnmp_sha384;
extern const int csnmp_sha512;
extern const int csnmp_des;
extern const int csnmp_aes128;
extern const int csnmp_aes192;
extern const int csnmp_aes256;
extern const int csnmp_aes192_cisco;
extern const int csnmp_aes256_cisco;

// Each gives how many bytes it wrote, or -1.

// The key of a password, by RFC 3414 appendix A.2.
long csnmp_master_key(int auth, const unsigned char *password, size_t count, unsigned char *key);
// The same key as one agent knows it.
long csnmp_local_key(
    int auth, const unsigned char *engine, size_t engine_count,
    const unsigned char *master, size_t master_count, unsigned char *key);
// A local key made as long as the cipher needs it; `key` has CSNMP_KEY_SIZE bytes.
long csnmp_extend_key(
    int auth, int privacy, const unsigned char *engine, size_t engine_count, unsigned char *key, size_t count);
// How many bytes of a digest are sent.
long csnmp_digest_size(int auth);
long csnmp_digest(
    int auth, const unsigned char *key, size_t key_count, const unsigned char *message, size_t count, unsigned char *digest);
// `output` has as many bytes as `input`, and eight more.
long csnmp_crypt(
    int privacy, int encrypts, const unsigned char *key, size_t key_count, const unsigned char *start,
    size_t start_count, const unsigned char *input, size_t count, unsigned char *output);

#endif
