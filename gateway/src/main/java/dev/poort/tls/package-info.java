/** Certificates of listeners, their choice by SNI, and the TLS contexts of both sides. */
@NullMarked
package dev.poort.tls;

import org.jspecify.annotations.NullMarked;
