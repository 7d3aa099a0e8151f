package io.muster.collect;

import io.muster.aws.AwsException;
import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.aws.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.AwsClient;

/**
 * An operation that is called for each item and adds facts to it. Where the call is refused, or fails otherwise, the item is kept
 * without these facts, and a gap is noted. Look-ups can be nested: the facts are then items with look-ups of their own.
 *
 * @param <I> the SDK's type of an item
 * @param <D> the facts
 */
final class Lookup<I, D> {

    private final AwsOperation operation;
    private final Function<I, String> id;
    private final BiFunction<AwsScope, I, Uni<Found<D>>> question;
    private final List<Lookup<?, ?>> nested;
    private final LookupPolicy<I> policy;

    private Lookup(
            AwsOperation operation,
            Function<I, String> id,
            BiFunction<AwsScope, I, Uni<Found<D>>> question,
            List<Lookup<?, ?>> nested,
            LookupPolicy<I> policy) {
        this.operation = operation;
        this.id = id;
        this.question = question;
        this.nested = nested;
        this.policy = policy;
    }

    static <I, D> Lookup<I, D> asking(
            AwsOperation operation, Function<I, String> id, BiFunction<AwsScope, I, Uni<D>> question) {
        return new Lookup<>(
                operation,
                id,
                (aws, item) -> aws.pass()
                        .once(operation, id.apply(item), () -> question.apply(aws, item))
                        .map(Found::known),
                List.of(),
                LookupPolicy.usual());
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

    /** An operation that answers for one item, and takes more of the item than its id. */
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

    /**
     * An operation that lists, page by page, the items that belong to one id. Either the whole list is known or none of it. An
     * item that AWS lists on two pages is kept once.
     */
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
                                next,
                                items)
                        .onItem()
                        .transformToIterable(items)
                        .select()
                        .distinct()
                        .collect()
                        .asList());
    }

    /** A look-up of a list, which is sorted: AWS promises no order, and another order is not a change. */
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

    <E> Lookup<I, E> map(Function<D, E> facts) {
        return then((aws, item, found) -> Uni.createFrom().item(Found.known(facts.apply(found))), nested);
    }

    /** The next step for an item whose facts were found. */
    interface Further<I, D, E> {
        Uni<Found<E>> ask(AwsScope aws, I item, D found);
    }

    <E> Lookup<I, E> then(Further<I, D, E> further, List<? extends Lookup<?, ?>> inner) {
        return new Lookup<>(
                operation,
                id,
                (aws, item) -> question.apply(aws, item)
                        .chain(found -> found.facts() == null
                                ? Uni.createFrom().item(new Found<E>(null, found.gone(), found.missing()))
                                : further.ask(aws, item, found.facts()).map(more -> more.lacking(found.missing()))),
                List.copyOf(inner),
                policy.mapped());
    }

    /** Sets the error code, or its beginning up to a dot, that means that the item does not exist (any more). */
    Lookup<I, D> gone(String code) {
        return with(policy.gone(code));
    }

    /** Sets the error code, or its beginning up to a dot, that means that the item has no such facts; it then gets the given ones. */
    Lookup<I, D> none(String code, D facts) {
        return new Lookup<>(
                operation,
                id,
                (aws, item) -> question.apply(aws, item)
                        .onFailure(thrown -> thrown instanceof AwsException refused && refused.hasCode(code))
                        .recoverWithItem(() -> Found.known(facts)),
                nested,
                policy);
    }

    /**
     * Not made on each scan, because its facts change seldom, or together with something that the listing shows. A scan makes it
     * for new and for changed items, and for each of the others from time to time. The kind's record names its facts in a
     * {@link io.muster.inventory.kind.CheckedAt} component.
     */
    Lookup<I, D> rechecked() {
        return with(policy.frequency(LookupPolicy.Frequency.SELDOM));
    }

    /** Whether it, or a look-up nested in it, is not made on each scan. */
    boolean isRechecked() {
        return policy.frequency() == LookupPolicy.Frequency.SELDOM
                || nested.stream().anyMatch(Lookup::isRechecked);
    }

    /**
     * Made on each scan, because AWS allows an account only few items of the kind in a region.
     *
     * @see #costsByItem()
     */
    Lookup<I, D> few() {
        return with(policy.frequency(LookupPolicy.Frequency.EACH_SCAN_OF_FEW));
    }

    /**
     * Made on each scan for many items at once, and for single items where one of a batch is gone. To be called before
     * {@link #map}, because a batch gives the same facts as the call for one item.
     */
    Lookup<I, D> inBatches(int most, BiFunction<AwsScope, List<String>, Uni<Map<String, D>>> ofMany) {
        return with(policy.batched(new Batched<>(most, ofMany)));
    }

    /** Whether each scan makes a call for each item, however many there are. */
    boolean costsByItem() {
        return policy.frequency() == LookupPolicy.Frequency.EACH_SCAN && policy.batched() == null;
    }

    /** Makes the look-up in batches, if it can be, for all items that need it. Never fails. */
    Uni<Map<LookupPass.Question, Uni<?>>> askTogether(AwsScope aws, List<I> items) {
        Batched<?> batched = policy.batched();
        if (batched == null) {
            return Uni.createFrom().item(Map.of());
        }
        List<String> ids = items.stream()
                .filter(item -> policy.needed().test(aws, item))
                .map(id)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return batched.ask(aws, operation, ids, this::isGone);
    }

    private boolean isGone(Throwable thrown) {
        return thrown instanceof AwsException refused
                && policy.saysGone(refused.failure().errorCode());
    }

    /** Leaves the facts of these items unknown, without a gap, where AWS denies the call. */
    Lookup<I, D> optional(BiPredicate<AwsScope, I> of) {
        return with(policy.optional(of));
    }

    /** Made only for items that can have such facts; the others get the given ones. */
    Lookup<I, D> onlyIf(Predicate<I> needed, @Nullable D otherwise) {
        return onlyIf((aws, item) -> needed.test(item), otherwise);
    }

    /** Made only for items that can have such facts in the scope; the others get the given ones. */
    Lookup<I, D> onlyIf(BiPredicate<AwsScope, I> needed, @Nullable D otherwise) {
        return new Lookup<>(
                operation,
                id,
                (aws, item) -> needed.test(aws, item)
                        ? question.apply(aws, item)
                        : Uni.createFrom().item(Found.known(otherwise)),
                nested,
                policy.onlyIf(needed));
    }

    private Lookup<I, D> with(LookupPolicy<I> changed) {
        return new Lookup<>(operation, id, question, nested, changed);
    }

    String id(I item) {
        return id.apply(item);
    }

    /** The operation that is called first. */
    AwsOperation operation() {
        return operation;
    }

    /** Every operation that it may call, including those of nested look-ups. */
    Set<AwsOperation> operations() {
        Set<AwsOperation> all = new HashSet<>();
        all.add(operation);
        nested.forEach(lookup -> all.addAll(lookup.operations()));
        return all;
    }

    /** Makes the look-up for one item. Never fails: the result names the facts that could not be read. */
    Uni<Found<D>> ask(AwsScope aws, I item) {
        if (policy.frequency() == LookupPolicy.Frequency.SELDOM && aws.pass().skipsRechecked()) {
            return Uni.createFrom().item(Found.unknown(List.of()));
        }
        return asked(aws, item).onFailure().recoverWithItem(thrown -> failed(aws, item, thrown));
    }

    /** Makes the call; fails as AWS does. */
    Uni<Found<D>> asked(AwsScope aws, I item) {
        return Uni.createFrom().deferred(() -> question.apply(aws, item));
    }

    private Found<D> failed(AwsScope aws, I item, Throwable thrown) {
        if (isGone(thrown)) {
            return Found.vanished();
        }
        if (thrown instanceof AwsException refused
                && refused.isDenial(operation.service())
                && policy.optional().test(aws, item)) {
            return Found.unknown(List.of());
        }
        return Found.unknown(List.of(new Found.Missing(operation, thrown, id.apply(item))));
    }
}
