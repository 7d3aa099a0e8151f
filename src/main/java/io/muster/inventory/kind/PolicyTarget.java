package io.muster.inventory.kind;

/** Where on the way from the root of an organization to an account a policy is attached. */
@Described("Where on the way from the root of an organization to an account a policy is attached.")
@IdentifiedBy("targetId")
public record PolicyTarget(
        @Described("The id of the root, of the unit or of the account.")
        String targetId,

        @Described("The target's depth: 0 for the root, one more for each unit below it and for the account.")
        int level) {}
