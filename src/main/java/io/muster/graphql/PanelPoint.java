package io.muster.graphql;

import jakarta.annotation.Nullable;

/**
 * A point of a line.
 *
 * @param keyName its key for people; null where it has no key
 */
record PanelPoint<T>(T point, @Nullable String keyName) {}
