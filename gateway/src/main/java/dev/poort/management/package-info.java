/** What a person or a program asks of a running gateway over HTTP. */
@NullMarked
package dev.poort.management;

import org.jspecify.annotations.NullMarked;
