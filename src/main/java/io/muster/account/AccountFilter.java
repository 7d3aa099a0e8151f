package io.muster.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Which accounts are meant; a null filters nothing, an empty list matches nothing.
 *
 * @param search case-insensitive part of the name or the account id
 */
@RegisterForReflection
public record AccountFilter(
        @Nullable List<String> accountIds,
        @Nullable Boolean enabled,
        @Nullable String search) {}
