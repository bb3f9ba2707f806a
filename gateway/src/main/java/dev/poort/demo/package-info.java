/** The chat and echo backend of the demonstration, and its ARM file. */
@NullMarked
package dev.poort.demo;

import org.jspecify.annotations.NullMarked;
