package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which security groups name which others in their rules. */
public final class GroupReferences {

    private final Index<SecurityGroup> byReferenced;

    private GroupReferences(Estate estate) {
        byReferenced = new Index<>(estate.all(SecurityGroup.class), GroupReferences::referenced);
    }

    public static GroupReferences of(Estate estate) {
        return estate.view(GroupReferences.class, GroupReferences::new);
    }

    private static List<String> referenced(SecurityGroup group) {
        return Stream.concat(group.ingress().stream(), group.egress().stream())
                .map(SecurityGroupRule::referencedGroupId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The other groups that refer to this one; a reference of a group to itself does not count. */
    public List<Resource<SecurityGroup>> to(String groupId) {
        return byReferenced.get(groupId).stream()
                .filter(group -> !group.resourceId().equals(groupId))
                .toList();
    }
}
