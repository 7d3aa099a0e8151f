package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInstance;
import io.muster.inventory.kind.InstanceState;
import io.muster.rule.Judging;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GroupUseRulesTest {

    private static final String ANY = "0.0.0.0/0";

    @ParameterizedTest
    @MethodSource("unused")
    void judgesUnused(MadeGroup group, Estates estate, String expected) {
        assertThat(Judging.judge(new UnusedGroup(), group, estate.with(group).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> unused() {
        return Stream.of(
                argumentSet("nobody", group("sg-1"), Estates.estate(), "FAIL LOW"),
                argumentSet("an interface", group("sg-1"), Estates.estate().with(eni("e").groups("sg-1")), "PASS"),
                argumentSet(
                        "itself", group("sg-1").inFromGroup("sg-1").outToGroup("sg-1"), Estates.estate(), "FAIL LOW"),
                argumentSet(
                        "another's way in",
                        group("sg-1"),
                        Estates.estate().with(group("sg-2").inFromGroup("sg-1")),
                        "PASS"),
                argumentSet(
                        "another's way out",
                        group("sg-1"),
                        Estates.estate().with(group("sg-2").outToGroup("sg-1")),
                        "PASS"),
                argumentSet("the default", group("sg-1").isDefault(), Estates.estate(), "NOT_APPLICABLE"),
                argumentSet(
                        "another account's",
                        group("sg-1").owner(Estates.OTHER_ACCOUNT),
                        Estates.estate(),
                        "NOT_APPLICABLE"));
    }

    @Test
    void evidenceNamesTheUsersThatAreNotLookedAt() {
        assertThat(Judging.evidence(new UnusedGroup(), group("sg-1")).get("notLookedAt"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .contains("tasks of ECS without a service", "VPC associations of VPC Lattice");
    }

    @ParameterizedTest
    @MethodSource
    void defaultHasRules(MadeGroup group, Estates estate, String expected) {
        assertThat(Judging.judge(
                        new DefaultGroupHasRules(), group, estate.with(group).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> defaultHasRules() {
        return Stream.of(
                argumentSet("not a default", group("sg-1").in("-1", null, null, ANY), ownVpc(), "NOT_APPLICABLE"),
                argumentSet("no rules", group("sg-1").isDefault(), ownVpc(), "PASS"),
                argumentSet(
                        "no rules, in use", group("sg-1").isDefault(), ownVpc().with(eni("e").groups("sg-1")), "PASS"),
                argumentSet("as AWS makes it", asMade(), ownVpc(), "FAIL MEDIUM"),
                argumentSet("as AWS makes it, default VPC", asMade(), defaultVpc(), "FAIL INFO"),
                argumentSet("with IPv6 too", asMade().out("-1", null, null, "::/0"), defaultVpc(), "FAIL INFO"),
                argumentSet("a rule more, default VPC", asMade().in("tcp", 22, 22, ANY), defaultVpc(), "FAIL MEDIUM"),
                argumentSet(
                        "another way out, default VPC",
                        asMade().out("tcp", 443, 443, ANY),
                        defaultVpc(),
                        "FAIL MEDIUM"),
                argumentSet(
                        "default VPC in use by others",
                        asMade(),
                        defaultVpc().with(eni("e").groups("sg-9")),
                        "FAIL MEDIUM"),
                argumentSet("in use", asMade(), defaultVpc().with(eni("e").groups("sg-1")), "FAIL HIGH"),
                argumentSet("VPC not there", asMade(), Estates.estate(), "FAIL MEDIUM"),
                argumentSet(
                        "another account's", asMade().owner(Estates.OTHER_ACCOUNT), defaultVpc(), "NOT_APPLICABLE"));
    }

    private static MadeGroup asMade() {
        return group("sg-1").isDefault().inFromGroup("sg-1").out("-1", null, null, ANY);
    }

    private static Estates ownVpc() {
        return Estates.estate().with(Made.vpc("vpc-1", false, Estates.ACCOUNT));
    }

    private static Estates defaultVpc() {
        return Estates.estate().with(Made.vpc("vpc-1", true, Estates.ACCOUNT));
    }

    @ParameterizedTest
    @MethodSource("shared")
    void judgesShared(MadeGroup group, Estates estate, String expected) {
        assertThat(Judging.judge(new SharedGroup(), group, estate.with(group).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> shared() {
        String asg = "aws:autoscaling:groupName";
        return Stream.of(
                argumentSet("nobody", group("sg-1"), Estates.estate(), "PASS"),
                argumentSet("no instance", group("sg-1"), Estates.estate().with(eni("e").groups("sg-1")), "PASS"),
                argumentSet("one fleet by name", group("sg-1"), fleet(named("web-01"), named("web-02")), "PASS"),
                argumentSet("two fleets by name", group("sg-1"), fleet(named("web-01"), named("db-01")), "FAIL LOW"),
                argumentSet(
                        "one Auto Scaling group",
                        group("sg-1"),
                        fleet(named("a").tag(asg, "g"), named("b").tag(asg, "g")),
                        "PASS"),
                argumentSet(
                        "two Auto Scaling groups",
                        group("sg-1"),
                        fleet(named("a").tag(asg, "g"), named("a").tag(asg, "h")),
                        "FAIL LOW"),
                argumentSet("nothing tells them apart", group("sg-1"), fleet(instance("i"), instance("i")), "PASS"),
                argumentSet(
                        "two profiles",
                        group("sg-1"),
                        fleet(instance("i").profile("a"), instance("i").profile("b")),
                        "FAIL LOW"),
                argumentSet(
                        "one has ended",
                        group("sg-1"),
                        fleet(named("web"), named("db").state(InstanceState.TERMINATED)),
                        "PASS"),
                argumentSet(
                        "one is public",
                        group("sg-1"),
                        fleet(named("web"), named("db")).with(eni("e").of("i-0").publicIps("3.1.2.3")),
                        "FAIL MEDIUM"),
                argumentSet(
                        "both are public",
                        group("sg-1"),
                        fleet(named("web"), named("db"))
                                .with(
                                        eni("e").of("i-0").publicIps("3.1.2.3"),
                                        eni("f").of("i-1").ipv6("2600::1")),
                        "FAIL LOW"),
                argumentSet(
                        "tolerated by tag",
                        group("sg-1").tag("muster:shared", "true").out("-1", null, null, ANY),
                        fleet(named("web"), named("db")),
                        "PASS"),
                argumentSet(
                        "a tag does not excuse ways in",
                        group("sg-1").tag("muster:shared", "true").in("tcp", 443, 443, ANY),
                        fleet(named("web"), named("db")),
                        "FAIL LOW"));
    }

    private static MadeInstance named(String name) {
        return instance("i").tag("Name", name);
    }

    /** The instances as {@code i-0} and {@code i-1}, both with the group. */
    private static Estates fleet(MadeInstance first, MadeInstance second) {
        return Estates.estate()
                .with(
                        first.id("i-0"),
                        second.id("i-1"),
                        eni("eni-0").of("i-0").groups("sg-1"),
                        eni("eni-1").of("i-1").groups("sg-1"));
    }
}
