package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs that AWS finishes at once, later, never, or gives up. */
class JobsTest {

    private static final Jobs.Progress RUNNING = new Jobs.Running();
    private static final Jobs.Progress FINISHED = new Jobs.Finished();

    private int questions;

    @Test
    void aFinishedJobTakesOneQuestion() {
        assertThat(outcome(FINISHED)).isEqualTo(FINISHED);
        assertThat(questions).isEqualTo(1);
    }

    @Test
    void aRunningJobIsAskedForUntilItHasFinished() {
        assertThat(outcome(RUNNING, RUNNING, FINISHED)).isEqualTo(FINISHED);
        assertThat(questions).isEqualTo(3);
    }

    @Test
    void aJobThatAwsGivesUpFailsWithItsReason() {
        assertThat(outcome(RUNNING, new Jobs.GivenUp("ServiceFailure", "It broke")))
                .isEqualTo(new AwsFailure("iam:GenerateServiceLastAccessedDetails", "ServiceFailure", "It broke"));
        assertThat(questions).isEqualTo(2);
    }

    @Test
    void aJobThatAwsGivesUpWithoutACodeByItsFormHasFailed() {
        assertThat(outcome(new Jobs.GivenUp("Odd\u0000Code", "x".repeat(5_000))))
                .isInstanceOfSatisfying(AwsFailure.class, failure -> {
                    assertThat(failure.errorCode()).isEqualTo("FAILED");
                    assertThat(failure.message()).hasSize(500);
                });
    }

    @Test
    void aJobThatDoesNotEndIsUnfinishedAfterFiveQuestions() {
        assertThat(outcome(RUNNING, RUNNING, RUNNING, RUNNING, RUNNING, FINISHED))
                .extracting("errorCode")
                .isEqualTo(AwsFailure.UNFINISHED);
        assertThat(questions).isEqualTo(5);
    }

    @Test
    void eachPauseIsTwiceAsLongAsTheOneBefore() {
        assertThat(Jobs.pauses(Duration.ofSeconds(1)))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L);
    }

    /** The answer, or the failure. */
    private Object outcome(Jobs.Progress... told) {
        Iterator<Jobs.Progress> answers = List.copyOf(Arrays.asList(told)).iterator();
        return Jobs.finished(
                        () -> {
                            questions++;
                            return Uni.createFrom().item(answers.next());
                        },
                        progress -> progress,
                        Duration.ofMillis(1))
                .onItemOrFailure()
                .<Object>transform((answer, thrown) -> thrown == null
                        ? answer
                        : AwsFailure.of(AwsService.IAM.operation("GenerateServiceLastAccessedDetails"), thrown))
                .await()
                .indefinitely();
    }
}
