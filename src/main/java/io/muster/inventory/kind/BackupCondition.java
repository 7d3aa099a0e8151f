package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A condition on the tags of resources that are assigned to a backup plan. */
@Described("A condition on the tags of resources that are assigned to a backup plan.")
public record BackupCondition(
        @Described("StringEquals, StringNotEquals, StringLike or StringNotLike.")
        String operator,

        @Described("The tag: aws:ResourceTag/ and its key.") @Nullable
        String key,

        @Described("The value, or a pattern of it.") @Nullable
        String value) {}
