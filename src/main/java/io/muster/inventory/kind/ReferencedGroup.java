package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A security group that a rule of another group, or its own, names as source or destination. */
public record ReferencedGroup(
        @Described(
                "The group's ARN in the account that owns it; absent where AWS does not name a twelve-digit account.")
        @Nullable
        @Link(Relation.REFERENCES_SECURITY_GROUP)
        String arn,

        @Described("The account that owns the group.") @Nullable
        String accountId,

        @Described("The VPC of the group.") @Nullable String vpcId,

        @Described(
                "The status of the VPC peering connection, where the group is in a peered VPC: active or deleted, for example.")
        @Nullable
        String peeringStatus,

        @Described("The VPC peering connection, where the group is in a peered VPC.")
        @Nullable
        @Link(Relation.ASSOCIATED_WITH)
        String vpcPeeringConnectionId) {}
