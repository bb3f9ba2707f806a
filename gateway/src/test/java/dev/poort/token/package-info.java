@NullMarked
package dev.poort.token;

import org.jspecify.annotations.NullMarked;
