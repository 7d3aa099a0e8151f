package io.muster.rule.iam;

import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import io.muster.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Roles of instance profiles, with the services that IAM says they allow and were called with. */
class RoleServicesUnusedTest {

    private static final String PASS = "PASS";
    private static final String FAIL = "FAIL LOW";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String NONE = "NOT_APPLICABLE";

    private static final Instant OLD = Estates.NOW.minus(Duration.ofDays(91));
    private static final Instant YOUNG = Estates.NOW.minus(Duration.ofDays(89));
    private static final Instant SETTLED = Estates.NOW.minus(Duration.ofDays(7));

    @ParameterizedTest
    @MethodSource
    void judges(MadeRole role, String expected) {
        assertThat(judged(role, settled(role, "r"))).isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("all called", old().services(List.of("s3", "sqs"), List.of()), PASS),
                argumentSet("allows nothing", old().services(List.of(), List.of()), PASS),
                argumentSet("one was never called", old().services(List.of("s3"), List.of("sqs")), FAIL),
                argumentSet("none was called", old().services(List.of(), List.of("s3")), FAIL),
                argumentSet(
                        "one of two channels of the agent called",
                        old().services(List.of("ssmmessages"), List.of("ec2messages")),
                        PASS),
                argumentSet(
                        "the other channel called",
                        old().services(List.of("ec2messages"), List.of("ssmmessages")),
                        PASS),
                argumentSet(
                        "a channel called, another service not",
                        old().services(List.of("ssmmessages"), List.of("ec2messages", "s3")),
                        FAIL),
                argumentSet(
                        "no channel called",
                        old().services(List.of("ssm"), List.of("ec2messages", "ssmmessages")),
                        FAIL),
                argumentSet("services not read", old(), UNKNOWN),
                argumentSet(
                        "services not read again",
                        old().services(List.of(), List.of("s3")).unchecked(),
                        UNKNOWN),
                argumentSet("services of a new role not read", role("r").created(YOUNG), NONE),
                argumentSet("a new role", role("r").created(YOUNG).services(List.of(), List.of("s3")), NONE),
                argumentSet("age not told", role("r").services(List.of(), List.of("s3")), UNKNOWN),
                argumentSet("boundary allows the unused", bounded("s3:*,sqs:SendMessage"), FAIL),
                argumentSet("boundary does not allow the unused", bounded("s3:*"), PASS),
                argumentSet(
                        "boundary not read, one unused", unreadBoundary().services(List.of(), List.of("sqs")), UNKNOWN),
                argumentSet(
                        "boundary not read, all called", unreadBoundary().services(List.of("sqs"), List.of()), PASS),
                argumentSet("age not told, all called", role("r").services(List.of("s3"), List.of()), PASS));
    }

    private static MadeRole old() {
        return role("r").created(OLD);
    }

    private static MadeRole bounded(String actions) {
        return old().services(List.of("s3"), List.of("sqs")).boundary(MadeRole.allow(actions, "*"));
    }

    private static MadeRole unreadBoundary() {
        return old().boundaryDocument(null);
    }

    private static Estate settled(MadeRole role, String inProfile) {
        return Estates.estate()
                .with(role, Made.profile("p", inProfile))
                .unchangedSince(role, SETTLED)
                .global()
                .build();
    }

    @ParameterizedTest
    @MethodSource
    void aRoleThatHasChangedLatelyMayHaveNewRights(List<String> unused, Instant since, String expected) {
        MadeRole role = old().services(List.of(), unused);
        Estates estates = Estates.estate().with(role, Made.profile("p", "r")).global();
        if (since != null) {
            estates.unchangedSince(role, since);
        }

        assertThat(judged(role, estates.build())).isEqualTo(expected);
    }

    static Stream<Arguments> aRoleThatHasChangedLatelyMayHaveNewRights() {
        return Stream.of(
                argumentSet("changed a week ago", List.of("s3"), SETTLED, FAIL),
                argumentSet("changed since", List.of("s3"), SETTLED.plusSeconds(1), NONE),
                argumentSet("not seen before", List.of("s3"), null, NONE),
                argumentSet("not seen before, all called", List.of(), null, PASS));
    }

    @Test
    void servicesThatTheBoundaryDoesNotAllowAreNotCounted() {
        // given
        MadeRole role =
                old().services(List.of("s3"), List.of("ec2", "sqs")).boundary(MadeRole.allow("s3:*,sqs:*", "*"));

        // when
        Verdict.Fail fail =
                (Verdict.Fail) new RoleServicesUnused(Baselines.usual()).judge(role.resource(), settled(role, "r"));

        // then
        assertThat(fail.message())
                .isEqualTo(
                        "Of 2 services that the role allows, 1 were not called since IAM tracks it, 400 days at most: sqs.");
        assertThat(fail.evidence()).containsEntry("unusedServices", List.of("sqs"));
    }

    @Test
    void aRoleOfNoProfileIsNotJudged() {
        MadeRole role = old().services(List.of(), List.of("s3"));
        assertThat(judged(role, settled(role, "another"))).isEqualTo(NONE);
    }

    @ParameterizedTest
    @MethodSource("rolesThatAwsKeeps")
    void aRoleThatAwsKeepsIsNotJudged(String name) {
        MadeRole role = role(name).created(OLD).services(List.of(), List.of("s3"));
        assertThat(judged(role, settled(role, name))).isEqualTo(NONE);
    }

    static Stream<String> rolesThatAwsKeeps() {
        return Stream.of("aws-service-role/x.amazonaws.com/Linked", "aws-reserved/sso.amazonaws.com/Reserved");
    }

    @Test
    void ofManyServicesSomeAreShownAndAllCounted() {
        // given
        List<String> services = Collections.nCopies(60, "service");
        MadeRole role = old().services(List.of("s3"), services);

        // when
        Verdict.Fail fail =
                (Verdict.Fail) new RoleServicesUnused(Baselines.usual()).judge(role.resource(), settled(role, "r"));

        // then
        assertThat(fail.message())
                .startsWith(
                        "Of 61 services that the role allows, 60 were not called since IAM tracks it, 400 days at most: service,")
                .endsWith("and 55 more.");
        assertThat(fail.evidence())
                .containsEntry("unusedServiceCount", 60)
                .containsEntry("unusedServices", services.subList(0, 50))
                .containsEntry("usedServices", List.of("s3"));
    }

    private static String judged(MadeRole role, Estate estate) {
        return Judging.judge(new RoleServicesUnused(Baselines.usual()), role, estate);
    }
}
