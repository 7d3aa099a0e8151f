package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The security groups between two interfaces, where rules may name the members of the other's groups: for certain within a VPC, and
 * between peered ones by groups that belong to these. Whether a group of another VPC, that is associated with one of them, is told in the
 * other is not documented.
 *
 * @param gateway the transit gateway in between, where there is one
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html">Amazon VPC attachments, Security group
 *     referencing</a>: rules for outbound traffic name no groups across a transit gateway
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/security-group-assoc.html">Associate security groups with multiple
 *     VPCs</a>
 */
record HostGroups(
        Estate estate, Resource<NetworkInterface> from, Resource<NetworkInterface> to, Optional<String> gateway) {

    Gate out() {
        Gate toMembers = out(estate, from, gateway.isEmpty() ? groups(to) : Set.of());
        return told() == Reachable.UNKNOWN ? perhaps(out(estate, from, Set.of()), toMembers) : toMembers;
    }

    /** An interface of a NAT gateway, load balancer or transit gateway need not have a group: nothing of it holds back what it sends. */
    static Gate out(Estate estate, Resource<NetworkInterface> from, Set<String> peersGroups) {
        Set<String> own = groups(from);
        return from.attributes().instanceId() == null && own.isEmpty()
                ? Gate.open(from.resourceId(), ResourceKind.NETWORK_INTERFACE, "the interface has no security group")
                : GroupSets.of(estate).out(own, peersGroups);
    }

    /** The last gates, of the interface that is to be reached. */
    List<Gate> in() {
        Reach reach = Reach.of(estate);
        Reachable told = told();
        List<Gate> toMembers = reach.entry(to, told == Reachable.NO ? Set.of() : groups(from));
        if (told != Reachable.UNKNOWN) {
            return toMembers;
        }
        List<Gate> toAddresses = reach.entry(to);
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < toMembers.size(); i++) {
            gates.add(perhaps(toAddresses.get(i), toMembers.get(i)));
        }
        return gates;
    }

    private Gate perhaps(Gate toAddresses, Gate toMembers) {
        return perhaps(toAddresses, toMembers, gateway.map(id -> "by " + id).orElse("between the VPCs"));
    }

    /** The gate to addresses, where that to members of groups may count as well. */
    static Gate perhaps(Gate toAddresses, Gate toMembers, String told) {
        Admission certain = toAddresses.admits();
        Admission possible = toMembers.admits();
        return certain.equals(possible)
                ? toMembers
                : toMembers.admitting(new Admission(
                        certain.certain(),
                        possible.possible(),
                        Admission.both(
                                possible.doubts(), Set.of("whether members of security groups are told " + told))));
    }

    private Reachable told() {
        String oneVpc = String.valueOf(from.attributes().vpcId());
        String otherVpc = String.valueOf(to.attributes().vpcId());
        if (oneVpc.equals(otherVpc)) {
            return Reachable.YES;
        }
        Reachable byGateway = gateway.map(id -> new TransitGroups(estate, id).told(oneVpc, otherVpc))
                .orElse(Reachable.YES);
        return byGateway == Reachable.YES && !(areOfVpc(from) && areOfVpc(to)) ? Reachable.UNKNOWN : byGateway;
    }

    private boolean areOfVpc(Resource<NetworkInterface> eni) {
        return areOfVpc(estate, eni);
    }

    /** Whether none of the interface's groups is known to belong to another VPC. */
    static boolean areOfVpc(Estate estate, Resource<NetworkInterface> eni) {
        return groups(eni).stream()
                .flatMap(id -> estate.stored(SecurityGroup.class, id).stream())
                .map(group -> group.attributes().vpcId())
                .allMatch(vpc ->
                        vpc == null || Objects.equals(vpc, eni.attributes().vpcId()));
    }

    private static Set<String> groups(Resource<NetworkInterface> eni) {
        return Set.copyOf(eni.attributes().securityGroupIds());
    }
}
