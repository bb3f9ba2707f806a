/**
 * The cases of the Autobahn test suite (its numbers and descriptions, 1.* to 13.*), played by a
 * driver of our own: once without the gateway, once through it. What both ends hear must be equal.
 *
 * <p>A {@link dev.poort.websocket.autobahn.Case} is a list of steps. {@link
 * dev.poort.websocket.autobahn.Player} plays it at one end of a session, as a client or as a
 * server; {@link dev.poort.websocket.autobahn.Mirror} sends back frame for frame what comes to the
 * other end, that also which no strict peer would. {@code dev.poort.foreign} puts strict peers in
 * its place.
 *
 * <p>Two things are less than in the suite, to bound the time: 9.7 and 9.8 send 100 messages in
 * place of 1000, 12 and 13 send 10 in place of 1000, and 3 of those of 8192 octets and more. Waits
 * of a second are of 100 ms. The suite's five files of payloads are text and octets of the same
 * kinds that are made here.
 */
@NullMarked
package dev.poort.websocket.autobahn;

import org.jspecify.annotations.NullMarked;
