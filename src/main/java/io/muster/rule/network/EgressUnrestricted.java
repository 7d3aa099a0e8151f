package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.InstanceRoles;
import io.muster.estate.Interfaces;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.reach.InternetEgress;
import io.muster.estate.reach.OutboundPaths;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * It is how AWS makes a group: no more than a note, unless a member of the group has a way out. It weighs more where
 * that member is shown to have a role that reads a whole store of data; an unknown role does not hide the rest.
 */
@Singleton
class EgressUnrestricted extends GroupRule {

    EgressUnrestricted() {
        super(
                new RuleMetadata(
                        "sg-egress-unrestricted",
                        "Outbound traffic to the internet is unrestricted",
                        Severity.LOW,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP,
                        "Malware reaches its servers, and data is copied out, over any open outbound port. The severity depends on"
                                + " whether a member of the group has a route to the internet, and on the data that its role may read. AWS Network Firewall and host firewalls are not looked at.",
                        "Replace the rule that AWS adds to every new group by the destinations and ports in use; reach"
                                + " AWS's own services by VPC endpoints.",
                        List.of(
                                RULES_REFERENCE,
                                "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-best-practices.html"),
                        List.of(Control.prowler("ec2_securitygroup_allow_wide_open_public_ipv4"))),
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.ROUTE_TABLE);
    }

    @Override
    public String version() {
        return "9";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(
                ResourceKind.PREFIX_LIST,
                ResourceKind.SUBNET,
                ResourceKind.INSTANCE,
                ResourceKind.INSTANCE_PROFILE,
                ResourceKind.ROLE,
                ResourceKind.KMS_KEY);
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        InternetEgress egress = InternetEgress.of(group, estate);
        if (!egress.unrestricted()) {
            return egress.undecided()
                    ? Verdict.unknown("a destination to which every protocol may go cannot be read")
                    : Verdict.pass();
        }
        OutboundPaths paths = OutboundPaths.of(estate);
        List<Resource<NetworkInterface>> members = Interfaces.of(estate).ofGroup(resource.resourceId());
        List<Resource<NetworkInterface>> leadingOut =
                members.stream().filter(eni -> paths.leadsOut(eni.attributes())).toList();
        if (!leadingOut.isEmpty()) {
            return open(
                    severity(leadingOut, estate),
                    "and members of it have a route to the internet",
                    resource,
                    egress,
                    leadingOut);
        }
        return members.stream().allMatch(eni -> paths.tells(eni.attributes()))
                ? open(Severity.INFO, "though no member has a route to the internet", resource, egress, leadingOut)
                : open(
                        metadata().severity(),
                        "and the routes of some members are not known",
                        resource,
                        egress,
                        leadingOut);
    }

    private static Verdict open(
            Severity severity,
            String ways,
            Resource<SecurityGroup> resource,
            InternetEgress egress,
            List<Resource<NetworkInterface>> leadingOut) {
        return Verdict.fail(
                severity,
                "The group lets everything out, " + ways + ".",
                Evidence.of("groupId", resource.resourceId())
                        .and("rules", facts(egress.rules()))
                        .and("membersWithRouteOut", leadingOut.size())
                        .andSome("networkInterfaces", leadingOut)
                        .facts());
    }

    /** What the roles read is to be known for certain, for it only adds to the severity. */
    private Severity severity(List<Resource<NetworkInterface>> leadingOut, Estate estate) {
        if (!estate.knows(ResourceKind.INSTANCE_PROFILE) || !estate.knows(ResourceKind.ROLE)) {
            return metadata().severity();
        }
        Map<String, Resource<Role>> roles = new HashMap<>();
        leadingOut.forEach(
                eni -> role(eni.attributes(), estate).ifPresent(role -> roles.putIfAbsent(role.resourceId(), role)));
        return roles.values().stream()
                        .anyMatch(role -> RolePrivileges.of(role, estate).readsAllData() == Certainty.YES)
                ? Severity.MEDIUM
                : metadata().severity();
    }

    private static Optional<Resource<Role>> role(NetworkInterface eni, Estate estate) {
        return Optional.ofNullable(eni.instanceId())
                .flatMap(id -> estate.stored(Instance.class, id))
                .flatMap(instance -> InstanceRoles.of(estate).roleOf(instance.attributes()));
    }
}
