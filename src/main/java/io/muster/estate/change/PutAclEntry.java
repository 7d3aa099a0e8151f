package io.muster.estate.change;

import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An entry of a network ACL is made, or takes the place of that with its number.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceNetworkAclEntry.html">EC2 API Reference,
 *     ReplaceNetworkAclEntry</a>
 */
public record PutAclEntry(String networkAclId, NetworkAclEntry entry) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.NETWORK_ACL);
    }

    @Override
    public void make(Edits edits) {
        edits.change(edits.one(NetworkAcl.class, "networkAclId", networkAclId), acl -> {
            List<NetworkAclEntry> entries = new ArrayList<>(acl.entries().stream()
                    .filter(known -> !DeleteAclEntry.isAt(known, entry.egress(), entry.number()))
                    .toList());
            entries.add(entry);
            return with(acl, entries);
        });
    }

    static NetworkAcl with(NetworkAcl acl, List<NetworkAclEntry> entries) {
        return new NetworkAcl(
                acl.vpcId(),
                acl.isDefault(),
                acl.subnetIds(),
                entries.stream().sorted(NetworkAclEntry.ORDER).toList(),
                acl.ownerId());
    }
}
