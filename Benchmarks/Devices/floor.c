/* The floor: what the servers and libssh2 allow when a client does nothing but move bytes and look for a "#" at their end.
   usage: floor cold HOSTS AT_ONCE LINE…    every host: sign in, type the lines one after the other, leave
          floor single HOSTS TIMES LINE…    the first host: sign in, type the lines but the last once, the last so often
   HOSTS has lines of «host port user password». Prints seconds, failures and commands as JSON. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <libssh2.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum state { IDLE, CONNECTING, KEYS, LIST, LOGIN, CHANNEL, PTY, SHELL, TALK, GONE };

struct session {
    char host[64], user[64], password[128];
    int port, fd, line, sent, ended_in_prompt;
    enum state state;
    LIBSSH2_SESSION *ssh;
    LIBSSH2_CHANNEL *channel;
};

static char **lines;
static int line_count, times, failures;
static long commands;
static double commanding_since;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void leave(struct session *s, int failed) {
    failures += failed;
    if (failed) fprintf(stderr, "%s:%d failed in state %d\n", s->host, s->port, s->state);
    shutdown(s->fd, SHUT_RDWR);
    if (s->ssh) while (libssh2_session_free(s->ssh) == LIBSSH2_ERROR_EAGAIN) {}
    close(s->fd);
    s->fd = -1;
    s->state = GONE;
}

static void begin(struct session *s) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(s->port)};
    int one = 1;
    inet_pton(AF_INET, s->host, &a.sin_addr);
    s->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(s->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    s->state = CONNECTING;
    if (connect(s->fd, (struct sockaddr *)&a, sizeof a) != 0 && errno != EINPROGRESS) leave(s, 1);
}

/* What line is typed next; the last one is repeated. */
static const char *next_line(struct session *s) {
    int count = line_count - 1 + times;
    if (s->line >= count) return NULL;
    return lines[s->line < line_count ? s->line : line_count - 1];
}

static int talk(struct session *s) {
    char buffer[65536];
    ssize_t n;
    for (;;) {
        if (!s->sent && s->ended_in_prompt) {
            const char *text = next_line(s);
            if (!text) return 0;
            char typed[256];
            int length = snprintf(typed, sizeof typed, "%s\r", text);
            n = libssh2_channel_write(s->channel, typed, length);
            if (n == LIBSSH2_ERROR_EAGAIN) return LIBSSH2_ERROR_EAGAIN;
            if (n != length) return -1;
            s->sent = 1;
            s->ended_in_prompt = 0;
        }
        n = libssh2_channel_read(s->channel, buffer, sizeof buffer);
        if (n == LIBSSH2_ERROR_EAGAIN) return LIBSSH2_ERROR_EAGAIN;
        if (n <= 0) return -1;
        while (n > 0 && buffer[n - 1] == ' ') n--;
        if (n > 0 && buffer[n - 1] == '#') {
            if (s->sent) { s->line++; commands++; }
            s->sent = 0;
            s->ended_in_prompt = 1;
            if (!commanding_since && s->line == line_count - 1) {
                commanding_since = now();
                commands = 0;
            }
        }
    }
}

static void go_on(struct session *s) {
    for (;;) {
        int rc = 0;
        switch (s->state) {
        case CONNECTING: {
            int problem = 0;
            socklen_t size = sizeof problem;
            getsockopt(s->fd, SOL_SOCKET, SO_ERROR, &problem, &size);
            if (problem) return leave(s, 1);
            s->ssh = libssh2_session_init();
            libssh2_session_set_blocking(s->ssh, 0);
            break;
        }
        case KEYS: rc = libssh2_session_handshake(s->ssh, s->fd); break;
        case LIST:
            if (!libssh2_userauth_list(s->ssh, s->user, strlen(s->user)))
                rc = libssh2_session_last_errno(s->ssh);
            break;
        case LOGIN: rc = libssh2_userauth_password(s->ssh, s->user, s->password); break;
        case CHANNEL:
            s->channel = libssh2_channel_open_session(s->ssh);
            if (!s->channel) rc = libssh2_session_last_errno(s->ssh);
            break;
        case PTY: rc = libssh2_channel_request_pty_ex(s->channel, "vt100", 5, NULL, 0, 511, 24, 0, 0); break;
        case SHELL: rc = libssh2_channel_shell(s->channel); break;
        case TALK:
            rc = talk(s);
            if (rc == 0) return leave(s, 0);
            break;
        default: return;
        }
        if (rc == LIBSSH2_ERROR_EAGAIN) return;
        if (rc < 0) return leave(s, 1);
        s->state++;
    }
}

int main(int argc, char **argv) {
    static struct session all[20000];
    static struct pollfd fds[20000];
    static struct session *open[20000];
    if (argc < 5) return 64;
    int single = strcmp(argv[1], "single") == 0, count = 0, at_once = single ? 1 : atoi(argv[3]);
    times = single ? atoi(argv[3]) : 1;
    lines = argv + 4;
    line_count = argc - 4;
    FILE *file = fopen(argv[2], "r");
    if (!file) return 66;
    while (count < (single ? 1 : 20000)
           && fscanf(file, "%63s %d %63s %127s", all[count].host, &all[count].port, all[count].user, all[count].password) == 4)
        count++;
    fclose(file);
    libssh2_init(0);
    double start = now();
    int next = 0, running = 0;
    while (next < count || running > 0) {
        while (running < at_once && next < count) {
            begin(&all[next]);
            open[running++] = &all[next++];
        }
        for (int i = 0; i < running; i++) {
            int directions = open[i]->state == CONNECTING ? LIBSSH2_SESSION_BLOCK_OUTBOUND
                : libssh2_session_block_directions(open[i]->ssh);
            fds[i].fd = open[i]->fd;
            fds[i].events = (directions & LIBSSH2_SESSION_BLOCK_OUTBOUND ? POLLOUT : 0)
                | (directions & LIBSSH2_SESSION_BLOCK_INBOUND || !directions ? POLLIN : 0);
        }
        poll(fds, running, 60000);
        for (int i = running - 1; i >= 0; i--) {
            if (fds[i].revents) go_on(open[i]);
            if (open[i]->state == GONE) open[i] = open[--running];
        }
    }
    double end = now();
    printf("{\"seconds\": %.6f, \"commanding_seconds\": %.6f, \"failures\": %d, \"commands\": %ld}\n", end - start,
           end - commanding_since, failures, commands);
    return 0;
}
