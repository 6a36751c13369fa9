package io.continuo.sdk;

/**
 * The answer to a registration.
 *
 * @param created false when the same digest was registered before: nothing changed
 */
public record Registration<T>(T version, boolean created) {}
