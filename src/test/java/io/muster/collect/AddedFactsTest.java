package io.muster.collect;

import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.aws.AwsFailure;
import io.muster.aws.AwsService;
import io.muster.aws.Jobs;
import io.muster.collect.Collection.Gap;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.LookedUp;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.Role;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.iam.model.GenerateServiceLastAccessedDetailsResponse;
import software.amazon.awssdk.services.iam.model.GetServiceLastAccessedDetailsResponse;
import software.amazon.awssdk.services.iam.model.ServiceLastAccessed;

/** Facts that AWS does not put together in time. */
class AddedFactsTest extends CannedCollecting {

    private static final String BEGIN = "GenerateServiceLastAccessedDetails";
    private static final String RESULT = "GetServiceLastAccessedDetails";

    private static final Instant DUE = Estates.NOW.minus(Duration.ofDays(7));
    private static final Instant FRESH = Estates.NOW.minus(Duration.ofHours(1));

    /** A job that never ends, asked for in short pauses. */
    private static final AddedFacts<Role, List<ServiceLastAccessed>> FACTS = new AddedFacts<>(
            JobLookup.of(
                            Lookup.of(
                                    AwsService.IAM,
                                    BEGIN,
                                    (Resource<Role> role) -> role.arn(),
                                    (iam, arn) -> iam.generateServiceLastAccessedDetails(r -> r.arn(arn)),
                                    GenerateServiceLastAccessedDetailsResponse::jobId),
                            JobLookup.result(
                                    AwsService.IAM,
                                    RESULT,
                                    (iam, job, token) -> iam.getServiceLastAccessedDetails(r -> r.jobId(job)),
                                    page -> new Jobs.Running(),
                                    Duration.ofMillis(1),
                                    page -> null,
                                    GetServiceLastAccessedDetailsResponse::servicesLastAccessed))
                    .rechecked(),
            (role, services) -> role,
            1);

    @BeforeEach
    void aJobThatDoesNotEnd() {
        canned.query(BEGIN, "<JobId>job</JobId>");
        canned.query(RESULT, "<JobStatus>IN_PROGRESS</JobStatus>");
    }

    @ParameterizedTest
    @MethodSource
    void storedFactsStayAsTheyAre(MadeRecall recall, Instant checkedAt) {
        // when
        Reading<Resource<Role>> reading = added(recall);

        // then
        assertThat(canned.asked(RESULT)).isEqualTo(5);
        assertThat(reading.gaps()).isEmpty();
        assertThat(reading.items()).containsExactly(stored(checkedAt));
    }

    static Stream<Arguments> storedFactsStayAsTheyAre() {
        return Stream.of(
                argumentSet("due", MadeRecall.of(stored(DUE)), DUE),
                argumentSet("full scan", MadeRecall.of(stored(DUE)).ofFullScan(), DUE),
                argumentSet("full scan, not due", MadeRecall.of(stored(FRESH)).ofFullScan(), FRESH));
    }

    @ParameterizedTest
    @MethodSource
    void withoutStoredFactsThereIsAGap(@Nullable MadeRecall recall) {
        // when
        Reading<Resource<Role>> reading = added(recall);

        // then
        assertThat(reading.gaps())
                .containsExactly(new Gap(
                        "iam:" + RESULT,
                        AwsFailure.UNFINISHED,
                        "AWS has not finished what it was asked for; the next scan asks again (" + listed().arn()
                                + ")"));
        assertThat(reading.unread().isNothing()).isTrue();
        assertThat(reading.items()).containsExactly(listed());
    }

    static Stream<Arguments> withoutStoredFactsThereIsAGap() {
        return Stream.of(
                argumentSet("no store", (MadeRecall) null),
                argumentSet("nothing stored", MadeRecall.of()),
                argumentSet(
                        "another role stored",
                        MadeRecall.of(checked(role("other").services(List.of(), List.of()), DUE))),
                argumentSet(
                        "role changed since", MadeRecall.of(checked(made().inline(MadeRole.allow("s3:*", "*")), DUE))),
                argumentSet("event since", MadeRecall.of(stored(DUE)).afterAnEvent()));
    }

    private Reading<Resource<Role>> added(@Nullable MadeRecall recall) {
        AwsScope recalling = aws.recalling(recall);
        return Rechecks.of(recalling, Role.class)
                .chain(rechecks ->
                        FACTS.to(recalling, new Reading<>(List.of(listed()), Unread.nothing(), List.of()), rechecks))
                .await()
                .indefinitely();
    }

    private static Resource<Role> listed() {
        return role("r").resource();
    }

    private static MadeRole made() {
        return role("r").services(List.of("s3"), List.of("sqs"));
    }

    private static Resource<Role> stored(Instant checkedAt) {
        return checked(made(), checkedAt);
    }

    private static Resource<Role> checked(MadeRole role, Instant at) {
        Resource<Role> resource = role.resource();
        return resource.with(LookedUp.of(Role.class).orElseThrow().checked(resource.attributes(), at));
    }
}
