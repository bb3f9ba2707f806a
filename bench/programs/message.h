/* What a session says and what it must hear: requests, frames, and the check of every byte. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "session.h"

/* Appends a GET or a WebSocket handshake to the session's output. */
void put_request(struct session *session);

/* Appends the next message (ws, idle) or request (get) and notes the moment. */
void put_message(struct session *session, uint64_t now);

/* Appends a Close frame with 1000. */
void put_close(struct session *session);

/* Appends the Pong that answers a Ping. */
void put_pong(struct session *session, const unsigned char *payload, size_t length);

/* How long the payload of a message is; sizes vary where the options say so. */
size_t message_size(const struct session *session, uint32_t number);

/* Whether these are the next bytes of the answer under way. */
bool is_expected(const struct session *session, const unsigned char *bytes, size_t length);

/* Whether a 101's head is right; the accept value belongs to put_request's key. */
bool is_upgrade(const char *head, size_t length);

#endif
