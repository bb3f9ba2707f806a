/**
 * Azure Resource Manager's resources as this process holds them: gateways that serve, and others.
 */
@NullMarked
package dev.poort.resourcemanager;

import org.jspecify.annotations.NullMarked;
