package io.muster.estate.attack;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.PublicSubnet;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.FarRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From an instance that the internet reaches to roles and instances of other accounts. */
class PathsToOtherAccountsTest {

    private static final String A = Estates.ACCOUNT;
    private static final String B = Estates.OTHER_ACCOUNT;
    private static final String C = "777788889999";
    private static final Instant READ = Instant.parse("2026-11-24T06:00:00Z");

    private static Estates world(FarRole... roles) {
        Estates world = PublicSubnet.estate()
                .with(
                        instance("i-1").imdsv1().profile("p"),
                        eni("eni-1").of("i-1").groups("sg-1").publicIps("52.0.0.1"),
                        group("sg-1").in("tcp", 443, 443, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
                        role("r").trustedByEc2().inline(allow("sts:AssumeRole", "*")),
                        Made.profile("p", "r"));
        Stream.of(roles).forEach(role -> role.addTo(world));
        return world;
    }

    private static FarRole first() {
        return FarRole.of(B, "b", A).direct();
    }

    private static AttackPath only(Estates world) {
        List<AttackPath> paths = AttackPaths.of(world.build()).paths();
        assertThat(paths).hasSize(1);
        return paths.get(0);
    }

    /** From the role of the entry on. */
    private static List<String> steps(AttackPath path) {
        return path.steps().stream()
                .skip(3)
                .map(step -> step.kind() + " " + step.resourceArn().replaceAll("arn:aws:[a-z0-9]+:[a-z0-9-]*:", "")
                        + " " + step.why())
                .toList();
    }

    @Test
    void aHostOfTheOtherAccountIsOnTheWayToItsAdministrator() {
        // when
        AttackPath path = only(world(first().overHost("i-9", "admin")));

        // then
        assertThat(steps(path))
                .containsExactly(
                        "ROLE 444455556666:role/b is taken over by AssumeRole with sts:AssumeRole, and is of account 444455556666,"
                                + " where it leads to an administrator",
                        "INSTANCE 444455556666:instance/i-9 the role before runs code on it by SendCommand with ssm:SendCommand,"
                                + " and is of account 444455556666",
                        "ROLE 444455556666:role/admin is the role of that instance, and is of account 444455556666");
        assertThat(path.title()).endsWith(", up to those of an administrator");
        assertThat(path.certain()).isTrue();
        assertThat(path.severity()).isEqualTo(4);
        assertThat(path.otherAccounts()).containsExactly(B);
    }

    @Test
    void aHostOfTheOtherAccountEndsAWayThatLeadsToNoAdministrator() {
        AttackPath path = only(world(first().runsCodeOn("i-9")));

        assertThat(steps(path))
                .last()
                .isEqualTo("INSTANCE 444455556666:instance/i-9 the role before runs code on it by SendCommand with"
                        + " ssm:SendCommand, and is of account 444455556666");
        assertThat(path.severity()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"YES, true, 4", "POSSIBLE, false, 3"})
    void aChainLeadsOverThreeAccounts(Certainty link, boolean certain, int severity) {
        // given
        FarRole second = FarRole.of(C, "c", B).administrator("YES");

        // when
        AttackPath path = only(world(first().assumes(second, link), second));

        // then
        assertThat(path.title()).endsWith(", up to those of an administrator");
        assertThat(steps(path))
                .extracting(step -> step.split(" ", -1)[1])
                .containsExactly("444455556666:role/b", "777788889999:role/c");
        assertThat(path.certain()).isEqualTo(certain);
        assertThat(path.severity()).isEqualTo(severity);
        assertThat(path.otherAccounts()).containsExactly(B, C);
    }

    /** Each trust policy on the way ends it, beside the rights of the role that begins. */
    @Test
    void theTrustPoliciesOfTheOtherAccountsAreCuts() {
        FarRole second = FarRole.of(C, "c", B).administrator("YES");

        AttackPath path = only(world(first().assumes(second, Certainty.YES), second));

        assertThat(path.cuts())
                .filteredOn(cut -> cut.change().startsWith("let its trust policy"))
                .extracting(Cut::resourceArn)
                .containsExactly("arn:aws:iam::444455556666:role/b", "arn:aws:iam::777788889999:role/c");
    }

    @Test
    void thereIsNoneWhereTheChainIsBroken() {
        FarRole second = FarRole.of(C, "c", "888888888888").administrator("YES");

        assertThat(AttackPaths.of(world(first().assumes(second.arn(), "as it was", Certainty.YES), second)
                                .build())
                        .paths())
                .isEmpty();
    }

    @Test
    void whatWasNotReadOfOtherAccountsIsTold() {
        AttackPaths.Found found =
                AttackPaths.of(world(first().overHost("i-9", "admin").misses("ROLE of further accounts"))
                        .unreadElsewhere("555566667777")
                        .leftOutElsewhere(B)
                        .build());

        assertThat(found.missing())
                .containsExactlyInAnyOrder(
                        "ROLE of accounts that were not read: 1",
                        "further roles of account 444455556666",
                        "ROLE of further accounts");
    }

    @Test
    void theAgeOfTheAccountsThatPathsLeadIntoIsKept() {
        // given
        Estates world = world(
                        first().administrator("YES"), FarRole.of(C, "c", B).administrator("YES"))
                .readElsewhere(B, READ)
                .readElsewhere(C, READ);
        AttackPaths search = AttackPaths.in(world.build(), Map.of());

        // when
        search.from(search.instances());

        // then
        assertThat(search.readAt()).containsOnlyKeys(B).containsEntry(B, READ);
    }

    /** The role that is assumed is told to whoever sees the path; what comes after it, to those who see its account. */
    @Test
    void furtherStepsAreToldToThoseWhoSeeTheAccount() {
        // given
        FarRole second = FarRole.of(C, "c", B).overHost("i-9", "admin");
        JsonNode document = AttackPathDocument.of(only(world(first().assumes(second, Certainty.YES), second)));

        // when, then
        assertThat(told(document, "steps", account -> true)).hasSize(7);
        assertThat(told(document, "steps", account -> false)).last().isEqualTo("arn:aws:iam::444455556666:role/b");
        assertThat(told(document, "steps", B::equals)).last().isEqualTo("arn:aws:iam::444455556666:role/b");
        assertThat(told(document, "cuts", account -> false))
                .contains("arn:aws:iam::444455556666:role/b")
                .noneMatch(arn -> arn.contains(C));
        assertThat(AttackPathDocument.toldToAll(only(world(first().assumes(second, Certainty.YES), second)))
                        .toString())
                .doesNotContain("role/c", "i-9");
    }

    private static List<String> told(JsonNode document, String list, Predicate<String> seen) {
        return AttackPathDocument.told(document.path(list), seen).stream()
                .map(node -> node.path("resourceArn").asText())
                .toList();
    }
}
