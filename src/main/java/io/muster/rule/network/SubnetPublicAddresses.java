package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.CidrSet;
import io.muster.estate.reach.Internet;
import io.muster.estate.reach.SubnetTables;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
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

/** Public IPv4 addresses, and IPv6 ones where a default route makes them public. */
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
    public Verdict judge(Resource<Subnet> resource, Estate estate) {
        Subnet subnet = resource.attributes();
        if (foreign(resource, subnet.ownerId())) {
            return Verdict.notApplicable();
        }
        CidrSet toInternet = SubnetTables.of(estate).of(resource.resourceId(), subnet.vpcId()).stream()
                .map(table -> SubnetTables.destinations(SubnetTables.toInternetGateway(table.attributes())))
                .reduce(CidrSet.EMPTY, CidrSet::union);
        boolean ipv6 = subnet.assignIpv6AddressOnCreation()
                && Internet.isEverything(new CidrSet(CidrSet.EMPTY.ipv4(), toInternet.ipv6()));
        return subnet.mapPublicIpOnLaunch() || ipv6
                ? verdict(resource, subnet, ipv6, inUse(resource, estate) || !toInternet.isEmpty())
                : Verdict.pass();
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
