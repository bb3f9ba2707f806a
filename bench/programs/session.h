/* One client connection of the load: its state, what it sent and what it expects. */
#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "frame.h"
#include "histogram.h"

enum mode { WS, GET, HANDSHAKE, IDLE };

/* What the command line asks for. */
struct options {
  enum mode mode;
  char address[64];
  uint16_t port;
  const char *host;
  const char *path;
  unsigned sessions;
  size_t size;      /* bytes of a message or body */
  unsigned flight;  /* messages under way in a session */
  unsigned pause;   /* ms between an answer and the next message */
  unsigned patience; /* seconds without an answer after which a session has failed */
  unsigned sources; /* how many addresses 127.0.0.x to connect from, 0 for the kernel's choice */
  bool vary;        /* sizes from 8 bytes to size */
  bool reconnect;   /* an ended session is opened again and no failure */
};

enum state { CLOSED, CONNECTING, UPGRADING, OPEN, LEAVING };

struct session {
  int fd;
  uint32_t id;
  enum state state;
  bool watches_output;
  char origin[16]; /* the member's name (X-Origin) */
  uint32_t sent, answered;
  uint64_t *sent_at; /* a ring of `flight` moments */
  uint64_t due;      /* when to send (pause) or to connect again; 0 for neither */
  unsigned char *out; /* not yet taken by the socket */
  size_t out_start, out_length, out_capacity;
  char head[4096]; /* of the answer, or of a frame, until it is whole */
  size_t head_length;
  struct frame frame; /* the answer under way; for GET only its length */
  uint64_t frame_done;
  bool in_frame;
  unsigned char control[128]; /* payload of a Close frame or a Ping */
};

/* What happened since these were last set to zero. */
struct tally {
  uint64_t units, failures, bytes;
  struct histogram latency;
};

extern struct options options;
extern struct tally tally;
extern int poller;
extern unsigned open_sessions, opening_sessions;

/* Begins to connect. */
void session_open(struct session *session, uint64_t now);

/* Reacts to what epoll reports. */
void session_event(struct session *session, unsigned events, uint64_t now);

/* Sends the next message, and closes the session if that fails. */
void session_send(struct session *session, uint64_t now);

/* Fails a session that has waited too long for an answer. */
void session_check(struct session *session, uint64_t now);

/* Sends the next message or connects again if that is due. */
void session_due(struct session *session, uint64_t now);

#endif
