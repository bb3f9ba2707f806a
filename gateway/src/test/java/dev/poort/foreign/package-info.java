/** Tests against programs that are not Java: {@code mvn -Pforeign verify}. */
@NullMarked
package dev.poort.foreign;

import org.jspecify.annotations.NullMarked;
