package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.Protocols;
import io.muster.estate.traffic.ServiceNames;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The security groups of an estate, as gates of the interfaces that carry them: what one of the groups admits, is admitted. */
final class GroupSets {

    private record Key(Set<String> groups, boolean egress, Set<String> peersGroups) {}

    private final Estate estate;
    private final Map<String, Optional<GroupTraffic>> inbound = new ConcurrentHashMap<>();
    private final Map<String, Optional<GroupTraffic>> outbound = new ConcurrentHashMap<>();
    private final Map<Key, Gate> gates = new ConcurrentHashMap<>();

    private GroupSets(Estate estate) {
        this.estate = estate;
    }

    static GroupSets of(Estate estate) {
        return estate.view(GroupSets.class, GroupSets::new);
    }

    /** The traffic that the groups let in, from peers that carry the other groups. */
    Gate in(Set<String> groups, Set<String> peersGroups) {
        return gate(new Key(groups, false, peersGroups));
    }

    /** The other groups whose members the groups let in by name, as far as their rules were read. */
    Set<String> letIn(Set<String> groups) {
        return named(groups, false);
    }

    /** The other groups to whose members the groups let out by name, as far as their rules were read. */
    Set<String> letOut(Set<String> groups) {
        return named(groups, true);
    }

    private Set<String> named(Set<String> groups, boolean egress) {
        return groups.stream()
                .flatMap(id -> traffic(id, egress).stream())
                .flatMap(traffic -> traffic.referenced().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The groups of the estate's account that rules of the groups let in, and that no peering leads to. */
    Set<String> letInOfAccount(Set<String> groups) {
        return groups.stream()
                .flatMap(id -> traffic(id, false).stream())
                .flatMap(traffic -> traffic.referencedOf(estate.scope().accountId()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The traffic that the groups let out, to peers that carry the other groups. */
    Gate out(Set<String> groups, Set<String> peersGroups) {
        return gate(new Key(groups, true, peersGroups));
    }

    private Gate gate(Key key) {
        Gate kept = gates.get(key);
        if (kept == null) {
            kept = build(key);
            gates.put(key, kept);
        }
        return kept;
    }

    private Gate build(Key key) {
        List<String> ids = key.groups().stream().sorted().toList();
        Admission admits = ids.stream().map(id -> admits(id, key)).reduce(Admission.NOTHING, Admission::union);
        String first = ids.isEmpty() ? "" : ids.get(0);
        return new Gate(
                first,
                ResourceKind.SECURITY_GROUP,
                admits,
                packet -> about(ids, key, packet),
                packet -> "no rule of " + (ids.isEmpty() ? "any group" : String.join(", ", ids))
                        + (key.egress() ? " lets out " : " admits ") + packet.describe());
    }

    private Admission admits(String groupId, Key key) {
        Optional<GroupTraffic> traffic = traffic(groupId, key.egress());
        if (traffic.isEmpty()) {
            return Admission.unknown(doubt(groupId));
        }
        Admission addresses = traffic.get().addresses();
        Traffic members = traffic.get().members(key.peersGroups());
        return members.isEmpty() ? addresses : addresses.union(Admission.exactly(members));
    }

    private String doubt(String groupId) {
        return estate.lists(ResourceKind.SECURITY_GROUP)
                ? "the rules of " + groupId
                : estate.missing(ResourceKind.SECURITY_GROUP);
    }

    private Optional<GroupTraffic> traffic(String groupId, boolean egress) {
        return (egress ? outbound : inbound).computeIfAbsent(groupId, id -> read(id, egress));
    }

    private Optional<GroupTraffic> read(String groupId, boolean egress) {
        PrefixLists lists = PrefixLists.of(estate);
        return estate.stored(SecurityGroup.class, groupId)
                .filter(estate::current)
                .map(Resource::attributes)
                .map(group -> new GroupTraffic(groupId, egress ? group.egress() : group.ingress(), lists));
    }

    private String about(List<String> ids, Key key, Packet packet) {
        return ids.stream()
                .flatMap(id -> traffic(id, key.egress()).stream()
                        .flatMap(traffic -> traffic.admitting(packet, key.peersGroups()).stream())
                        .map(rule -> describe(id, rule)))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        rules -> rules.isEmpty() ? "not known: whether a rule admits it" : String.join("; ", rules)));
    }

    private static String describe(String groupId, SecurityGroupRule rule) {
        String services = Protocols.services(rule.protocol(), rule.fromPort(), rule.toPort())
                .map(ServiceNames::describe)
                .orElse("");
        String peer = rule.cidr() != null
                ? rule.cidr()
                : rule.prefixListId() != null ? rule.prefixListId() : "members of " + rule.referencedGroupId();
        return "rule " + (rule.ruleId() == null ? "" : rule.ruleId() + " ") + "of " + groupId + " admits " + services
                + " for " + peer;
    }
}
