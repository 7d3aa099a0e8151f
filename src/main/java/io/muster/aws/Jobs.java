package io.muster.aws;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks for the result of a job that AWS does in its own time. */
public final class Jobs {

    private static final int MOST_QUESTIONS = 5;

    /** The code where AWS's own is none by its form. */
    private static final String GIVEN_UP = "FAILED";

    private Jobs() {}

    /** How far AWS says that a job is. */
    public sealed interface Progress permits Running, Finished, GivenUp {}

    /** AWS works on it. */
    public record Running() implements Progress {}

    /** The answer has the result. */
    public record Finished() implements Progress {}

    /** There will be no result. The code and the message are those of AWS. */
    public record GivenUp(String errorCode, String message) implements Progress {}

    /**
     * The first answer of a job that has finished. AWS is asked at once, and then after pauses of which each is twice as long as
     * the one before; no thread waits. After five questions the job counts as unfinished.
     *
     * @param question asks how far the job is
     * @param pause    the first pause
     * @return fails as {@link Unfinished}, or as {@link Failed} where AWS has given up
     */
    public static <A> Uni<A> finished(Supplier<Uni<A>> question, Function<A, Progress> progress, Duration pause) {
        return asked(question, progress, pauses(pause));
    }

    /** The pauses between the questions, by the first of them. */
    static List<Duration> pauses(Duration first) {
        return Stream.iterate(first, pause -> pause.multipliedBy(2))
                .limit(MOST_QUESTIONS - 1L)
                .toList();
    }

    private static <A> Uni<A> asked(Supplier<Uni<A>> question, Function<A, Progress> progress, List<Duration> pauses) {
        return question.get().chain(answer -> {
            Progress told = progress.apply(answer);
            if (told instanceof Finished) {
                return Uni.createFrom().item(answer);
            }
            if (told instanceof GivenUp reason) {
                return Uni.createFrom().failure(new Failed(reason));
            }
            return pauses.isEmpty()
                    ? Uni.createFrom().failure(new Unfinished())
                    : Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(pauses.get(0))
                            .chain(() -> asked(question, progress, pauses.subList(1, pauses.size())));
        });
    }

    /** AWS has not finished the job in the time that it had. */
    public static final class Unfinished extends RuntimeException {
        private Unfinished() {
            super("AWS has not finished the job in time");
        }
    }

    /** AWS has given up the job. */
    static final class Failed extends RuntimeException {
        private final transient GivenUp reason;

        private Failed(GivenUp reason) {
            super("AWS has given up the job: " + reason.errorCode() + ": " + reason.message());
            this.reason = reason;
        }

        AwsFailure failure(AwsOperation operation) {
            return AwsFailure.told(operation.action(), reason.errorCode(), GIVEN_UP, reason.message());
        }
    }
}
