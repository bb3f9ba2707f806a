/**
 * Rewrite rule sets at work: compiled when a configuration is applied, run on requests on their way
 * to members and on answers on their way back. Without traffic too: the steps can be watched.
 */
@NullMarked
package dev.poort.rewrite;

import org.jspecify.annotations.NullMarked;
