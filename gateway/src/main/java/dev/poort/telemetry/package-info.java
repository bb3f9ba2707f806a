/** Facts about traffic: the access log and the records of sessions. Knows facts, not rooms. */
@NullMarked
package dev.poort.telemetry;

import org.jspecify.annotations.NullMarked;
