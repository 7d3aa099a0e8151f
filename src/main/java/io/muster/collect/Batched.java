package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * A look-up of many items in one call.
 *
 * @param most     how many ids one call takes
 * @param question looks up the facts of the ids
 */
record Batched<D>(int most, BiFunction<AwsScope, List<String>, Uni<Map<String, D>>> question) {

    /**
     * The answers for the ids, or the failure of their call. Where a call fails because one of its items is gone, its ids have no
     * answer, and each is to be looked up alone. Never fails.
     */
    Uni<Map<LookupPass.Question, Uni<?>>> ask(
            AwsScope aws, AwsOperation operation, List<String> ids, Predicate<Throwable> isGone) {
        Map<LookupPass.Question, Uni<?>> answers = new HashMap<>();
        return Multi.createFrom()
                .iterable(ids)
                .group()
                .intoLists()
                .of(most)
                .onItem()
                .transformToUniAndConcatenate(some -> Uni.createFrom()
                        .deferred(() -> question.apply(aws, some))
                        .invoke(found -> found.forEach((id, facts) -> answers.put(
                                new LookupPass.Question(operation, id),
                                Uni.createFrom().item(facts))))
                        .onFailure(thrown -> !isGone.test(thrown))
                        .invoke(thrown -> some.forEach(id -> answers.put(
                                new LookupPass.Question(operation, id),
                                Uni.createFrom().failure(thrown))))
                        .onFailure()
                        .recoverWithItem(Map.of()))
                .onItem()
                .ignoreAsUni()
                .replaceWith(answers);
    }
}
