package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeManagedPrefixLists} and {@code GetManagedPrefixListEntries}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.PREFIX_LIST,
        plural = "prefixLists",
        description = "A managed prefix list that this account can see.")
public record PrefixList(
        @Described("The prefix list's name, for example com.amazonaws.eu-central-1.s3.") @Nullable
        String prefixListName,

        @Described("The account that owns it; AWS for the lists that AWS keeps.") @Nullable @Dimension
        String ownerId,

        @Described("IPv4 or IPv6.") @Nullable @Dimension String addressFamily,

        @Described("The version of its entries; absent for AWS's own.") @Nullable
        Long version,

        @Described("The CIDRs that the prefix list holds; absent where they may not be read.") @Nullable
        List<PrefixListEntry> entries,

        @Described("When AWS was asked last for its entries; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt("entries")
        Instant entriesCheckedAt) {

    /** Whether AWS keeps the list. */
    public boolean awsManaged() {
        return "AWS".equals(ownerId);
    }
}
