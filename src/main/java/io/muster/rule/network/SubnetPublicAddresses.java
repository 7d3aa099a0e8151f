package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.SubnetTables;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Subnet;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Public IPv4 addresses, and IPv6 ones where a default route makes them public; unique local ones, and those of a private scope of IPAM, never are. */
@Singleton
class SubnetPublicAddresses extends RecordRule<Subnet> {

    SubnetPublicAddresses() {
        super(
                new RuleMetadata(
                        "subnet-auto-assign-public-ip",
                        "Subnet gives new instances a public address",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.SUBNET,
                        "An instance gets a public address unless its launch says otherwise, and so comes to be reachable"
                                + " without a request for it. A launch template may still say otherwise.",
                        "Turn it off: aws ec2 modify-subnet-attribute --subnet-id ID --no-map-public-ip-on-launch (and"
                                + " --no-assign-ipv6-address-on-creation), or map_public_ip_on_launch = false in Terraform;"
                                + " ask for a public address in the launches that need one.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html",
                                GroupRule.FSBP + "#ec2-15"),
                        List.of(Control.fsbp("EC2.15"), Control.prowler("vpc_subnet_no_public_ip_by_default"))),
                Subnet.class,
                ResourceKind.ROUTE_TABLE,
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.PREFIX_LIST);
    }

    @Override
    public String version() {
        return "4";
    }

    @Override
    public Verdict judge(Resource<Subnet> resource, Estate estate) {
        Subnet subnet = resource.attributes();
        if (foreign(resource, subnet.ownerId())) {
            return Verdict.notApplicable();
        }
        List<Route> out = SubnetTables.of(estate).of(resource.resourceId(), subnet.vpcId()).stream()
                .flatMap(table -> SubnetTables.toInternetGateway(table.attributes()).stream())
                .toList();
        boolean assignsIpv6 = subnet.assignIpv6AddressOnCreation() && !isPrivate(subnet);
        boolean ipv6 = assignsIpv6 && leadsIpv6ToInternet(out, estate);
        if (subnet.mapPublicIpOnLaunch() || ipv6) {
            return verdict(resource, subnet, ipv6, inUse(resource, estate) || !out.isEmpty());
        }
        return assignsIpv6 && SubnetTables.untold(out, estate)
                ? Verdict.unknown("the prefix list of a route to an internet gateway cannot be read")
                : Verdict.pass();
    }

    /** Whether its ranges are known, and none of them is one that the internet routes to. */
    private static boolean isPrivate(Subnet subnet) {
        Set<String> hidden =
                subnet.privateIpv6CidrBlocks() == null ? Set.of() : Set.copyOf(subnet.privateIpv6CidrBlocks());
        List<String> ranges = subnet.ipv6CidrBlocks().stream()
                .filter(range -> !hidden.contains(range))
                .toList();
        List<Cidr> known =
                ranges.stream().map(Cidr::tryParse).flatMap(Optional::stream).toList();
        return !subnet.ipv6CidrBlocks().isEmpty()
                && known.size() == ranges.size()
                && !Internet.touches(CidrSet.of(known));
    }

    private static boolean leadsIpv6ToInternet(List<Route> out, Estate estate) {
        return Internet.isEverything(SubnetTables.destinations(out, estate).only(IpFamily.IPV6));
    }

    private static boolean inUse(Resource<Subnet> resource, Estate estate) {
        return !Interfaces.of(estate).inSubnet(resource.resourceId()).isEmpty();
    }

    private Verdict verdict(Resource<Subnet> resource, Subnet subnet, boolean ipv6, boolean matters) {
        return Verdict.fail(
                matters ? metadata().severity() : Severity.INFO,
                "New interfaces of the subnet get a public "
                        + (subnet.mapPublicIpOnLaunch() ? "IPv4" : "IPv6")
                        + " address"
                        + (matters ? "." : ", though it has neither interfaces nor a route to an internet gateway."),
                Evidence.of("subnetId", resource.resourceId())
                        .and("vpcId", subnet.vpcId())
                        .and("mapPublicIpOnLaunch", subnet.mapPublicIpOnLaunch())
                        .and("assignIpv6AddressOnCreation", subnet.assignIpv6AddressOnCreation())
                        .and("publicIpv6", ipv6)
                        .facts());
    }
}
