package io.muster.estate.change;

import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All entries of one direction of a network ACL are replaced by others; AWS's own last one, which denies the rest, stays. */
public record ReplaceAclEntries(String networkAclId, boolean egress, List<NetworkAclEntry> entries) implements Change {

    /** The entries behind those that people number: they deny what no other decides. */
    private static final int LAST = 32_767;

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.NETWORK_ACL);
    }

    @Override
    public void make(Edits edits) {
        edits.change(edits.one(NetworkAcl.class, "networkAclId", networkAclId), acl -> {
            List<NetworkAclEntry> all = new ArrayList<>(acl.entries().stream()
                    .filter(known -> known.egress() != egress || known.number() == null || known.number() >= LAST)
                    .toList());
            all.addAll(entries);
            return PutAclEntry.with(acl, all);
        });
    }
}
