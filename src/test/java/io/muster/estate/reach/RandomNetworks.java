package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.InternetGateway;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.TargetGroup;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpcEndpointService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A VPC of each of two accounts, peered or attached to a transit gateway or neither; of each a subnet may be shared with another account, the third
 * perhaps. In them hosts, some of IPv6 alone, load balancers that have an address as their target, and an endpoint of a load balancer of the second VPC in the first.
 */
final class RandomNetworks {

    static final List<String> ACCOUNTS = List.of(Estates.ACCOUNT, Estates.OTHER_ACCOUNT, "777788889999");

    private static final String SERVICE = "com.example.svc";

    private final Random random;
    private final List<CutNetworks.Part> parts = new ArrayList<>();

    /** By the id of its interface, the account of a host. */
    private final Map<String, String> hosts = new LinkedHashMap<>();

    /** By its id, the account that has interfaces in a subnet. */
    private final Map<String, List<String>> users = new LinkedHashMap<>();

    private final Map<String, String> addresses = new LinkedHashMap<>();

    RandomNetworks(Random random) {
        this.random = random;
        String connection = pick("pcx-1", "tgw-1", "tgw-1", "");
        network(1, connection);
        network(2, connection);
        if (connection.equals("pcx-1")) {
            peer();
        } else if (!connection.isEmpty()) {
            attach();
        }
        users.forEach((subnet, accounts) -> host(subnet, accounts.get(accounts.size() - 1)));
        for (int number = 1; number <= 1 + random.nextInt(2); number++) {
            balancer(number);
        }
    }

    CutNetworks whole() {
        return new CutNetworks(parts, Set.copyOf(ACCOUNTS), null);
    }

    Map<String, String> hosts() {
        return hosts;
    }

    /** A listing of an account that lost some of what is not asked about. */
    CutNetworks.Cut cut() {
        String account = ACCOUNTS.get(random.nextInt(3));
        List<CutNetworks.Part> shown =
                parts.stream().filter(part -> part.shown().contains(account)).toList();
        ResourceKind kind = shown.isEmpty()
                ? ResourceKind.LOAD_BALANCER
                : shown.get(random.nextInt(shown.size())).made().resource().kind();
        Set<String> lost = shown.stream()
                .map(part -> part.made().resource())
                .filter(one -> one.kind() == kind && !hosts.containsKey(one.resourceId()) && random.nextInt(3) > 0)
                .map(one -> one.resourceId())
                .collect(Collectors.toSet());
        return new CutNetworks.Cut(account, kind, kind == ResourceKind.NETWORK_INTERFACE || random.nextBoolean(), lost);
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    private boolean oneIn(int number) {
        return random.nextInt(number) == 0;
    }

    private void add(Estates.Made<?> made, String... shown) {
        parts.add(new CutNetworks.Part(made, Set.copyOf(List.of(shown))));
    }

    private void network(int number, String connection) {
        String owner = ACCOUNTS.get(number - 1);
        String sharing = oneIn(2) ? owner : pick(ACCOUNTS.get(2 - number), ACCOUNTS.get(2));
        String vpc = "vpc-" + number;
        add(
                Made.of(vpc, new Vpc(List.of(range(number)), List.of(), false, owner, null, null)),
                Stream.of(owner, sharing).distinct().toArray(String[]::new));
        subnet(number, 1, owner, owner);
        subnet(number, 2, owner, sharing);
        boolean isPublic = !oneIn(3);
        add(mainTable("rtb-" + number, vpc, routes(number, connection, isPublic)), owner);
        add(
                table(
                        "rtb-" + number + "2",
                        vpc,
                        false,
                        List.of("subnet-" + number + "2"),
                        routes(number, connection, isPublic)),
                Stream.of(owner, sharing).distinct().toArray(String[]::new));
        if (isPublic) {
            add(Made.of("igw-" + number, new InternetGateway(List.of(vpc))), owner);
        }
    }

    private void subnet(int number, int place, String owner, String sharing) {
        String id = "subnet-" + number + place;
        String[] shown = Stream.of(owner, sharing).distinct().toArray(String[]::new);
        users.put(id, List.of(shown));
        add(FarEstates.subnet(id, "vpc-" + number, "10." + number + "." + place + ".0/24", owner), shown);
        add(acl(number, place), shown);
    }

    private Estates.Made<NetworkAcl> acl(int number, int place) {
        String id = "acl-" + number + place;
        String subnet = "subnet-" + number + place;
        return oneIn(4)
                ? Network.acl(
                        id,
                        List.of(subnet),
                        in(1, oneIn(2), "6", null, null, source()),
                        out(1, oneIn(2), "6", null, null, source()),
                        in(9, !oneIn(3), "-1", null, null, "0.0.0.0/0"),
                        out(9, !oneIn(3), "-1", null, null, "0.0.0.0/0"))
                : openAcl(id, subnet);
    }

    private Route[] routes(int number, String connection, boolean isPublic) {
        List<Route> routes = new ArrayList<>(List.of(route(range(number), "local")));
        if (isPublic && !oneIn(3)) {
            routes.add(route("0.0.0.0/0", "igw-" + number));
        }
        if (oneIn(3)) {
            routes.add(route("64:ff9b::/96", pick("nat-" + number, "tgw-1", "igw-" + number)));
        }
        if (!connection.isEmpty() && !oneIn(6)) {
            String other = pick(range(3 - number), range(3 - number), "10." + (3 - number) + ".1.0/24", "10.0.0.0/8");
            routes.add(oneIn(8) ? blackhole(other, connection) : route(other, connection));
        }
        return routes.toArray(Route[]::new);
    }

    static String range(int number) {
        return "10." + number + ".0.0/16";
    }

    private String source() {
        List<String> all = new ArrayList<>(
                List.of("0.0.0.0/0", "0.0.0.0/0", "10.0.0.0/8", range(1), range(2), "10.1.1.0/24", "10.2.2.0/24"));
        addresses.values().forEach(address -> all.add(address + "/32"));
        return all.get(random.nextInt(all.size()));
    }

    private void peer() {
        String status = oneIn(8) ? "deleted" : "active";
        if (oneIn(4)) {
            add(PeeringParts.connection("pcx-1", status, end(1), end(2)), ACCOUNTS.get(0));
            add(PeeringParts.connection("pcx-1", "pending-acceptance", end(1), end(2)), ACCOUNTS.get(1));
        } else {
            add(PeeringParts.connection("pcx-1", status, end(1), end(2)), ACCOUNTS.get(0), ACCOUNTS.get(1));
        }
    }

    private static PeeringSide end(int number) {
        return PeeringParts.side("vpc-" + number, ACCOUNTS.get(number - 1), Estates.REGION.region(), range(number));
    }

    private void attach() {
        String hub = ACCOUNTS.get(random.nextInt(3));
        for (int number = 1; number <= 2; number++) {
            String owner = ACCOUNTS.get(number - 1);
            add(
                    TransitParts.attachment(
                            "tgw-attach-of-vpc-" + number,
                            "vpc",
                            "vpc-" + number,
                            "tgw-rtb-1",
                            "transitGatewayOwnerId",
                            hub,
                            "attachedOwnerId",
                            owner,
                            "vpcOptions",
                            Parts.of(TransitGatewayVpcOptions.class, "subnetIds", List.of("subnet-" + number + "1"))),
                    Stream.of(owner, hub).distinct().toArray(String[]::new));
        }
        add(TransitParts.routes("tgw-rtb-1", "propagated", towards(1), towards(2)), hub);
    }

    private String[] towards(int number) {
        return new String[] {oneIn(5) ? "10." + number + ".1.0/24" : range(number), oneIn(8) ? "" : "vpc-" + number};
    }

    private void host(String subnet, String account) {
        String name = subnet.substring("subnet-".length());
        String id = "eni-" + name;
        hosts.put(id, account);
        MadeInterface made =
                placed(id, subnet, 100).of("i-" + name).groups("sg-" + name).ownedBy(account);
        if (oneIn(4)) {
            made.privateIps().ipv6("2600:1f00:0:" + name + "::100");
        } else if (oneIn(2)) {
            made.publicIps("52.0.0." + name);
        }
        add(made, shown(subnet, account));
        add(rules("sg-" + name), shown(subnet, account));
    }

    /** The owner of a VPC is shown what is in it. */
    private String[] shown(String subnet, String account) {
        return Stream.of(users.get(subnet).get(0), account).distinct().toArray(String[]::new);
    }

    private MadeInterface placed(String id, String subnet, int last) {
        String numbers = subnet.substring("subnet-".length());
        String address = "10." + numbers.charAt(0) + "." + numbers.charAt(1) + "." + last;
        addresses.put(id, address);
        return eni(id).inVpc("vpc-" + numbers.charAt(0)).in(subnet).privateIps(address);
    }

    private MadeGroup rules(String id) {
        MadeGroup made = group(id).in("tcp", 22, 22, source());
        if (oneIn(2)) {
            made.in("tcp", 22, 80, source());
        }
        made.out("-1", null, null, "::/0");
        return oneIn(5) ? made.out("tcp", 22, 80, source()) : made.out("-1", null, null, "0.0.0.0/0");
    }

    private void balancer(int number) {
        String subnet = pick(users.keySet().toArray(String[]::new));
        List<String> accounts = users.get(subnet);
        String account = accounts.get(accounts.size() - 1);
        String vpc = "vpc-" + subnet.charAt("subnet-".length());
        String name = "net/x" + number + "/1";
        String targets = "tg" + number;
        boolean hasGroup = oneIn(2);
        String scheme = pick("internal", "internet-facing");
        MadeInterface node = placed("eni-n" + number, subnet, 200 + number)
                .ownedBy(account)
                .type("network_load_balancer")
                .requesterManaged("ELB " + name);
        add(hasGroup ? node.groups("sg-n" + number) : node, shown(subnet, account));
        if (hasGroup) {
            add(rules("sg-n" + number), shown(subnet, account));
        }
        add(
                Made.of(
                        name,
                        new LoadBalancer(
                                "network",
                                scheme,
                                "active",
                                null,
                                "ipv4",
                                vpc,
                                List.of(subnet),
                                hasGroup ? List.of("sg-n" + number) : List.of(),
                                null,
                                List.of(listener(account, targets)),
                                null,
                                null)),
                account);
        add(targets(targets, vpc), account);
        if (vpc.equals("vpc-2") && oneIn(2)) {
            service(account, name, number);
        }
    }

    private static Listener listener(String account, String targets) {
        return new Listener(
                "l",
                22,
                "TCP",
                null,
                List.of(),
                List.of("forward"),
                List.of(CutNetworks.scope(account).arn(ResourceKind.TARGET_GROUP, targets)),
                null,
                List.of());
    }

    private Estates.Made<TargetGroup> targets(String name, String vpc) {
        return BalancerParts.targets(
                name, 22, vpc, oneIn(2), pick(addresses.values().toArray(String[]::new)));
    }

    private void service(String account, String balancer, int number) {
        String service = SERVICE + number;
        add(
                Made.of(
                        "vpce-svc-" + number,
                        Parts.of(
                                VpcEndpointService.class,
                                "serviceName",
                                service,
                                "loadBalancerArns",
                                List.of(CutNetworks.scope(account).arn(ResourceKind.LOAD_BALANCER, balancer)))),
                account);
        String subnet = pick("subnet-11", "subnet-12");
        List<String> accounts = users.get(subnet);
        String client = accounts.get(accounts.size() - 1);
        String id = "eni-v" + number;
        add(
                placed(id, subnet, 220 + number)
                        .ownedBy(client)
                        .type("vpc_endpoint")
                        .status("in-use")
                        .groups("sg-v" + number),
                shown(subnet, client));
        add(rules("sg-v" + number), shown(subnet, client));
        add(
                Made.of(
                        "vpce-" + number,
                        Parts.of(
                                VpcEndpoint.class,
                                "vpcEndpointType",
                                "Interface",
                                "vpcId",
                                "vpc-1",
                                "state",
                                "available",
                                "serviceName",
                                service,
                                "subnetIds",
                                List.of(subnet),
                                "networkInterfaceIds",
                                List.of(id))),
                client);
    }
}
