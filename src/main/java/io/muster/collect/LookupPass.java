package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Which look-ups of one item are made. A scan first makes those that it makes for every item, and then, only if it has to, those
 * that are {@linkplain Lookup#rechecked() rechecked}, without repeating a call.
 */
public final class LookupPass {

    /** A single pass that makes all look-ups. */
    static final LookupPass ALL = new LookupPass(false, null, Map.of());

    record Question(AwsOperation operation, @Nullable String id) {}

    private final boolean skipsRechecked;
    private final @Nullable Map<Question, Uni<?>> kept;
    private final Map<Question, Uni<?>> fromBatches;

    private LookupPass(
            boolean skipsRechecked, @Nullable Map<Question, Uni<?>> kept, Map<Question, Uni<?>> fromBatches) {
        this.skipsRechecked = skipsRechecked;
        this.kept = kept;
        this.fromBatches = fromBatches;
    }

    /** This pass with answers that batches gave for many items. */
    LookupPass withAnswers(Map<Question, Uni<?>> ofMany) {
        return new LookupPass(skipsRechecked, kept, ofMany);
    }

    /** A first pass, which skips the rechecked look-ups and keeps its answers for the second. */
    LookupPass withoutRechecked() {
        return new LookupPass(true, new ConcurrentHashMap<>(), fromBatches);
    }

    /** The second pass, which makes all look-ups and takes the answers of the first. */
    LookupPass withRechecked() {
        return new LookupPass(false, kept, fromBatches);
    }

    boolean skipsRechecked() {
        return skipsRechecked;
    }

    @SuppressWarnings("unchecked") // an operation has one kind of answer
    <A> Uni<A> once(AwsOperation operation, @Nullable String id, Supplier<Uni<A>> question) {
        Question asked = new Question(operation, id);
        Uni<?> known = fromBatches.get(asked);
        if (known != null) {
            return (Uni<A>) known;
        }
        return kept == null
                ? question.get()
                : (Uni<A>) kept.computeIfAbsent(
                        asked, first -> question.get().memoize().indefinitely());
    }
}
