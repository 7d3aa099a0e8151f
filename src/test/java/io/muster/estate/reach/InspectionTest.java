package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Traps on the way from an internet gateway through an appliance in {@code subnet-f}, in both directions. */
class InspectionTest extends ReachWays {

    private static final String ANY = "0.0.0.0/0";

    static Stream<Arguments> traps() {
        return Stream.concat(endpoints(), interfaces());
    }

    private static Stream<Arguments> endpoints() {
        return Stream.of(
                row("by an endpoint", endpoint(), YES, "answers of the appliance: route 0.0.0.0/0 to igw-1"),
                row(
                        "by an endpoint whose subnet has no route to the internet",
                        endpoint("inner", inner(route("10.0.0.0/16", "local"))),
                        NO,
                        "answers of the appliance do not go to the internet gateway: no route leads to it"),
                row(
                        "by an endpoint whose subnet leads to another one",
                        endpoint("inner", inner(route(ANY, "vpce-2"))),
                        NO,
                        "route 0.0.0.0/0 to vpce-2"),
                row(
                        "by an endpoint whose subnet is blocked",
                        endpoint("subnetF", subnet("subnet-f", "vpc-1", "10.0.9.0/24", null, "block-ingress")),
                        NO,
                        "VPC Block Public Access is block-ingress"),
                row(
                        "by an endpoint whose network ACL denies the client",
                        endpoint("aclF", guarding(in(90, false, "tcp", 22, 22, ANY))),
                        NO,
                        "acl-f"),
                row(
                        "by an endpoint whose network ACL denies the way on",
                        endpoint("aclF", guarding(out(90, false, "tcp", 22, 22, "10.0.0.0/24"))),
                        NO,
                        "acl-f"),
                row(
                        "by an endpoint whose network ACL denies the way on to other hosts",
                        endpoint("aclF", guarding(out(90, false, "tcp", 22, 22, "10.0.1.0/24"))),
                        YES,
                        ""),
                row(
                        "by an endpoint whose network ACL denies answers of the host",
                        endpoint("aclF", guarding(in(90, false, "-1", null, null, "10.0.0.0/24"))),
                        NO,
                        "acl-f"),
                row(
                        "by an endpoint whose network ACL denies answers to the client",
                        endpoint("aclF", guarding(out(90, false, "tcp", 1024, 65535, "8.0.0.0/8"))),
                        NO,
                        "acl-f"),
                row(
                        "by two endpoints, each for one of two addresses",
                        endpoint(
                                "edge",
                                edgeTable(
                                        "rtb-9",
                                        "igw-1",
                                        route("10.0.0.0/25", "vpce-1"),
                                        route("10.0.0.128/25", "vpce-2"))),
                        reached().privateIps("10.0.0.10", "10.0.0.200"),
                        UNKNOWN,
                        "through which of several appliances"),
                row(
                        "back by another endpoint",
                        endpoint("table", outer(route(ANY, "vpce-2"))),
                        UNKNOWN,
                        Appliances.ONE_DIRECTION),
                row(
                        "back by another endpoint, though nothing comes in",
                        endpoint(
                                "table",
                                outer(route(ANY, "vpce-2")),
                                "aclF",
                                guarding(in(90, false, "tcp", 22, 22, ANY))),
                        NO,
                        "acl-f"),
                row(
                        "back by another endpoint, so that the answers of the first do not count",
                        endpoint("table", outer(route(ANY, "vpce-2")), "inner", inner(route("10.0.0.0/16", "local"))),
                        UNKNOWN,
                        Appliances.ONE_DIRECTION));
    }

    private static Stream<Arguments> interfaces() {
        return Stream.of(
                row("by an interface", box(), YES, "rule sgr-1 of sg-1 admits tcp 22"),
                row(
                        "by an interface whose group admits another port",
                        box("groupF", group("sg-f").in("tcp", 443, 443, ANY).out("-1", null, null, ANY)),
                        NO,
                        "no rule of sg-f admits tcp 22"),
                row(
                        "by an interface whose group lets nothing out",
                        box("groupF", group("sg-f").in("tcp", 22, 22, ANY)),
                        NO,
                        "no rule of sg-f lets out tcp 22"),
                row(
                        "by an interface whose group lets out to a group",
                        box("groupF", group("sg-f").in("tcp", 22, 22, ANY).outToGroup("sg-1")),
                        UNKNOWN,
                        "whether an appliance's groups let it out"),
                row(
                        "back by another interface of the same appliance",
                        box("table", outer(route(ANY, "eni-g")), "g", arm("eni-g", "i-f")),
                        YES,
                        ""),
                row(
                        "back by another interface of the same appliance, which lets nothing out",
                        box(
                                "table",
                                outer(route(ANY, "eni-g")),
                                "g",
                                arm("eni-g", "i-f").groups("sg-g"),
                                "groupG",
                                group("sg-g")),
                        NO,
                        "no rule of sg-g lets out"),
                row(
                        "back by another appliance",
                        box("table", outer(route(ANY, "eni-g")), "g", arm("eni-g", "i-g")),
                        UNKNOWN,
                        Appliances.ONE_DIRECTION));
    }

    @Test
    void isUnknownWithoutTheEndpoints() {
        // given
        Estates estate = Estates.estate().with(endpoint().values().toArray(Estates.Made[]::new));

        // when
        Outcome outcome = ask(estate.without(ResourceKind.VPC_ENDPOINT).build(), reached(), SOURCE);

        // then
        assertThat(outcome.reachable()).isEqualTo(UNKNOWN);
        assertThat(outcome.missing()).anyMatch(cell -> cell.startsWith("VPC_ENDPOINT"));
    }

    private static Map<String, Estates.Made<?>> endpoint(Object... changes) {
        return inspected(
                "vpce-1", Network.with(new Object[] {"endpoint", Network.inspectingEndpoint("subnet-f")}, changes));
    }

    private static Map<String, Estates.Made<?>> box(Object... changes) {
        MadeGroup open = group("sg-f").in("-1", null, null, ANY).out("-1", null, null, ANY);
        return inspected("eni-f", Network.with(new Object[] {"f", arm("eni-f", "i-f"), "groupF", open}, changes));
    }

    private static Map<String, Estates.Made<?>> inspected(String target, Object... changes) {
        Object[] usual = {
            "table", outer(route(ANY, target)),
            "edge", edgeTable("rtb-9", "igw-1", route("10.0.0.0/24", target)),
            "subnetF", subnet("subnet-f", "vpc-1", "10.0.9.0/24", null, "off"),
            "aclF", openAcl("acl-f", "subnet-f"),
            "inner", inner(route("10.0.0.0/16", "local"), route(ANY, "igw-1"))
        };
        return Network.changed(with(usual), changes);
    }

    private static Estates.Made<?> outer(Route route) {
        return table("rtb-1", "vpc-1", false, List.of("subnet-1"), route);
    }

    private static Estates.Made<?> inner(Route... routes) {
        return table("rtb-f", "vpc-1", false, List.of("subnet-f"), routes);
    }

    /** One entry before those of {@link Network#openAcl}. */
    private static Estates.Made<NetworkAcl> guarding(NetworkAclEntry entry) {
        return acl(
                "acl-f",
                List.of("subnet-f"),
                entry,
                in(100, true, "-1", null, null, ANY),
                out(100, true, "-1", null, null, ANY));
    }

    private static MadeInterface arm(String id, String instance) {
        return eni(id).of(instance)
                .in("subnet-f")
                .privateIps("10.0.9.10")
                .publicIps("52.0.0.9")
                .sourceDestCheck(false)
                .groups("sg-f");
    }
}
