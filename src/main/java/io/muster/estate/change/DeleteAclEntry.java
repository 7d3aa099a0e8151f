package io.muster.estate.change;

import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** An entry of a network ACL is deleted. */
public record DeleteAclEntry(String networkAclId, boolean egress, int number) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.NETWORK_ACL);
    }

    @Override
    public void make(Edits edits) {
        var acl = edits.one(NetworkAcl.class, "networkAclId", networkAclId);
        List<NetworkAclEntry> entries = acl.attributes().entries();
        List<NetworkAclEntry> left =
                entries.stream().filter(known -> !isAt(known, egress, number)).toList();
        if (left.size() == entries.size()) {
            throw new Refused(
                    "number",
                    networkAclId + " has no such entry of that direction, but "
                            + entries.stream()
                                    .filter(known -> known.egress() == egress)
                                    .map(NetworkAclEntry::number)
                                    .toList());
        }
        edits.change(acl, known -> PutAclEntry.with(known, left));
    }

    static boolean isAt(NetworkAclEntry entry, boolean egress, @Nullable Integer number) {
        return entry.egress() == egress && Objects.equals(entry.number(), number);
    }
}
