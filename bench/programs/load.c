/*
 * The client before the proxies: opens sessions, keeps messages or requests under way in each,
 * checks every byte that comes back, and reads the proxies' CPU clocks around what it counted.
 *
 *   load ws|get|handshake|idle ADDRESS:PORT [--option VALUE]...    see usage() below
 *
 * Prints JSON lines: {"event":"open"} when all sessions are open, {"event":"window"} with the
 * figures of each measured window, and one line for each thing that went wrong (the first 20).
 * Exits 1 after a failure, 2 when it cannot work at all. One thread, level-triggered epoll.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include "net.h"
#include "pattern.h"
#include "session.h"

enum { OPENING_AT_ONCE = 64, STDIN_MARK = 1, TIMER_MS = 2 };

static unsigned settle_ms = 1000, window_ms = 4000, windows = 1;
static pid_t watched[64];
static size_t watched_count;
static struct session *sessions;
static unsigned next_to_open;
static uint64_t all_failures;

static void usage(void) {
  fprintf(stderr,
          "usage: load ws|get|handshake|idle ADDRESS:PORT [--option VALUE]...\n"
          "  --sessions N    connections (64)\n"
          "  --size N        bytes of a message or body: 128, 16k, 1m (125)\n"
          "  --flight N      messages under way in a session (1)\n"
          "  --settle MS     load before the first window (1000)\n"
          "  --window MS     a measured window (4000)\n"
          "  --windows N     how many windows (1)\n"
          "  --cpu-of PIDS   whose CPU time to read around a window, comma-separated\n"
          "  --path PATH     of the request (/SIZE for get, /ws otherwise)\n"
          "  --host NAME     Host field (ADDRESS:PORT)\n"
          "  --sources N     connect from 127.0.0.1 to 127.0.0.N (the kernel's choice)\n"
          "  --patience S    how long an answer may take (10)\n"
          "  --pause MS      between an answer and the next message (0)\n"
          "  --vary 1        message sizes from 8 to --size\n"
          "  --reconnect 1   an ended session is reported, not failed, and opened again\n"
          "idle opens its sessions, waits for a line on standard input, then sends one message on\n"
          "each and counts the answers.\n");
  exit(2);
}

static unsigned number(const char *text) {
  char *end;
  unsigned long value = strtoul(text, &end, 10);
  if (*text == '\0' || *end != '\0' || value > 100000000) {
    usage();
  }
  return (unsigned)value;
}

static void read_pids(char *text) {
  char *pid = strtok(text, ",");
  while (pid != NULL && watched_count < sizeof watched / sizeof *watched) {
    watched[watched_count++] = (pid_t)number(pid);
    pid = strtok(NULL, ",");
  }
}

static void read_option(const char *option, char *value) {
  static const struct {
    const char *name;
    unsigned *where;
  } numbers[] = {{"--sessions", &options.sessions}, {"--flight", &options.flight},
                 {"--settle", &settle_ms},          {"--window", &window_ms},
                 {"--windows", &windows},           {"--sources", &options.sources},
                 {"--patience", &options.patience}, {"--pause", &options.pause}};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    if (strcmp(option, numbers[i].name) == 0) {
      *numbers[i].where = number(value);
      return;
    }
  }
  if (strcmp(option, "--size") == 0 && size_of(value, strlen(value)) >= 0) {
    options.size = (size_t)size_of(value, strlen(value));
  } else if (strcmp(option, "--cpu-of") == 0) {
    read_pids(value);
  } else if (strcmp(option, "--path") == 0) {
    options.path = value;
  } else if (strcmp(option, "--host") == 0) {
    options.host = value;
  } else if (strcmp(option, "--vary") == 0) {
    options.vary = number(value) != 0;
  } else if (strcmp(option, "--reconnect") == 0) {
    options.reconnect = number(value) != 0;
  } else {
    usage();
  }
}

static void read_arguments(int count, char **arguments) {
  static const char *const modes[] = {"ws", "get", "handshake", "idle"};
  static char path[32];
  if (count < 3 || count % 2 == 0) {
    usage();
  }
  options = (struct options){.sessions = 64, .size = 125, .flight = 1, .patience = 10};
  while (options.mode <= IDLE && strcmp(arguments[1], modes[options.mode]) != 0) {
    options.mode++;
  }
  const char *address = arguments[2], *colon = strchr(address, ':');
  if (options.mode > IDLE || colon == NULL) {
    usage();
  }
  options.host = address;
  snprintf(options.address, sizeof options.address, "%.*s", (int)(colon - address), address);
  options.port = (uint16_t)number(colon + 1);
  for (int i = 3; i < count; i += 2) {
    read_option(arguments[i], arguments[i + 1]);
  }
  if (options.flight == 0 || options.sessions == 0 || (options.mode != GET && options.size < 8) ||
      (options.pause > 0 && options.flight > 1)) {
    usage();
  }
  if (options.path == NULL) {
    snprintf(path, sizeof path, "/%zu", options.size);
    options.path = options.mode == GET ? path : "/ws";
  }
}

/* Process CPU time, its ended threads and io_uring workers included, to the nanosecond. */
static uint64_t cpu_ns(void) {
  uint64_t sum = 0;
  for (size_t i = 0; i < watched_count; i++) {
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(watched[i], &clock) != 0 || clock_gettime(clock, &time) != 0) {
      fprintf(stderr, "load: no process %d\n", watched[i]);
      exit(2);
    }
    sum += (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
  }
  return sum;
}

static void print_window(uint64_t ns, uint64_t cpu) {
  printf("{\"event\":\"window\",\"units\":%lu,\"failures\":%lu,\"bytes\":%lu,\"seconds\":%.6f,"
         "\"cpu_us\":%.3f,\"cpu_us_per_unit\":%.4f,\"p50_us\":%.1f,\"p99_us\":%.1f,\"open\":%u}\n",
         tally.units, tally.failures, tally.bytes, (double)ns / 1e9, (double)cpu / 1e3,
         tally.units == 0 ? 0 : (double)cpu / 1e3 / (double)tally.units,
         histogram_us(&tally.latency, 0.5), histogram_us(&tally.latency, 0.99), open_sessions);
  fflush(stdout);
}

static void begin_window(uint64_t *since, uint64_t *cpu, uint64_t now) {
  all_failures += tally.failures;
  memset(&tally, 0, sizeof tally);
  *cpu = cpu_ns();
  *since = now;
}

static void open_more(uint64_t now) {
  while (next_to_open < options.sessions && opening_sessions < OPENING_AT_ONCE) {
    session_open(&sessions[next_to_open++], now);
  }
}

static bool everything_open(void) {
  return next_to_open == options.sessions && (options.mode == HANDSHAKE || opening_sessions == 0);
}

/* Handles what happens within the given time; true when standard input had something to say. */
static bool turn(int wait_ms) {
  struct epoll_event events[256];
  bool told = false;
  bool timed = options.pause > 0 || options.reconnect;
  int n = epoll_wait(poller, events, 256, timed && wait_ms > TIMER_MS ? TIMER_MS : wait_ms);
  if (n < 0 && errno != EINTR) {
    die("epoll_wait");
  }
  uint64_t now = now_ns();
  for (int i = 0; i < n; i++) {
    if (events[i].data.u64 == STDIN_MARK) {
      told = true;
      epoll_ctl(poller, EPOLL_CTL_DEL, STDIN_FILENO, NULL);
    } else {
      session_event(events[i].data.ptr, events[i].events, now);
    }
  }
  static uint64_t timers, checked;
  if (timed && now > timers + TIMER_MS * 1000000u) {
    timers = now;
    for (unsigned i = 0; i < next_to_open; i++) {
      session_due(&sessions[i], now);
    }
  }
  if (now > checked + 1000000000u) {
    checked = now;
    for (unsigned i = 0; i < next_to_open; i++) {
      session_check(&sessions[i], now);
    }
  }
  return told;
}

static void open_all(void) {
  uint64_t limit = now_ns() + 60000000000ull;
  do {
    open_more(now_ns());
    turn(100);
  } while (!everything_open() && now_ns() < limit);
  printf("{\"event\":\"open\",\"sessions\":%u,\"failures\":%lu}\n", open_sessions, tally.failures);
  fflush(stdout);
}

/* Whether there is anything left to measure. */
static bool any_session(void) {
  return open_sessions > 0 || options.mode == HANDSHAKE || options.reconnect;
}

static void measure(void) {
  uint64_t since = now_ns(), cpu;
  while (now_ns() < since + settle_ms * 1000000ull) {
    turn(10);
  }
  for (unsigned i = 0; i < windows && any_session(); i++) {
    begin_window(&since, &cpu, now_ns());
    uint64_t now;
    while ((now = now_ns()) < since + window_ms * 1000000ull) {
      turn(10);
    }
    print_window(now - since, cpu_ns() - cpu);
  }
}

/* Waits for a word, then asks every session whether it is still alive. */
static void hold(void) {
  struct epoll_event event = {.events = EPOLLIN, .data.u64 = STDIN_MARK};
  if (epoll_ctl(poller, EPOLL_CTL_ADD, STDIN_FILENO, &event) < 0) {
    die("standard input");
  }
  while (!turn(1000)) {
  }
  uint64_t since, cpu;
  begin_window(&since, &cpu, now_ns());
  unsigned asked = 0;
  uint64_t limit = since + (options.patience + 2) * 1000000000ull;
  while ((asked < options.sessions || tally.units < open_sessions) && now_ns() < limit) {
    uint64_t heard = options.sessions - open_sessions + tally.units;
    for (; asked < options.sessions && asked < heard + OPENING_AT_ONCE; asked++) {
      if (sessions[asked].state == OPEN) {
        session_send(&sessions[asked], now_ns());
      }
    }
    turn(10);
  }
  print_window(now_ns() - since, cpu_ns() - cpu);
}

int main(int count, char **arguments) {
  read_arguments(count, arguments);
  signal(SIGPIPE, SIG_IGN);
  poller = epoll_create1(EPOLL_CLOEXEC);
  sessions = calloc(options.sessions, sizeof *sessions);
  uint64_t *sent_at = calloc((size_t)options.sessions * options.flight, sizeof *sent_at);
  if (poller < 0 || sessions == NULL || sent_at == NULL) {
    die("load");
  }
  for (unsigned i = 0; i < options.sessions; i++) {
    sessions[i].id = i;
    sessions[i].sent_at = sent_at + (size_t)i * options.flight;
  }
  open_all();
  if (options.mode == IDLE) {
    hold();
  } else {
    measure();
  }
  all_failures += tally.failures;
  bool all_stay = options.mode != HANDSHAKE && !options.reconnect;
  return all_failures > 0 || (all_stay && open_sessions < options.sessions);
}
