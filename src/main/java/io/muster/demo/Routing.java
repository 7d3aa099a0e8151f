package io.muster.demo;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/** Where packets go, and which ones the subnets let pass. */
final class Routing {

    private static final int LAST_ENTRY = 32767;

    private final Site site;

    Routing(Site site) {
        this.site = site;
    }

    /** The main table of the workload VPC leads nowhere; that of the default VPC to the internet. */
    List<RouteTable> routeTables() {
        return List.of(
                table(0, Tier.PUBLIC, true, List.of()),
                table(1, Tier.PUBLIC, false, toInternet(Tier.PUBLIC, true)),
                table(2, Tier.PRIVATE, false, behindNat()),
                table(3, Tier.DEFAULT, true, toInternet(Tier.DEFAULT, false)));
    }

    List<NetworkAcl> networkAcls() {
        return List.of(
                acl(0, Tier.PRIVATE, true, openEntries()),
                acl(1, Tier.PUBLIC, false, publicEntries()),
                acl(2, Tier.DEFAULT, true, openEntries()));
    }

    /** The main table of a VPC serves its subnets unnamed, any other those of the tier by name. */
    private RouteTable table(int number, Tier tier, boolean main, List<Route> routes) {
        String id = site.dice().id("rtb-", number);
        return RouteTable.builder()
                .routeTableId(id)
                .vpcId(site.vpc(tier))
                .ownerId(site.accountId())
                .associations(main ? List.of(association(id).main(true).build()) : byName(id, tier))
                .routes(withLocal(tier, routes))
                .build();
    }

    private List<RouteTableAssociation> byName(String table, Tier tier) {
        return IntStream.range(0, Site.ZONES)
                .mapToObj(zone -> site.subnet(tier, zone))
                .map(subnet -> association(table + subnet)
                        .routeTableId(table)
                        .main(false)
                        .subnetId(subnet)
                        .build())
                .toList();
    }

    private RouteTableAssociation.Builder association(String joined) {
        return RouteTableAssociation.builder()
                .routeTableAssociationId(site.dice().of(joined).id("rtbassoc-", 0))
                .routeTableId(joined)
                .associationState(s -> s.state("associated"));
    }

    private static List<Route> withLocal(Tier tier, List<Route> routes) {
        Route local = route("CreateRouteTable")
                .destinationCidrBlock(tier.vpcCidr())
                .gatewayId("local")
                .build();
        return Stream.concat(Stream.of(local), routes.stream()).toList();
    }

    private List<Route> toInternet(Tier tier, boolean ipv6) {
        Route.Builder gateway = route("CreateRoute").gatewayId(site.gateway(tier));
        Route ipv4Route = gateway.copy().destinationCidrBlock("0.0.0.0/0").build();
        return ipv6
                ? List.of(
                        ipv4Route,
                        gateway.copy().destinationIpv6CidrBlock("::/0").build())
                : List.of(ipv4Route);
    }

    private List<Route> behindNat() {
        Route nat = route("CreateRoute")
                .destinationCidrBlock("0.0.0.0/0")
                .natGatewayId(site.dice().id("nat-", 0))
                .build();
        Route endpoint = route("CreateRoute")
                .destinationPrefixListId(site.prefixList(DemoPrefixList.S3))
                .gatewayId(site.dice().id("vpce-", 0))
                .build();
        Route gone = route("CreateRoute")
                .destinationCidrBlock("10.200.0.0/16")
                .vpcPeeringConnectionId(site.dice().id("pcx-", 0))
                .state("blackhole")
                .build();
        return List.of(nat, endpoint, gone);
    }

    private static Route.Builder route(String origin) {
        return Route.builder().origin(origin).state("active");
    }

    private NetworkAcl acl(int number, Tier tier, boolean isDefault, List<NetworkAclEntry> entries) {
        String id = site.dice().id("acl-", number);
        List<NetworkAclAssociation> associations = IntStream.range(0, Site.ZONES)
                .mapToObj(zone -> NetworkAclAssociation.builder()
                        .networkAclAssociationId(site.dice().id("aclassoc-", number * Site.ZONES + zone))
                        .networkAclId(id)
                        .subnetId(site.subnet(tier, zone))
                        .build())
                .toList();
        return NetworkAcl.builder()
                .networkAclId(id)
                .vpcId(site.vpc(tier))
                .ownerId(site.accountId())
                .isDefault(isDefault)
                .associations(associations)
                .entries(entries)
                .build();
    }

    private static List<NetworkAclEntry> openEntries() {
        return List.of(allowAll(100, false), denyRest(false), allowAll(100, true), denyRest(true));
    }

    /** RDP is denied, whatever the security groups say; the rest of TCP passes. */
    private static List<NetworkAclEntry> publicEntries() {
        return List.of(
                tcp(90, "deny", 3389, 3389).cidrBlock("0.0.0.0/0").build(),
                tcp(91, "deny", 3389, 3389).ipv6CidrBlock("::/0").build(),
                tcp(100, "allow", 0, 65535).cidrBlock("0.0.0.0/0").build(),
                tcp(101, "allow", 0, 65535).ipv6CidrBlock("::/0").build(),
                denyRest(false),
                allowAll(100, true),
                entry(101, true, "allow").protocol("-1").ipv6CidrBlock("::/0").build(),
                denyRest(true));
    }

    private static NetworkAclEntry.Builder tcp(int number, String action, int from, int to) {
        return entry(number, false, action)
                .protocol("6")
                .portRange(p -> p.from(from).to(to));
    }

    private static NetworkAclEntry allowAll(int number, boolean egress) {
        return entry(number, egress, "allow")
                .protocol("-1")
                .cidrBlock("0.0.0.0/0")
                .build();
    }

    private static NetworkAclEntry denyRest(boolean egress) {
        return entry(LAST_ENTRY, egress, "deny")
                .protocol("-1")
                .cidrBlock("0.0.0.0/0")
                .build();
    }

    private static NetworkAclEntry.Builder entry(int number, boolean egress, String action) {
        return NetworkAclEntry.builder().ruleNumber(number).egress(egress).ruleAction(action);
    }
}
