/** Pools at run time: members, health and probes, balancing, connections to members. */
@NullMarked
package dev.poort.backend;

import org.jspecify.annotations.NullMarked;
