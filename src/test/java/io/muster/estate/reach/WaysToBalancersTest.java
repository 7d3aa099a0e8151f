package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.BalancerParts.targets;
import static io.muster.estate.reach.FarHosts.OTHER_ACCOUNT;
import static io.muster.estate.reach.FarHosts.peered;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEndpoint;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From a host to another one of its VPC, which lets in hosts of a peered VPC alone: it is not known whether that has a load balancer before the host.
 */
class WaysToBalancersTest {

    private static final Route LOCAL = route("10.2.0.0/16", "local");
    private static final Route PEERED = route("10.1.0.0/16", "pcx-1");
    private static final Route INTERNET = route("0.0.0.0/0", "igw-2");

    private static FarHosts hosts(Object... changes) {
        return peered(
                OTHER_ACCOUNT,
                Network.with(
                        new Object[] {
                            "far source", source("sg-3"),
                            "far sources", group("sg-3").out("-1", null, null, "0.0.0.0/0"),
                            "far gateway", gateway("igw-2", "vpc-2"),
                            "far other",
                                    FarEstates.subnet("subnet-3", "vpc-2", "10.2.3.0/24", OTHER_ACCOUNT.accountId()),
                            "far other acl", openAcl("acl-3", "subnet-3"),
                            "far other table", routes(LOCAL)
                        },
                        changes));
    }

    private static MadeInterface source(String group) {
        return eni("eni-3")
                .of("i-3")
                .inVpc("vpc-2")
                .in("subnet-3")
                .privateIps("10.2.3.100")
                .groups(group);
    }

    private static Estates.Made<RouteTable> routes(Route... routes) {
        return table("rtb-3", "vpc-2", false, List.of("subnet-3"), routes);
    }

    private static Estates.Made<?> endpoint(String type, @Nullable String service) {
        return Made.of(
                "vpce-1",
                Parts.of(
                        VpcEndpoint.class,
                        "vpcEndpointType",
                        type,
                        "state",
                        "available",
                        "serviceName",
                        service,
                        "vpcId",
                        "vpc-2",
                        "subnetIds",
                        List.of("subnet-3")));
    }

    static Stream<Arguments> sources() {
        Estates.Made<?> none = group("sg-3").in("tcp", 22, 22, "0.0.0.0/0");
        Estates.Made<?> icmp = group("sg-3").out("icmp", -1, -1, "0.0.0.0/0");
        Estates.Made<?> far = group("sg-3").out("tcp", 443, 443, "10.1.0.0/16");
        Estates.Made<?> named = group("sg-3").outToGroup("sg-alb");
        String service = "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0";
        return Stream.of(
                argumentSet("local routes alone", NO, hosts()),
                argumentSet("a peering connection", UNKNOWN, hosts("far other table", routes(LOCAL, PEERED))),
                argumentSet(
                        "the same, and a group that lets nothing out",
                        NO,
                        hosts("far other table", routes(LOCAL, PEERED), "far sources", none)),
                argumentSet(
                        "the same, and a group that lets out what load balancers do not take",
                        NO,
                        hosts("far other table", routes(LOCAL, PEERED), "far sources", icmp)),
                argumentSet(
                        "the same, and a group that lets out another port",
                        UNKNOWN,
                        hosts("far other table", routes(LOCAL, PEERED), "far sources", far)),
                argumentSet(
                        "the same, and a group that lets out to members of a group there",
                        UNKNOWN,
                        hosts("far other table", routes(LOCAL, PEERED), "far sources", named)),
                argumentSet(
                        "a load balancer beside it with a target there, and a group that lets out to members of its group",
                        UNKNOWN,
                        hosts("far targets", targets(22, "vpc-2", false, "10.1.1.5"), "far sources", named)),
                argumentSet(
                        "a gateway to the internet without a public address",
                        NO,
                        hosts("far other table", routes(LOCAL, INTERNET))),
                argumentSet(
                        "a gateway to the internet",
                        UNKNOWN,
                        hosts(
                                "far other table",
                                routes(LOCAL, INTERNET),
                                "far source",
                                source("sg-3").publicIps("3.3.3.3"))),
                argumentSet(
                        "a gateway endpoint",
                        NO,
                        hosts(
                                "far other table",
                                routes(LOCAL, route("52.219.0.0/16", "vpce-1")),
                                "far endpoint",
                                endpoint("Gateway", "com.amazonaws.eu-central-1.s3"))),
                argumentSet(
                        "an endpoint of AWS's own service",
                        NO,
                        hosts("far endpoint", endpoint("Interface", "com.amazonaws.eu-central-1.ssm"))),
                argumentSet(
                        "an endpoint of another account's service",
                        UNKNOWN,
                        hosts("far endpoint", endpoint("Interface", service))),
                argumentSet(
                        "the same, and a group that lets nothing out",
                        NO,
                        hosts("far endpoint", endpoint("Interface", service), "far sources", none)),
                argumentSet("an endpoint of a resource", UNKNOWN, hosts("far endpoint", endpoint("Resource", null))),
                argumentSet(
                        "a load balancer beside it with a target there",
                        UNKNOWN,
                        hosts("far targets", targets(22, "vpc-2", false, "10.1.1.5"))),
                argumentSet(
                        "a load balancer beside it with a target beside it",
                        NO,
                        hosts("far targets", targets(22, "vpc-2", false, "10.2.1.5"))),
                argumentSet(
                        "a node of another account's load balancer beside it",
                        UNKNOWN,
                        hosts(
                                "far node",
                                eni("eni-n")
                                        .inVpc("vpc-2")
                                        .in("subnet-2")
                                        .privateIps("10.2.1.7")
                                        .ownedBy("999900001111")
                                        .requesterManaged("ELB app/y/1"))),
                argumentSet(
                        "a VPC that another account shares",
                        UNKNOWN,
                        hosts(
                                "far vpc",
                                Made.of(
                                        "vpc-2",
                                        new Vpc(
                                                List.of("10.2.0.0/16"),
                                                List.of(),
                                                false,
                                                "999900001111",
                                                null,
                                                null)))),
                argumentSet("endpoints that were not read", UNKNOWN, hosts().without(ResourceKind.VPC_ENDPOINT)),
                argumentSet("routes that were not read", UNKNOWN, hosts().without(ResourceKind.ROUTE_TABLE)));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aHostMayReachALoadBalancerElsewhere(Reachable expected, FarHosts hosts) {
        Outcome outcome = hosts.unreadBeside("eni-3");

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** Of a region whose load balancers lead to the host, and were not read, it is not known where these are. */
    @ParameterizedTest
    @MethodSource("sources")
    void regionsThatWereNotRead(Reachable expected, FarHosts hosts) {
        assertThat(hosts.unreadRegions("eni-3", Hosts.SSH, Set.of(FarHosts.HERE))
                        .map(Outcome::reachable))
                .isEqualTo(Optional.of(UNKNOWN).filter(expected::equals));
    }

    /** The peered VPC, of which the load balancers were not read, is that of the source. */
    @Test
    void aSourceNeedNotLeaveTheVpcOfTheLoadBalancer() {
        FarHosts hosts = peered(
                OTHER_ACCOUNT,
                "other",
                FarEstates.subnet("subnet-4", "vpc-1", "10.1.4.0/24", FarHosts.HERE.accountId()),
                "other acl",
                openAcl("acl-4", "subnet-4"),
                "own table",
                table("rtb-4", "vpc-1", false, List.of("subnet-1"), route("10.1.0.0/16", "local")));

        assertThat(hosts.unreadBetween(Set.of()).reachable()).isEqualTo(UNKNOWN);
    }
}
