/**
 * What a gateway is: immutable records in ARM's words, their defaults and ranges. No I/O, no Netty,
 * no JSON.
 */
@NullMarked
package dev.poort.config;

import org.jspecify.annotations.NullMarked;
