package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.SubnetTables;
import io.muster.estate.traffic.Internet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The main table of each VPC: a subnet without a table of its own takes the main one of its VPC, and of no other. */
@Singleton
class MainTableToInternet extends RecordRule<RouteTable> {

    MainTableToInternet() {
        super(
                new RuleMetadata(
                        "vpc-route-igw-from-main-table",
                        "Main route table leads to the internet",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.ROUTE_TABLE,
                        "Every subnet without a route table of its own takes the main one: a new subnet is a public one from"
                                + " its first moment, even if it was meant to be private.",
                        "Give public subnets a table of their own with the route (aws ec2 create-route-table, create-route,"
                                + " associate-route-table), then remove it from the main one: aws ec2 delete-route"
                                + " --route-table-id ID --destination-cidr-block 0.0.0.0/0.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
                                "https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html"),
                        List.of(Control.prowler("vpc_subnet_separate_private_public"))),
                RouteTable.class,
                ResourceKind.SUBNET,
                ResourceKind.VPC,
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.PREFIX_LIST);
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<RouteTable> resource, Estate estate) {
        RouteTable table = resource.attributes();
        if (!table.main() || foreign(resource, table.ownerId())) {
            return Verdict.notApplicable();
        }
        List<Route> out = SubnetTables.toInternetGateway(table);
        if (!Internet.isEverything(SubnetTables.destinations(out, estate))) {
            return SubnetTables.untold(out, estate)
                    ? Verdict.unknown("the prefix list of a route to an internet gateway cannot be read")
                    : Verdict.pass();
        }
        List<String> subnets = estate.all(Subnet.class).stream()
                .filter(subnet -> table.vpcId() != null
                        && table.vpcId().equals(subnet.attributes().vpcId()))
                .map(Resource::resourceId)
                .filter(subnet -> !SubnetTables.of(estate).associates(subnet))
                .sorted()
                .toList();
        boolean unusedDefault = unusedDefaultVpc(table, estate);
        return Verdict.fail(
                unusedDefault ? Severity.LOW : metadata().severity(),
                unusedDefault
                        ? "The main route table of the default VPC, which is not used, leads to the internet."
                        : "The main route table leads to the internet; " + subnets.size()
                                + " subnets take it because they" + " have none of their own.",
                Evidence.of("routeTableId", resource.resourceId())
                        .and("vpcId", table.vpcId())
                        .and(
                                "routes",
                                out.stream().map(MainTableToInternet::facts).toList())
                        .and("implicitSubnetIds", subnets)
                        .facts());
    }

    private static boolean unusedDefaultVpc(RouteTable table, Estate estate) {
        return table.vpcId() != null
                && Interfaces.of(estate).inVpc(table.vpcId()).isEmpty()
                && estate.find(Vpc.class, table.vpcId())
                        .filter(vpc -> vpc.attributes().isDefault())
                        .isPresent();
    }

    private static Map<String, Object> facts(Route route) {
        return Evidence.of("destination", route.destination())
                .and("target", route.target())
                .facts();
    }
}
