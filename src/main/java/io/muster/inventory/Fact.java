package io.muster.inventory;

import io.muster.inventory.query.Sql;

/**
 * A property by which resources are counted.
 *
 * @param name  as callers write it: {@code encrypted}, {@code metadataOptions.httpTokens}, {@code tag:owner}
 * @param value its value as JSON of the {@code resource} table's row under the name {@code r}; null where there is none
 */
public record Fact(String name, Sql value) {}
