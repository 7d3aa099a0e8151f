package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A network interface gets a security group beside those that it has, or loses one of them.
 *
 * @param has whether it has the group afterwards
 */
public record SetGroupOfInterface(String interfaceId, String groupId, boolean has) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return new SetSecurityGroups(null, interfaceId, List.of(groupId)).kinds();
    }

    @Override
    public void make(Edits edits) {
        Resource<NetworkInterface> eni = edits.one(NetworkInterface.class, "networkInterfaceId", interfaceId);
        List<String> others = eni.attributes().securityGroupIds().stream()
                .filter(one -> !one.equals(groupId))
                .toList();
        List<String> groups =
                has ? Stream.concat(others.stream(), Stream.of(groupId)).toList() : others;
        new SetSecurityGroups(null, interfaceId, groups).make(edits);
    }
}
