package io.muster.collect;

import io.muster.aws.AwsException;
import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.aws.Pages;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.AwsClient;

/**
 * An operation that is asked for each item and adds facts to it. Where it is refused, or fails otherwise, the item counts
 * without these facts, with a gap. Look-ups can be nested: the facts are items then that have look-ups of their own.
 *
 * @param <I> the SDK's type of an item
 * @param <D> the facts
 */
final class Lookup<I, D> {

    private final AwsOperation operation;
    private final Function<I, String> id;
    private final BiFunction<AwsScope, I, Uni<Found<D>>> question;
    private final String gone;
    private final BiPredicate<AwsScope, I> optional;
    private final List<Lookup<?, ?>> nested;
    private final Frequency frequency;
    private final @Nullable Batch<D> batch;

    /** How often it is made of an item. */
    private enum Frequency {
        EACH_SCAN,
        /** On each scan, of a kind of which an account has few items in a region. */
        EACH_SCAN_OF_FEW,
        SELDOM
    }

    /** How it is made of many items at once: asks for the facts of the ids. */
    record Batch<D>(int most, BiFunction<AwsScope, List<String>, Uni<Map<String, D>>> question) {}

    private Lookup(
            AwsOperation operation,
            Function<I, String> id,
            BiFunction<AwsScope, I, Uni<Found<D>>> question,
            String gone,
            BiPredicate<AwsScope, I> optional,
            List<Lookup<?, ?>> nested,
            Frequency frequency,
            @Nullable Batch<D> batch) {
        this.operation = operation;
        this.id = id;
        this.question = question;
        this.gone = gone;
        this.optional = optional;
        this.nested = nested;
        this.frequency = frequency;
        this.batch = batch;
    }

    private static <I, D> Lookup<I, D> asking(
            AwsOperation operation, Function<I, String> id, BiFunction<AwsScope, I, Uni<D>> question) {
        return new Lookup<>(
                operation,
                id,
                (aws, item) -> aws.asking()
                        .once(operation, id.apply(item), () -> question.apply(aws, item))
                        .map(Found::known),
                "",
                (aws, item) -> false,
                List.of(),
                Frequency.EACH_SCAN,
                null);
    }

    /**
     * An operation that answers for one id.
     *
     * @param id the item's id, by which it is looked up
     */
    static <C extends AwsClient, I, A, D> Lookup<I, D> of(
            AwsService<C> service,
            String operation,
            Function<I, String> id,
            BiFunction<C, String, CompletableFuture<A>> call,
            Function<A, D> facts) {
        return asking(
                service.operation(operation),
                id,
                (aws, item) -> aws.call(service, operation, client -> call.apply(client, id.apply(item)))
                        .map(facts));
    }

    /** An operation that answers for one item, of which it is told more than the id. */
    static <C extends AwsClient, I, A, D> Lookup<I, D> ofItem(
            AwsService<C> service,
            String operation,
            Function<I, String> id,
            BiFunction<C, I, CompletableFuture<A>> call,
            Function<A, D> facts) {
        return asking(
                service.operation(operation),
                id,
                (aws, item) -> aws.call(service, operation, client -> call.apply(client, item))
                        .map(facts));
    }

    /** Asks for a page of the items that belong to an id; the first page has no token. */
    interface PageCall<C, P> {
        CompletableFuture<P> page(C client, String id, @Nullable String token);
    }

    /** An operation that lists, page by page, the items that belong to one id: the whole list is known, or none of it. */
    static <C extends AwsClient, I, P, J> Lookup<I, List<J>> list(
            AwsService<C> service,
            String operation,
            Function<I, String> id,
            PageCall<C, P> call,
            Function<P, String> next,
            Function<P, List<J>> items) {
        return asking(
                service.operation(operation),
                id,
                (aws, item) -> Pages.walk(
                                token -> aws.call(
                                        service, operation, client -> call.page(client, id.apply(item), token)),
                                next)
                        .onItem()
                        .transformToIterable(items)
                        .collect()
                        .asList());
    }

    /** The same in an order of its own: AWS promises none, and a new order is not a change. */
    static <C extends AwsClient, I, P, J> Lookup<I, List<J>> list(
            AwsService<C> service,
            String operation,
            Function<I, String> id,
            PageCall<C, P> call,
            Function<P, String> next,
            Function<P, List<J>> items,
            Comparator<? super J> order) {
        return list(service, operation, id, call, next, items)
                .map(list -> list.stream().sorted(order).toList());
    }

    /** The same look-up; its facts in another form. */
    <E> Lookup<I, E> map(Function<D, E> facts) {
        return then((aws, found) -> Uni.createFrom().item(Found.known(facts.apply(found))), nested);
    }

    /** The same look-up; the item that it finds has look-ups of its own. */
    static <I, J> Lookup<I, Detail<J>> with(Lookup<I, J> outer, List<Lookup<J, ?>> inner) {
        return outer.then((aws, found) -> Detail.of(aws, found, inner), inner);
    }

    /** The same look-up; each item of the list that it finds has look-ups of its own. An item that has vanished is left out. */
    static <I, J> Lookup<I, List<Detail<J>>> each(Lookup<I, List<J>> outer, List<Lookup<J, ?>> inner) {
        return outer.then(
                (aws, found) -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(item -> Detail.of(aws, item, inner))
                        .collect()
                        .asList()
                        .map(Found::together),
                inner);
    }

    private <E> Lookup<I, E> then(BiFunction<AwsScope, D, Uni<Found<E>>> more, List<? extends Lookup<?, ?>> inner) {
        return new Lookup<>(
                operation,
                id,
                (aws, item) -> question.apply(aws, item)
                        .chain(found -> found.facts() == null
                                ? Uni.createFrom().item(new Found<E>(null, found.gone(), found.missing()))
                                : more.apply(aws, found.facts())),
                gone,
                optional,
                List.copyOf(inner),
                frequency,
                null);
    }

    /** The error code by which AWS says that the item is not there (any more), or its beginning up to a dot. */
    Lookup<I, D> gone(String code) {
        return new Lookup<>(operation, id, question, code, optional, nested, frequency, batch);
    }

    /** The error code by which AWS says that the item has no such facts, or its beginning up to a dot; then it has the given ones. */
    Lookup<I, D> none(String code, D facts) {
        return new Lookup<>(
                operation,
                id,
                (aws, item) -> question.apply(aws, item)
                        .onFailure(thrown -> thrown instanceof AwsException refused && refused.hasCode(code))
                        .recoverWithItem(() -> Found.known(facts)),
                gone,
                optional,
                nested,
                frequency,
                batch);
    }

    /**
     * Not on each scan: its facts change seldom, or by something that the listing tells as well. A scan asks for new and for
     * changed items, and for each of the others from time to time. The kind's record has them among those of a
     * {@link io.muster.inventory.kind.CheckedAt} component.
     */
    Lookup<I, D> rechecked() {
        return new Lookup<>(operation, id, question, gone, optional, nested, Frequency.SELDOM, batch);
    }

    /** Whether it, or a look-up nested in it, is not made on each scan. */
    boolean isRechecked() {
        return frequency == Frequency.SELDOM || nested.stream().anyMatch(Lookup::isRechecked);
    }

    /**
     * On each scan: AWS allows an account so few items of the kind in a region that their number makes no difference.
     *
     * @see #costsByItem()
     */
    Lookup<I, D> few() {
        return new Lookup<>(operation, id, question, gone, optional, nested, Frequency.EACH_SCAN_OF_FEW, batch);
    }

    /** On each scan for many items at once; for an item alone where AWS says of so many that one of them is gone. */
    Lookup<I, D> inBatches(int most, BiFunction<AwsScope, List<String>, Uni<Map<String, D>>> ofMany) {
        return new Lookup<>(operation, id, question, gone, optional, nested, frequency, new Batch<>(most, ofMany));
    }

    /** Whether each scan makes a call for each item, however many there are. */
    boolean costsByItem() {
        return frequency == Frequency.EACH_SCAN && batch == null;
    }

    /** Asks for all items at once where that can be. Never fails. */
    Uni<Map<Asking.Question, Uni<?>>> askTogether(AwsScope aws, List<I> items) {
        Map<Asking.Question, Uni<?>> answers = new HashMap<>();
        if (batch == null) {
            return Uni.createFrom().item(answers);
        }
        return Multi.createFrom()
                .iterable(items)
                .map(id)
                .group()
                .intoLists()
                .of(batch.most())
                .onItem()
                .transformToUniAndConcatenate(ids -> Uni.createFrom()
                        .deferred(() -> batch.question().apply(aws, ids))
                        .invoke(found -> found.forEach((one, facts) -> answers.put(
                                new Asking.Question(operation, one),
                                Uni.createFrom().item(facts))))
                        .onFailure(thrown -> !isGone(thrown))
                        .invoke(thrown -> ids.forEach(one -> answers.put(
                                new Asking.Question(operation, one),
                                Uni.createFrom().failure(thrown))))
                        .onFailure()
                        .recoverWithItem(Map.of()))
                .onItem()
                .ignoreAsUni()
                .replaceWith(answers);
    }

    private boolean isGone(Throwable thrown) {
        return thrown instanceof AwsException refused
                && saysGone(refused.failure().errorCode());
    }

    /** Of these items a denial leaves the facts unknown without a gap. */
    Lookup<I, D> optional(BiPredicate<AwsScope, I> of) {
        return new Lookup<>(operation, id, question, gone, of, nested, frequency, batch);
    }

    /** Only of items that can have such facts; the others have the given ones. */
    Lookup<I, D> onlyIf(Predicate<I> needed, @Nullable D otherwise) {
        return onlyIf((aws, item) -> needed.test(item), otherwise);
    }

    /** Only of items that can have such facts in the scope; the others have the given ones. */
    Lookup<I, D> onlyIf(BiPredicate<AwsScope, I> needed, @Nullable D otherwise) {
        return new Lookup<>(
                operation,
                id,
                (aws, item) -> needed.test(aws, item)
                        ? question.apply(aws, item)
                        : Uni.createFrom().item(Found.known(otherwise)),
                gone,
                optional,
                nested,
                frequency,
                batch);
    }

    /** Every operation that it may call, those of nested look-ups too. */
    Set<AwsOperation> operations() {
        Set<AwsOperation> all = new HashSet<>();
        all.add(operation);
        nested.forEach(lookup -> all.addAll(lookup.operations()));
        return all;
    }

    /** Asks for one item. Never fails: the result tells which facts could not be read. */
    Uni<Found<D>> ask(AwsScope aws, I item) {
        if (frequency == Frequency.SELDOM && aws.asking().passesOver()) {
            return Uni.createFrom().item(Found.unknown(List.of()));
        }
        return Uni.createFrom()
                .deferred(() -> question.apply(aws, item))
                .onFailure()
                .recoverWithItem(thrown -> failed(aws, item, thrown));
    }

    private Found<D> failed(AwsScope aws, I item, Throwable thrown) {
        if (isGone(thrown)) {
            return Found.vanished();
        }
        if (thrown instanceof AwsException refused
                && refused.isDenial(operation.service())
                && optional.test(aws, item)) {
            return Found.unknown(List.of());
        }
        return Found.unknown(List.of(new Found.Missing(operation, thrown, id.apply(item))));
    }

    /** EC2 spells its codes in several ways. */
    private boolean saysGone(String code) {
        return !gone.isEmpty()
                && (code.equalsIgnoreCase(gone) || code.regionMatches(true, 0, gone + ".", 0, gone.length() + 1));
    }
}
