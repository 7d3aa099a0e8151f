package io.muster.estate.privilege;

import static io.muster.estate.Estates.OTHER_ACCOUNT;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.AnotherAccount.OWN_ACCOUNT;
import static io.muster.estate.privilege.AnotherAccount.ROLE;
import static io.muster.estate.privilege.AnotherAccount.TARGET;
import static io.muster.estate.privilege.AnotherAccount.trusting;
import static io.muster.estate.privilege.PolicyReadingTest.organizationPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a scan tells other accounts of where the role {@code middle} leads on to, which they may assume. */
class OfferedWaysTest {

    private static MadeInstance host() {
        return instance("i-1").launchedBefore(Duration.ofDays(1)).profile("p");
    }

    private static MadeRole middle(String... statements) {
        return role("middle")
                .inline(statements)
                .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'" + OTHER_ACCOUNT + "'}}");
    }

    private static OnwardWays ways(MadeRole middle, Estate estate) {
        return new OfferedWays(middle.resource(), estate).all();
    }

    private static String word(Escalation step) {
        String end = step.next().isEmpty() ? "" : " " + step.next().replaceAll(".*/", "");
        return step.name() + (step.host() == null ? "" : " " + step.host().replaceAll(".*/", "")) + end;
    }

    static Stream<Arguments> hosts() {
        return Stream.of(
                argumentSet("a command", allow("ssm:SendCommand", "*"), "Online", List.of("SendCommand i-1")),
                argumentSet("a session", allow("ssm:StartSession", "*"), "Online", List.of("StartSession i-1")),
                argumentSet("no managed node", allow("ssm:SendCommand", "*"), null, List.of()),
                argumentSet("out of contact", allow("ssm:SendCommand", "*"), "ConnectionLost", List.of()),
                argumentSet(
                        "other user data",
                        allow("ec2:ModifyInstanceAttribute, ec2:StopInstances, ec2:StartInstances", "*"),
                        null,
                        List.of("ModifyInstanceAttribute i-1")),
                argumentSet(
                        "a key, which needs a network path",
                        allow("ec2-instance-connect:SendSSHPublicKey", "*"),
                        "Online",
                        List.of()),
                argumentSet(
                        "another role for it, which runs nothing",
                        allow("ec2:AssociateIamInstanceProfile, iam:PassRole", "*"),
                        "Online",
                        List.of()),
                argumentSet(
                        "another instance",
                        allow("ssm:StartSession", "arn:aws:ec2:*:*:instance/i-2"),
                        "Online",
                        List.of()),
                argumentSet("no right", allow("s3:ListBucket", "*"), "Online", List.of()));
    }

    /** The role of the instance has no rights that matter. */
    @ParameterizedTest
    @MethodSource("hosts")
    void hostsAreOffered(String statement, String ping, List<String> expected) {
        // given
        MadeRole middle = middle(statement);
        Estates made = Estates.estate().with(middle, role("plain").trustedByEc2(), Made.profile("p", "plain"), host());
        Estate estate = (ping == null ? made : made.with(Made.node("i-1", ping))).build();

        // when
        OnwardWays ways = ways(middle, estate);

        // then
        assertThat(ways.toHost()).extracting(OfferedWaysTest::word).isEqualTo(expected);
        assertThat(ways.toAdministrator()).isEmpty();
    }

    static Stream<Arguments> administrators() {
        return Stream.of(
                argumentSet("a command", "ssm:SendCommand", List.of("SendCommand i-1 admin")),
                argumentSet(
                        "other user data",
                        "ec2:ModifyInstanceAttribute, ec2:StopInstances, ec2:StartInstances",
                        List.of("ModifyInstanceAttribute i-1 admin")),
                argumentSet(
                        "an instance that is started with the role",
                        "iam:PassRole, ec2:RunInstances",
                        List.of("PassRole+RunInstances admin")),
                argumentSet("itself", "iam:PutRolePolicy", List.of("PutRolePolicy")));
    }

    @ParameterizedTest
    @MethodSource("administrators")
    void administratorsAreOffered(String actions, List<String> expected) {
        // given
        MadeRole middle = middle(allow(actions, "*"));
        Estate estate = Estates.estate()
                .with(
                        middle,
                        role("admin").inline(allow("*", "*")).trustedByEc2(),
                        Made.profile("p", "admin"),
                        host(),
                        Made.node("i-1", "Online"))
                .build();

        // when
        OnwardWays ways = ways(middle, estate);

        // then
        assertThat(ways.toAdministrator()).extracting(OfferedWaysTest::word).isEqualTo(expected);
        assertThat(ways.toHost()).isEmpty();
    }

    private static final String ASSUME = allow("sts:AssumeRole", TARGET);
    private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    static Stream<Arguments> further() {
        String external = OWN_ACCOUNT + ",'Condition':{'StringEquals':{'sts:ExternalId':'x'}}";
        return Stream.of(
                argumentSet("both sides allow it", middle(ASSUME), trusting(OWN_ACCOUNT), List.of("YES")),
                argumentSet("an external id", middle(ASSUME), trusting(external), List.of("POSSIBLE")),
                argumentSet("no right", middle(allow("s3:*", "*")), trusting(OWN_ACCOUNT), List.of()),
                argumentSet("a denial", middle(ASSUME, deny("sts:*", "*")), trusting(OWN_ACCOUNT), List.of()),
                argumentSet(
                        "a boundary without it",
                        middle(ASSUME).boundary(allow("s3:*", "*")),
                        trusting(OWN_ACCOUNT),
                        List.of()),
                argumentSet(
                        "the other trusts another account",
                        middle(ASSUME),
                        trusting("'Principal':{'AWS':'888888888888'}"),
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("further")
    void furtherRolesAreOffered(MadeRole middle, MadeRole target, List<String> expected) {
        Estate estate = AnotherAccount.withAdministrator(target, middle).build();

        assertThat(certainties(ways(middle, estate))).isEqualTo(expected);
    }

    private static List<String> certainties(OnwardWays ways) {
        return ways.beyond().stream().map(one -> one.certainty().name()).toList();
    }

    /** The policies of the organization, of this side and of the other. */
    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void policiesOfTheOrganizationForbidIt(boolean ofOwn, boolean ofOther) {
        // given
        MadeRole middle = middle(ASSUME);
        String denial = "{'Effect':'Deny','Action':'sts:AssumeRole','Resource':'*'}";
        Estates made = AnotherAccount.withAdministrator(trusting(OWN_ACCOUNT), middle)
                .with(organizationPolicy("own", ofOwn ? ALL + "," + denial : ALL));
        if (ofOther) {
            made.boundElsewhere(
                    OTHER_ACCOUNT,
                    organizationPolicy(
                            "perimeter",
                            "RESOURCE_CONTROL_POLICY",
                            denial.replace("'Action'", "'Principal':'*','Action'")));
        }

        // when, then
        assertThat(ways(middle, made.build()).beyond()).isEmpty();
    }

    @Test
    void aRoleOfAnInstanceLeadsToAFurtherAccount() {
        // given
        MadeRole middle = middle(allow("ssm:StartSession", "*"));
        MadeRole ofHost = role("of-host").inline(ASSUME).trustedByEc2();
        Estate estate = AnotherAccount.withAdministrator(trusting(OWN_ACCOUNT), middle, ofHost)
                .with(Made.profile("p", "of-host"), host(), Made.node("i-1", "Online"))
                .build();

        // when
        OnwardWays ways = ways(middle, estate);

        // then
        assertThat(ways.beyond()).singleElement().satisfies(one -> {
            assertThat(one.role()).isEqualTo(TARGET);
            assertThat(one.by()).isEqualTo(ROLE + "of-host");
            assertThat(one.steps())
                    .extracting(OfferedWaysTest::word)
                    .containsExactly("StartSession i-1 of-host", "AssumeRole target");
        });
        assertThat(OnwardWays.of(ways.json())).isEqualTo(withoutGrants(ways));
    }

    private static OnwardWays withoutGrants(OnwardWays ways) {
        return OnwardWays.of(OnwardWays.of(ways.json()).json());
    }

    /** An administrator of its account leads to all of it, and needs nothing of others. */
    @Test
    void aWayEndsAtAnAdministrator() {
        MadeRole middle = middle(allow("*", "*"));
        Estate estate =
                AnotherAccount.withAdministrator(trusting(OWN_ACCOUNT), middle).build();

        assertThat(ways(middle, estate)).isEqualTo(OnwardWays.NONE);
    }

    @Test
    void moreThanAFewAreMissing() {
        // given
        MadeRole middle = middle(allow("sts:AssumeRole", "*"), allow("ssm:StartSession", "*"));
        MadeRole ofHost = role("of-host").inline(allow("sts:AssumeRole", "*")).trustedByEc2();
        Estates made =
                Estates.estate().with(middle, ofHost, Made.profile("p", "of-host"), host(), Made.node("i-1", "Online"));
        IntStream.range(0, 30)
                .mapToObj(number -> role("target-" + number)
                        .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'"
                                + ROLE
                                + (number % 2 == 0 ? "middle" : "of-host")
                                + "'}}"))
                .forEach(target -> made.elsewhere(OTHER_ACCOUNT, "YES", "YES", target));
        OfferedWays search = new OfferedWays(middle.resource(), made.build());

        // when, then
        assertThat(search.all().beyond()).hasSize(PrivilegeGraph.TARGETS);
        assertThat(search.missing()).containsExactly("further roles of further accounts");
    }

    @Test
    void accountsThatWereNotReadAreMissing() {
        MadeRole middle = middle(ASSUME);
        Estate estate = AnotherAccount.withAdministrator(trusting(OWN_ACCOUNT), middle)
                .unlistedElsewhere(OTHER_ACCOUNT, ResourceKind.ROLE)
                .build();

        assertThat(new OfferedWays(middle.resource(), estate).missing()).containsExactly("ROLE of further accounts");
    }
}
