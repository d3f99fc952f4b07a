// The keys, digests and ciphers of SNMPv3. None of these reads a configuration, keeps a table of users or remembers anything.
//
// The library names algorithms by global arrays, which Swift may not touch; here they are named by the library's numbers.
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/types.h>
#include <net-snmp/library/snmp_api.h>
#include <net-snmp/library/transform_oids.h>
#include <net-snmp/library/snmpusm.h>
#include <net-snmp/library/keytools.h>
#include <net-snmp/library/scapi.h>
#include <stdlib.h>
#include <string.h>

// Where the largest key of any algorithm fits; the library extends keys by whole digests.
#define CSNMP_KEY_SIZE 256

static const int csnmp_md5 = NETSNMP_USMAUTH_HMACMD5;
static const int csnmp_sha1 = NETSNMP_USMAUTH_HMACSHA1;
static const int csnmp_sha224 = NETSNMP_USMAUTH_HMAC128SHA224;
static const int csnmp_sha256 = NETSNMP_USMAUTH_HMAC192SHA256;
static const int csnmp_sha384 = NETSNMP_USMAUTH_HMAC256SHA384;
static const int csnmp_sha512 = NETSNMP_USMAUTH_HMAC384SHA512;

static const int csnmp_des = USM_CREATE_USER_PRIV_DES;
static const int csnmp_aes128 = USM_CREATE_USER_PRIV_AES;
static const int csnmp_aes192 = USM_CREATE_USER_PRIV_AES192;
static const int csnmp_aes256 = USM_CREATE_USER_PRIV_AES256;
static const int csnmp_aes192_cisco = USM_CREATE_USER_PRIV_AES192_CISCO;
static const int csnmp_aes256_cisco = USM_CREATE_USER_PRIV_AES256_CISCO;

// Each gives how many bytes it wrote, or -1.

// The key of a password, by RFC 3414 appendix A.2.
static inline long csnmp_master_key(int auth, const unsigned char *password, size_t count, unsigned char *key) {
    size_t name_length = 0, size = CSNMP_KEY_SIZE;
    const oid *name = sc_get_auth_oid(auth, &name_length);
    if (name == NULL || generate_Ku(name, (u_int)name_length, password, count, key, &size) != SNMPERR_SUCCESS) return -1;
    return (long)size;
}

// The same key as one agent knows it.
static inline long csnmp_local_key(
    int auth, const unsigned char *engine, size_t engine_count, const unsigned char *master, size_t master_count,
    unsigned char *key) {
    size_t name_length = 0, size = CSNMP_KEY_SIZE;
    const oid *name = sc_get_auth_oid(auth, &name_length);
    if (name == NULL ||
        generate_kul(name, (u_int)name_length, engine, engine_count, master, master_count, key, &size) != SNMPERR_SUCCESS)
        return -1;
    return (long)size;
}

// A local key made as long as the cipher needs it; `key` has CSNMP_KEY_SIZE bytes.
static inline long csnmp_extend_key(
    int auth, int privacy, const unsigned char *engine, size_t engine_count, unsigned char *key, size_t count) {
    size_t name_length = 0, size = count;
    oid *name = sc_get_auth_oid(auth, &name_length);
    int needed = sc_get_proper_priv_length_bytype(privacy);
    if (name == NULL || needed <= 0 || needed > CSNMP_KEY_SIZE) return -1;
    // The library may move it.
    u_char *moving = (u_char *)calloc(1, CSNMP_KEY_SIZE);
    if (moving == NULL) return -1;
    memcpy(moving, key, count);
    int problem = netsnmp_extend_kul(
        (u_int)needed, name, (u_int)name_length, privacy, (u_char *)engine, (u_int)engine_count, &moving, &size,
        CSNMP_KEY_SIZE);
    if (problem == SNMPERR_SUCCESS && size >= (size_t)needed && size <= CSNMP_KEY_SIZE) {
        memcpy(key, moving, size);
    } else {
        size = 0;
    }
    free(moving);
    return size > 0 ? (long)size : -1;
}

// How many bytes of a digest are sent.
static inline long csnmp_digest_size(int auth) { return sc_get_auth_maclen(auth); }

static inline long csnmp_digest(
    int auth, const unsigned char *key, size_t key_count, const unsigned char *message, size_t count,
    unsigned char *digest) {
    size_t name_length = 0, size = (size_t)sc_get_auth_maclen(auth);
    const oid *name = sc_get_auth_oid(auth, &name_length);
    if (name == NULL ||
        sc_generate_keyed_hash(
            name, name_length, key, (u_int)key_count, message, (u_int)count, digest, &size) != SNMPERR_SUCCESS)
        return -1;
    return (long)size;
}

// `output` has as many bytes as `input`, and eight more.
static inline long csnmp_crypt(
    int privacy, int encrypts, const unsigned char *key, size_t key_count, const unsigned char *start, size_t start_count,
    const unsigned char *input, size_t count, unsigned char *output) {
    size_t name_length = 0, size = count + 8;
    const oid *name = sc_get_priv_oid(privacy, &name_length);
    if (name == NULL) return -1;
    int problem = encrypts ? sc_encrypt(
                                 name, name_length, (u_char *)key, (u_int)key_count, (u_char *)start,
                                 (u_int)start_count, input, (u_int)count, output, &size)
                           : sc_decrypt(
                                 name, name_length, (u_char *)key, (u_int)key_count, (u_char *)start,
                                 (u_int)start_count, (u_char *)input, (u_int)count, output, &size);
    return problem == SNMPERR_SUCCESS ? (long)size : -1;
}
