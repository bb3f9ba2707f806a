@NullMarked
package dev.poort.identity;

import org.jspecify.annotations.NullMarked;
