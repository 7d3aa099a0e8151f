package io.muster.rule;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Subnet;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * No rule fails over what is absent, in the resource that it judges or in any other that it reads. Absent may be every part
 * that a stored document can be without, which is more than AWS may leave out: documents of an earlier shape lack the rest.
 */
class AbsentPartsTest {

    private static final String ANYWHERE = "0.0.0.0/0";

    private static final List<Rule<?>> RULES = EveryRule.instances();

    @Test
    void noRuleFailsOverAnyOnePartThatIsAbsent() {
        Set<String> places = places();
        assertThat(places).hasSizeGreaterThan(150);
        for (String place : places) {
            assertNoRuleFails(place::equals, place);
        }
    }

    @Property(tries = 300)
    void noRuleFailsOverAnyNumberOfPartsThatAreAbsent(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 99) int percent) {
        Random random = new Random(seed);
        assertNoRuleFails(place -> random.nextInt(100) < percent, "seed " + seed + ", " + percent + " %");
    }

    @Test
    void noRuleFailsWhereEveryPartIsAbsent() {
        assertNoRuleFails(place -> true, "everything");
    }

    private static void assertNoRuleFails(Predicate<String> absent, String what) {
        List<Resource<?>> resources = resources().stream()
                .<Resource<?>>map(resource -> AbsentParts.without(resource, absent))
                .toList();
        for (Estates estate : List.of(Estates.estate(), Estates.estate().global())) {
            resources.forEach(resource -> estate.with(made(resource)));
            Estate built = estate.build();
            RULES.forEach(rule -> judge(rule, built, what));
        }
    }

    private static <T extends Record> Estates.Made<T> made(Resource<T> resource) {
        return () -> resource;
    }

    private static <T extends Record> void judge(Rule<T> rule, Estate estate, String what) {
        for (Resource<T> resource : estate.all(rule.type())) {
            try {
                assertThat(rule.judge(resource, estate)).isNotNull();
            } catch (RuntimeException failed) {
                throw new AssertionError(
                        rule.metadata().ruleId() + " failed over " + resource.resourceId() + " without " + what,
                        failed);
            }
        }
    }

    /** Every place of the estate at which something may be absent. */
    private static Set<String> places() {
        Set<String> places = new LinkedHashSet<>();
        resources()
                .forEach(resource -> AbsentParts.without(resource, place -> {
                    places.add(place);
                    return false;
                }));
        return places;
    }

    /** An estate in which every rule has something to judge, and in which every part is given. */
    private static List<Resource<?>> resources() {
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
                                Estates.ACCOUNT)),
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
        return made.<Resource<?>>map(Estates.Made::resource).toList();
    }

    @Test
    void theEstateHoldsEveryKindThatIsCollected() {
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        resources().forEach(resource -> kinds.add(resource.kind()));
        Set<ResourceKind> judged = EnumSet.noneOf(ResourceKind.class);
        RULES.forEach(rule -> judged.addAll(rule.needs()));
        assertThat(kinds).containsAll(judged);
    }

    @Test
    void whatIsAbsentIsUnknownAndNoPass() {
        List<Judged<?>> known = List.of(
                new Judged<>(
                        "ebs-volume-unencrypted",
                        Made.volume("vol", true, "in-use", Map.of()),
                        List.of("state", "encrypted")),
                new Judged<>(
                        "ebs-volume-unattached", Made.volume("vol", true, "available", Map.of()), List.of("state")),
                new Judged<>(
                        "snapshot-unencrypted",
                        Made.snapshot("snap", true, "completed", false),
                        List.of("state", "encrypted")),
                new Judged<>(
                        "ebs-delete-on-termination-off-root",
                        instance("i").device("/dev/xvda", "vol", true),
                        List.of("rootDeviceName", "blockDevices[0].deviceName", "blockDevices[0].deleteOnTermination")),
                new Judged<>(
                        "sg-ingress-admin-port-internet",
                        group("sg").in("tcp", 22, 22, ANYWHERE),
                        List.of("ingress[0].cidr", "ingress[0].protocol")),
                new Judged<>("ec2-imdsv2-required", instance("i"), List.of("metadataOptions")));
        assertThat(known.stream().flatMap(judged -> judged.verdicts().stream()))
                .hasSize(11)
                .containsOnly("UNKNOWN");
    }

    /** A resource that a rule passes or fails, and the parts without which it can do neither. */
    private record Judged<T extends Record>(String ruleId, Estates.Made<T> made, List<String> parts) {

        List<String> verdicts() {
            return parts.stream().map(this::verdict).toList();
        }

        private String verdict(String part) {
            Resource<T> resource = made.resource();
            return judge(AbsentParts.without(resource, (resource.resourceId() + "." + part)::equals));
        }

        @SuppressWarnings("unchecked") // the rule is one of the resource's kind
        private String judge(Resource<T> without) {
            Rule<T> rule = (Rule<T>) RULES.stream()
                    .filter(one -> one.metadata().ruleId().equals(ruleId))
                    .findFirst()
                    .orElseThrow();
            Estates.Made<T> judged = () -> without;
            Estate estate = Estates.estate()
                    .with(judged)
                    .unchangedSince(judged, Estates.NOW.minus(Duration.ofDays(60)))
                    .build();
            return Judging.judge(rule, judged, estate);
        }
    }
}
