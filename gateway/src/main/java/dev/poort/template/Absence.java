package dev.poort.template;

import dev.poort.problem.Place;
import org.jspecify.annotations.Nullable;

/**
 * Why a resource that stands in a template is not deployed, or a whole deployment is not.
 *
 * @param name of the resource; null when it cannot be told, or it is that of a deployment
 * @param what is the reason, one sentence without a full stop
 * @param mend one sentence without a full stop
 * @param open whether a parameter that was not given could bring it there
 */
public record Absence(@Nullable String name, String what, Place where, String mend, boolean open) {}
