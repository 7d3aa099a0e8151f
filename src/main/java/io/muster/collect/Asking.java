package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** How the look-ups of one item are made: all of them, or those alone that each scan makes; then the others without a call twice. */
public final class Asking {

    /** All look-ups, each of which is made once anyway. */
    static final Asking ALL = new Asking(false, null);

    private record Question(AwsOperation operation, String id) {}

    private final boolean passesOver;
    private final @Nullable Map<Question, Uni<?>> answers;

    private Asking(boolean passesOver, @Nullable Map<Question, Uni<?>> answers) {
        this.passesOver = passesOver;
        this.answers = answers;
    }

    /** Without those that are rechecked. */
    static Asking everyTime() {
        return new Asking(true, new ConcurrentHashMap<>());
    }

    /** The rest as well: what was asked keeps its answer. */
    Asking rest() {
        return new Asking(false, answers);
    }

    boolean passesOver() {
        return passesOver;
    }

    @SuppressWarnings("unchecked") // an operation has one kind of answer
    <A> Uni<A> once(AwsOperation operation, @Nullable String id, Supplier<Uni<A>> question) {
        return answers == null
                ? question.get()
                : (Uni<A>) answers.computeIfAbsent(
                        new Question(operation, id),
                        asked -> question.get().memoize().indefinitely());
    }
}
