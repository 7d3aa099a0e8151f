package io.muster.rule;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static java.util.stream.Collectors.groupingBy;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Filled;
import io.muster.inventory.KindModel;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Subnet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An estate in which every rule has something to judge, whatever the kind that it judges. */
final class FullEstate {

    private static final String ANYWHERE = "0.0.0.0/0";

    private FullEstate() {}

    /** The estate in which a rule is judged: a region's, or the account's. */
    static Estates of(Rule<?> rule) {
        Estates estate = Estates.estate();
        resources().forEach(resource -> estate.with(made(resource)));
        return rule.metadata().resourceKind().global() ? estate.global() : estate;
    }

    private static <T extends Record> Estates.Made<T> made(Resource<T> resource) {
        return () -> resource;
    }

    /** Every part of each is given. Of a kind that no line below makes, there is one resource with every part. */
    static List<Resource<?>> resources() {
        Stream<Estates.Made<?>> made = Stream.of(
                instance("i-1")
                        .profile("p")
                        .imdsv1()
                        .image("ami-1")
                        .publicIp("198.51.100.7")
                        .basicMonitoring()
                        .device("/dev/xvda", "vol-1", false)
                        .device("/dev/sdf", "vol-2", true),
                instance("i-2").profile("p").hopLimit(3).image("ami-1").basicMonitoring(),
                eni("eni-1").of("i-1").groups("sg-1", "sg-3").publicIps("198.51.100.7"),
                eni("eni-2").of("i-2").groups("sg-1").ipv6("2600::1").ipv6Prefixes("2600:1::/80"),
                eni("eni-3").groups("sg-2"),
                group("sg-1")
                        .in("tcp", 22, 22, ANYWHERE)
                        .in("-1", null, null, "::/0")
                        .inFromGroup("sg-2")
                        .out("-1", null, null, ANYWHERE)
                        .outToList("-1", "pl-1")
                        .outToGroup("sg-2"),
                group("sg-2").isDefault().inFromGroup("sg-2").out("-1", null, null, ANYWHERE),
                group("sg-3").inFromList("tcp", 3389, 3389, "pl-1").inFromList("udp", 0, 65535, "pl-2"),
                group("sg-4").owner(Estates.ACCOUNT),
                Made.prefixList("pl-1", "offices", Estates.ACCOUNT, ANYWHERE, "10.0.0.0/8"),
                Made.prefixList("pl-2", "com.amazonaws.global.cloudfront.origin-facing", "AWS", "13.0.0.0/8"),
                Made.routes("rtb-1", List.of(), Made.route(ANYWHERE, "igw-1"), Made.route("::/0", "eigw-1")),
                Made.routes("rtb-2", List.of("subnet-1"), Made.route(ANYWHERE, "nat-1"), Made.route("pl-1", "tgw-1")),
                Made.of(
                        "acl-1",
                        new NetworkAcl(
                                "vpc-1",
                                true,
                                List.of("subnet-1"),
                                List.of(new NetworkAclEntry(100, false, true, "6", 22, 22, ANYWHERE)),
                                Estates.ACCOUNT)),
                Made.of(
                        "subnet-1",
                        new Subnet(
                                "vpc-1",
                                "10.0.0.0/24",
                                List.of("2600::/64"),
                                "eu-central-1a",
                                true,
                                true,
                                "off",
                                Estates.ACCOUNT,
                                null)),
                Made.vpc("vpc-1", true, Estates.ACCOUNT),
                Made.vpc("vpc-2", false, Estates.OTHER_ACCOUNT),
                Made.flowLog("fl-1", "ACTIVE", "subnet-1"),
                Made.volume("vol-1", false, "in-use", Map.of(), "i-1"),
                Made.volume("vol-2", false, "available", Map.of()),
                Made.snapshot("snap-1", false, "completed", true),
                Made.image("ami-1", "available", true, Estates.ACCOUNT, "v2.0", Map.of()),
                Made.settings(false, "block-all-sharing", "optional", "disabled", "account"),
                Made.profile("p", "r"),
                role("r")
                        .inline(allow("iam:*", "*"))
                        .attached(allow("s3:*", "*"))
                        .boundary(allow("*", "*")));
        Map<ResourceKind, List<Resource<?>>> byKind =
                made.<Resource<?>>map(Estates.Made::resource).collect(groupingBy(Resource::kind));
        return KindModel.all().stream()
                .map(KindModel::kind)
                .flatMap(kind -> byKind.getOrDefault(kind, List.of(Filled.resource(kind, Estates.REGION))).stream())
                .toList();
    }
}
