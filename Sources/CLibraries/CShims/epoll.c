#include "CShims.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

enum { MAX_EVENTS = 256 };

int cs_epoll_create(void) {
    int fd = epoll_create1(EPOLL_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

int cs_eventfd(void) {
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return fd < 0 ? -errno : fd;
}

int cs_epoll_set(int epoll, int fd, uint32_t events) {
    if (events == 0) {
        // Removing what is already closed is no error: the kernel dropped it by itself.
        return epoll_ctl(epoll, EPOLL_CTL_DEL, fd, 0) == 0 || errno == ENOENT || errno == EBADF ? 0 : -errno;
    }
    uint32_t wanted = (events & CS_READABLE ? EPOLLIN : 0) | (events & CS_WRITABLE ? EPOLLOUT : 0)
        | (events & CS_ONCE ? EPOLLONESHOT : 0);
    struct epoll_event event = {.events = wanted, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event) == 0) return 0;
    if (errno != ENOENT) return -errno;
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0 ? 0 : -errno;
}

int cs_epoll_wait(int epoll, struct cs_event *out, int capacity, int timeout) {
    struct epoll_event events[MAX_EVENTS];
    int count = epoll_wait(epoll, events, capacity < MAX_EVENTS ? capacity : MAX_EVENTS, timeout);
    if (count < 0) return errno == EINTR ? 0 : -errno;
    for (int i = 0; i < count; i++) {
        out[i].fd = events[i].data.fd;
        out[i].events = (events[i].events & EPOLLIN ? CS_READABLE : 0) | (events[i].events & EPOLLOUT ? CS_WRITABLE : 0)
            | (events[i].events & (EPOLLERR | EPOLLHUP) ? CS_BROKEN : 0);
    }
    return count;
}
