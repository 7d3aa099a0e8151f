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
    static final Asking ALL = new Asking(false, null, Map.of());

    record Question(AwsOperation operation, @Nullable String id) {}

    private final boolean passesOver;
    private final @Nullable Map<Question, Uni<?>> answers;
    private final Map<Question, Uni<?>> answered;

    private Asking(boolean passesOver, @Nullable Map<Question, Uni<?>> answers, Map<Question, Uni<?>> answered) {
        this.passesOver = passesOver;
        this.answers = answers;
        this.answered = answered;
    }

    /** The same with what was asked of many items at once. */
    Asking knowing(Map<Question, Uni<?>> ofMany) {
        return new Asking(passesOver, answers, ofMany);
    }

    /** Without those that are rechecked. */
    Asking everyTime() {
        return new Asking(true, new ConcurrentHashMap<>(), answered);
    }

    /** The rest as well: look-ups that were made keep their answers. */
    Asking rest() {
        return new Asking(false, answers, answered);
    }

    boolean passesOver() {
        return passesOver;
    }

    @SuppressWarnings("unchecked") // an operation has one kind of answer
    <A> Uni<A> once(AwsOperation operation, @Nullable String id, Supplier<Uni<A>> question) {
        Question asked = new Question(operation, id);
        Uni<?> known = answered.get(asked);
        if (known != null) {
            return (Uni<A>) known;
        }
        return answers == null
                ? question.get()
                : (Uni<A>) answers.computeIfAbsent(
                        asked, first -> question.get().memoize().indefinitely());
    }
}
