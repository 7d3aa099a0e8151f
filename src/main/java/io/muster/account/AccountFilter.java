package io.muster.account;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Which accounts are meant; a null filters nothing, an empty list matches nothing.
 *
 * @param search case-insensitive part of the name or the account id
 */
public record AccountFilter(
        @Nullable List<String> accountIds,
        @Nullable Boolean enabled,
        @Nullable String search) {}
