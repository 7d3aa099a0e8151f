package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.TransitParts.attachment;
import static io.muster.estate.reach.TransitParts.routes;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcPeeringConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An interface in subnet-1 of vpc-1, which the account {@link #OWNER} shares, and vpc-9 of another account at the other end of the transit gateway
 * tgw-1 of the account {@link #HUB}, and of the peering connection pcx-1. Parts are named by who tells of them: "seen" is what the participant sees.
 */
final class FarEstates {

    static final String OWNER = Estates.OTHER_ACCOUNT;
    static final String HUB = "777788889999";
    static final String FAR = "999900001111";
    static final Endpoint THERE = new Endpoint.Range(CidrSet.parse("10.9.0.99"));
    static final MadeInterface HOST =
            eni("eni-1").of("i-1").in("subnet-1").privateIps("10.0.0.10").groups("sg-1");

    private static final Map<String, String> ACCOUNTS = Map.of("owner", OWNER, "hub", HUB, "far", FAR);

    private FarEstates() {}

    static Estates transit(Map<String, Set<ResourceKind>> missing, Object... changes) {
        return estates(missing, Network.changed(parts("tgw-1", FAR), changes));
    }

    static Estates peering(Map<String, Set<ResourceKind>> missing, Object... changes) {
        return estates(missing, Network.changed(parts("pcx-1", FAR), changes));
    }

    /** The same, where the participant itself has the VPC at the other end, and the hosts there have the group sg-9. */
    static Estates transitToOwn(Object... changes) {
        return estates(Map.of("far", Set.of()), Network.changed(parts("tgw-1", Estates.ACCOUNT), changes))
                .with(group("sg-9").in("tcp", 22, 22, "10.0.0.0/16"));
    }

    /** @param missing the kinds that accounts have not listed completely; with none, the account is the participant, or is not registered */
    private static Estates estates(Map<String, Set<ResourceKind>> missing, Map<String, Estates.Made<?>> parts) {
        Estates estates = Estates.estate().with(of("seen", parts));
        ACCOUNTS.forEach((name, account) -> {
            Set<ResourceKind> incomplete = missing.getOrDefault(name, Set.of(ResourceKind.INSTANCE));
            if (!incomplete.isEmpty()) {
                estates.sharedBy(account, incomplete, of(name, parts));
            } else if (parts.get("far vpc") != null && isOwn(parts)) {
                estates.with(of(name, parts));
            }
        });
        return estates;
    }

    private static boolean isOwn(Map<String, Estates.Made<?>> parts) {
        return ((Vpc) parts.get("far vpc").resource().attributes()).ownerId().equals(Estates.ACCOUNT);
    }

    private static Estates.Made<?>[] of(String account, Map<String, Estates.Made<?>> parts) {
        return parts.entrySet().stream()
                .filter(part -> part.getKey().startsWith(account + " ") && part.getValue() != null)
                .map(Map.Entry::getValue)
                .toArray(Estates.Made[]::new);
    }

    private static Map<String, Estates.Made<?>> parts(String target, String far) {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        for (String account : List.of("seen", "owner")) {
            parts.put(account + " vpc", Made.vpc("vpc-1", false, OWNER));
            parts.put(account + " one", subnet("subnet-1", "vpc-1", "10.0.0.0/24", OWNER));
            parts.put(
                    account + " table",
                    mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.0.0.0/8", target)));
            parts.put(account + " acl1", openAcl("acl-1", "subnet-1"));
        }
        parts.put("seen group", group("sg-1").in("tcp", 22, 22, "10.9.0.0/16").out("-1", null, null, "0.0.0.0/0"));
        parts.put("owner two", subnet("subnet-2", "vpc-1", "10.0.2.0/24", OWNER));
        parts.put("owner acl", openAcl("acl-2", "subnet-2"));
        parts.put("owner own", attached("vpc-1", OWNER, "subnet-2"));
        parts.put("owner peering", peered("active", far, "eu-central-1"));
        parts.put("hub own", attached("vpc-1", OWNER, "subnet-2"));
        parts.put("hub far", attached("vpc-9", far, "subnet-8"));
        parts.put("hub out", routes("tgw-rtb-vpc-1", "static", new String[] {"10.9.0.0/16", "vpc-9"}));
        parts.put("hub in", routes("tgw-rtb-vpc-9", "static", new String[] {"10.0.0.0/16", "vpc-1"}));
        parts.put("far vpc", vpc9(far));
        parts.put("far subnet", subnet("subnet-9", "vpc-9", "10.9.0.0/24", far));
        parts.put("far subnet8", subnet("subnet-8", "vpc-9", "10.9.8.0/24", far));
        parts.put("far table", table9(route("10.9.0.0/16", "local"), route("10.0.0.0/16", target)));
        parts.put("far acl", openAcl("acl-9", "subnet-9"));
        parts.put("far acl8", openAcl("acl-8", "subnet-8"));
        parts.put("far own", attached("vpc-9", far, "subnet-8"));
        return parts;
    }

    static Estates.Made<RouteTable> table9(Route... routes) {
        return mainTable("rtb-9", "vpc-9", routes);
    }

    static Estates.Made<VpcPeeringConnection> peered(String status, String account, String region) {
        return PeeringParts.connection(
                "pcx-1",
                status,
                PeeringParts.side("vpc-9", account, region, "10.9.0.0/16"),
                PeeringParts.side("vpc-1", OWNER, "eu-central-1", "10.0.0.0/16"));
    }

    private static Estates.Made<Vpc> vpc9(String account) {
        return Made.of("vpc-9", new Vpc(List.of("10.9.0.0/16"), List.of(), false, account, null, null));
    }

    static Estates.Made<Subnet> subnet(String id, String vpc, String range, String account) {
        return Made.of(id, new Subnet(vpc, range, List.of(), "eu-central-1a", false, false, "off", account, null));
    }

    private static Estates.Made<?> attached(String vpc, String account, String subnet) {
        return attachment(
                "tgw-attach-of-" + vpc,
                "vpc",
                vpc,
                "tgw-rtb-" + vpc,
                "transitGatewayOwnerId",
                HUB,
                "attachedOwnerId",
                account,
                "vpcOptions",
                Parts.of(TransitGatewayVpcOptions.class, "subnetIds", List.of(subnet)));
    }
}
