/** The running gateways: apply, diff, swap, drain. The one place where parts are made and ended. */
@NullMarked
package dev.poort.control;

import org.jspecify.annotations.NullMarked;
