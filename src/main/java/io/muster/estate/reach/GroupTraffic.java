package io.muster.estate.reach;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.Protocols;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The traffic that the rules of one direction of a security group admit: peers by their addresses, and members of other groups. */
final class GroupTraffic {

    private static final String PEERING_ACTIVE = "active";

    /** The states of peerings that lead nowhere, or not yet. */
    private static final Set<String> PEERING_NONE = Set.of(
            "initiating-request",
            "pending-acceptance",
            "provisioning",
            "deleting",
            "deleted",
            "rejected",
            "failed",
            "expired");

    private record ByAddress(SecurityGroupRule rule, Traffic traffic) {}

    private record ByGroup(SecurityGroupRule rule, ServiceRange services) {}

    private final List<ByAddress> byAddress = new ArrayList<>();
    private final List<ByGroup> byGroup = new ArrayList<>();
    private final Admission addresses;
    private final Map<String, Traffic> members = new HashMap<>();

    GroupTraffic(String groupId, List<SecurityGroupRule> rules, PrefixLists lists) {
        List<Traffic> unreadable = new ArrayList<>();
        String doubt = "a rule of " + groupId;
        for (SecurityGroupRule rule : rules) {
            Optional<ServiceRange> services = Protocols.services(rule.protocol(), rule.fromPort(), rule.toPort());
            String group = referenced(rule);
            Optional<CidrSet> peers = peers(rule, lists);
            if (services.isPresent() && peers.isPresent()) {
                byAddress.add(new ByAddress(rule, Traffic.of(services.get(), peers.get())));
            } else if (services.isPresent() && group != null) {
                byGroup.add(new ByGroup(rule, services.get()));
            } else {
                unreadable.add(Traffic.of(
                        services.orElse(ServiceRange.ALL), peers.orElseGet(() -> lists.mayHold(rule.prefixListId()))));
                doubt = doubt(groupId, rule);
            }
        }
        Traffic certain =
                Traffic.unionOf(byAddress.stream().map(ByAddress::traffic).toList());
        addresses = unreadable.isEmpty()
                ? Admission.exactly(certain)
                : Admission.between(certain, certain.union(Traffic.unionOf(unreadable)), doubt);
        byGroup.forEach(
                one -> members.merge(referenced(one.rule()), Traffic.of(one.services(), CidrSet.ANY), Traffic::union));
    }

    private static String doubt(String groupId, SecurityGroupRule rule) {
        String named = rule.prefixListId() != null ? "the entries of " + rule.prefixListId() + ", in " : "";
        return named + "rule " + (rule.ruleId() == null ? "" : rule.ruleId() + " ") + "of " + groupId;
    }

    private static Optional<CidrSet> peers(SecurityGroupRule rule, PrefixLists lists) {
        return rule.cidr() != null
                ? Cidr.tryParse(rule.cidr()).map(CidrSet::of)
                : Optional.ofNullable(rule.prefixListId())
                        .flatMap(lists::entries)
                        .map(CidrSet::of);
    }

    /** The group whose members the rule means, by their private addresses; null for a rule about addresses, and where it is not known. */
    private static @Nullable String referenced(SecurityGroupRule rule) {
        ReferencedGroup group = rule.referencedGroup();
        String peering = group == null ? null : group.peeringStatus();
        if (peering != null && !peering.equals(PEERING_ACTIVE)) {
            return PEERING_NONE.contains(peering) ? GONE : null;
        }
        if (rule.referencedGroupId() != null) {
            return rule.referencedGroupId();
        }
        return group == null || group.arn() == null ? null : group.arn().replaceFirst(".*/", "");
    }

    /** Stands for a group that has no members that could be met: a reference that has become stale. */
    private static final String GONE = "";

    Admission addresses() {
        return addresses;
    }

    /** The groups whose members it admits. */
    Set<String> referenced() {
        return members.keySet();
    }

    /** The groups of the account whose members it admits and that no peering leads to: a group of an account's own interface in the VPC is among them. */
    Set<String> referencedOf(String accountId) {
        return byGroup.stream()
                .map(ByGroup::rule)
                .filter(rule -> isOf(accountId, rule.referencedGroup()))
                .map(GroupTraffic::referenced)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOf(String accountId, @Nullable ReferencedGroup group) {
        return group == null
                || (group.peeringStatus() == null
                        && group.vpcPeeringConnectionId() == null
                        && (group.accountId() == null || group.accountId().equals(accountId)));
    }

    /** The services for which it admits the members of one of the groups, of any address. */
    Traffic members(Set<String> groupIds) {
        return Traffic.unionOf(members.entrySet().stream()
                .filter(one -> groupIds.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    /** The first rule that admits the packet from, or to, a peer that is a member of these groups. */
    Optional<SecurityGroupRule> admitting(Packet packet, Set<String> peersGroups) {
        Optional<SecurityGroupRule> rule = byAddress.stream()
                .filter(one ->
                        packet.isIn(one.traffic().peers()) && one.traffic().serves(packet.service()))
                .map(ByAddress::rule)
                .findFirst();
        return rule.or(() -> byGroup.stream()
                .filter(one -> peersGroups.contains(referenced(one.rule()))
                        && one.services().contains(packet.service()))
                .map(ByGroup::rule)
                .findFirst());
    }
}
