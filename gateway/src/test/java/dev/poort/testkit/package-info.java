/** What tests of a running gateway stand on: raw clients, scripted members, certificates. */
@NullMarked
package dev.poort.testkit;

import org.jspecify.annotations.NullMarked;
