/** The commands: help, exit codes, output for people and for programs. */
@NullMarked
package dev.poort.cli;

import org.jspecify.annotations.NullMarked;
