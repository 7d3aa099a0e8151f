package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.subnet;
import static io.muster.estate.reach.SmallVpc.vpc;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import io.muster.inventory.kind.Vpc;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A host in vpc-1, which has no way out of its own, and vpc-9 at the same transit gateway, with a NAT gateway. The parts that begin with "hub" are of
 * the owner of that and of the transit gateway; a test replaces a part.
 */
final class HubNetworks {

    static final String ANY = "0.0.0.0/0";
    static final Route LOCAL = route("10.9.0.0/16", "local");
    static final Route TO_NAT = route(ANY, "nat-1");
    static final Route BACK = route("10.1.0.0/16", "tgw-1");
    static final Route TO_INTERNET = route(ANY, "igw-9");
    static final String TWO_SUBNETS = "the attachment of vpc-9 is in two subnets";

    private HubNetworks() {}

    static Map<String, Estates.Made<?>> parts(String hub, Object... more) {
        boolean isOfTwo = more.length > 0 && more[0].equals(TWO_SUBNETS);
        Object[] changes = isOfTwo ? Arrays.copyOfRange(more, 1, more.length) : more;
        String[] subnets = isOfTwo ? new String[] {"subnet-9", "subnet-7"} : new String[] {"subnet-9"};
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("vpc", vpc("vpc-1", "10.1.0.0/16"));
        parts.put("subnet", subnet("subnet-1", "vpc-1", "10.1.1.0/24", null, ZONE));
        parts.put("table", mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"), route(ANY, "tgw-1")));
        parts.put("acl", openAcl("acl-1", "subnet-1"));
        parts.put("group", group("sg-1").out("-1", null, null, ANY));
        parts.put(
                "host",
                eni("eni-1").of("i-1").in("subnet-1").privateIps("10.1.1.10").groups("sg-1"));
        parts.put("attachment", attachment("vpc-1", Estates.ACCOUNT, hub, "subnet-1"));
        parts.put("hub vpc", Made.of("vpc-9", new Vpc(List.of("10.9.0.0/16"), List.of(), false, hub, null, null)));
        parts.put("hub subnet", FarEstates.subnet("subnet-9", "vpc-9", "10.9.1.0/24", hub));
        parts.put("hub other subnet", FarEstates.subnet("subnet-7", "vpc-9", "10.9.3.0/24", hub));
        parts.put("hub nat subnet", FarEstates.subnet("subnet-8", "vpc-9", "10.9.2.0/24", hub));
        parts.put("hub table", entry(LOCAL, TO_NAT));
        parts.put("hub nat table", home(LOCAL, BACK, TO_INTERNET));
        parts.put("hub acl", openAcl("acl-9", "subnet-9"));
        parts.put("hub other acl", openAcl("acl-7", "subnet-7"));
        parts.put("hub nat acl", openAcl("acl-8", "subnet-8"));
        parts.put("hub gateway", gateway("igw-9", "vpc-9"));
        parts.put("hub nat", nat("available"));
        if (!hub.equals(Estates.ACCOUNT)) {
            parts.put("hub first attachment", attachment("vpc-1", Estates.ACCOUNT, hub, "subnet-1"));
        }
        parts.put("hub attachment", attachment("vpc-9", hub, hub, subnets));
        parts.put("hub routes", routes(ANY, "vpc-9", "10.1.0.0/16", "vpc-1"));
        return Network.changed(parts, changes);
    }

    static Estates.Made<?>[] of(Map<String, Estates.Made<?>> parts, boolean hub) {
        return parts.entrySet().stream()
                .filter(part -> part.getKey().startsWith("hub ") == hub && part.getValue() != null)
                .map(Map.Entry::getValue)
                .toArray(Estates.Made[]::new);
    }

    static Estates.Made<RouteTable> entry(Route... routes) {
        return table("rtb-9", "vpc-9", false, List.of("subnet-9"), routes);
    }

    static Estates.Made<RouteTable> home(Route... routes) {
        return table("rtb-8", "vpc-9", false, List.of("subnet-8"), routes);
    }

    static Estates.Made<?> nat(String state) {
        return natGateway(
                "vpcId",
                "vpc-9",
                "state",
                state,
                "subnetId",
                "subnet-8",
                "addresses",
                List.of(Parts.of(NatGatewayAddress.class, "privateIp", "10.9.2.5", "publicIp", "52.0.0.9")));
    }

    static Estates.Made<?> closed(String id, String subnet, String range) {
        return acl(
                id, List.of(subnet), in(100, true, "-1", null, null, range), out(100, true, "-1", null, null, range));
    }

    static Estates.Made<?> attachment(String vpc, String owner, String hub, String... subnets) {
        return TransitParts.attachment(
                "tgw-attach-of-" + vpc,
                "vpc",
                vpc,
                "tgw-rtb-1",
                "attachedOwnerId",
                owner,
                "transitGatewayOwnerId",
                hub,
                "vpcOptions",
                Parts.of(TransitGatewayVpcOptions.class, "subnetIds", List.of(subnets)));
    }

    static Estates.Made<?> routes(String... rangesAndVpcs) {
        String[][] routes = new String[rangesAndVpcs.length / 2][];
        for (int i = 0; i < routes.length; i++) {
            routes[i] = new String[] {rangesAndVpcs[2 * i], rangesAndVpcs[2 * i + 1]};
        }
        return TransitParts.routes("tgw-rtb-1", "static", routes);
    }
}
