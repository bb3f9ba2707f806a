/** A shop that tells its prices over WebSocket. */
@NullMarked
package shop;

import org.jspecify.annotations.NullMarked;
