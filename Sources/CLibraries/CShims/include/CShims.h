#ifndef CSHIMS_H
#define CSHIMS_H

#include <stdint.h>

// Swift's Glibc module has neither epoll nor eventfd nor prctl; these are the calls the event loop needs.

#define CS_READABLE 1u
#define CS_WRITABLE 2u
// Error or hang-up; reported whether it was asked for or not.
#define CS_BROKEN 4u

// Only the next event is told; then nothing is wanted until it is set again.
#define CS_ONCE 8u

// What epoll said about one descriptor.
struct cs_event {
    int32_t fd;
    uint32_t events;
};

// Each returns a descriptor (closed on exec) or -errno.
int cs_epoll_create(void);
int cs_eventfd(void);

// Sets what is wanted of a descriptor, adding it when it is new; zero removes it. Returns 0 or -errno.
int cs_epoll_set(int epoll, int fd, uint32_t events);

// Waits at most `timeout` milliseconds (-1: for ever) and fills `out`. Returns the number of events, 0 after a signal, or -errno.
int cs_epoll_wait(int epoll, struct cs_event *out, int capacity, int timeout);

// Names the calling thread for debuggers; Linux keeps 15 bytes.
void cs_name_thread(const char *name);

#endif
