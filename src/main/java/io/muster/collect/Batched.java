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
 * A question about many items at once.
 *
 * @param most     how many ids one call takes
 * @param question asks for the facts of the ids
 */
record Batched<D>(int most, BiFunction<AwsScope, List<String>, Uni<Map<String, D>>> question) {

    /**
     * The answers for the ids, and failures where a call fails. Where it fails as one of them is gone, there is no answer for any of
     * the call: each is to be asked for alone. Never fails.
     */
    Uni<Map<Asking.Question, Uni<?>>> ask(
            AwsScope aws, AwsOperation operation, List<String> ids, Predicate<Throwable> isGone) {
        Map<Asking.Question, Uni<?>> answers = new HashMap<>();
        return Multi.createFrom()
                .iterable(ids)
                .group()
                .intoLists()
                .of(most)
                .onItem()
                .transformToUniAndConcatenate(some -> Uni.createFrom()
                        .deferred(() -> question.apply(aws, some))
                        .invoke(found -> found.forEach((id, facts) -> answers.put(
                                new Asking.Question(operation, id),
                                Uni.createFrom().item(facts))))
                        .onFailure(thrown -> !isGone.test(thrown))
                        .invoke(thrown -> some.forEach(id -> answers.put(
                                new Asking.Question(operation, id),
                                Uni.createFrom().failure(thrown))))
                        .onFailure()
                        .recoverWithItem(Map.of()))
                .onItem()
                .ignoreAsUni()
                .replaceWith(answers);
    }
}
