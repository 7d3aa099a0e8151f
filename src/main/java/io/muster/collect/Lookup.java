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
    private final List<Lookup<?, ?>> nested;
    private final Terms<I> terms;

    private Lookup(
            AwsOperation operation,
            Function<I, String> id,
            BiFunction<AwsScope, I, Uni<Found<D>>> question,
            List<Lookup<?, ?>> nested,
            Terms<I> terms) {
        this.operation = operation;
        this.id = id;
        this.question = question;
        this.nested = nested;
        this.terms = terms;
    }

    static <I, D> Lookup<I, D> asking(
            AwsOperation operation, Function<I, String> id, BiFunction<AwsScope, I, Uni<D>> question) {
        return new Lookup<>(
                operation,
                id,
                (aws, item) -> aws.asking()
                        .once(operation, id.apply(item), () -> question.apply(aws, item))
                        .map(Found::known),
                List.of(),
                Terms.usual());
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

    /**
     * An operation that lists, page by page, the items that belong to one id: the whole list is known, or none of it. What AWS lists on
     * two pages is there once.
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
                                next)
                        .onItem()
                        .transformToIterable(items)
                        .select()
                        .distinct()
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
        return then((aws, item, found) -> Uni.createFrom().item(Found.known(facts.apply(found))), nested);
    }

    /** What follows for an item once facts of it are found. */
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
                terms.mapped());
    }

    /** The error code by which AWS says that the item is not there (any more), or its beginning up to a dot. */
    Lookup<I, D> gone(String code) {
        return with(terms.gone(code));
    }

    /** The error code by which AWS says that the item has no such facts, or its beginning up to a dot; then it has the given ones. */
    Lookup<I, D> none(String code, D facts) {
        return new Lookup<>(
                operation,
                id,
                (aws, item) -> question.apply(aws, item)
                        .onFailure(thrown -> thrown instanceof AwsException refused && refused.hasCode(code))
                        .recoverWithItem(() -> Found.known(facts)),
                nested,
                terms);
    }

    /**
     * Not on each scan: its facts change seldom, or by something that the listing tells as well. A scan asks for new and for
     * changed items, and for each of the others from time to time. The kind's record has them among those of a
     * {@link io.muster.inventory.kind.CheckedAt} component.
     */
    Lookup<I, D> rechecked() {
        return with(terms.frequency(Terms.Frequency.SELDOM));
    }

    /** Whether it, or a look-up nested in it, is not made on each scan. */
    boolean isRechecked() {
        return terms.frequency() == Terms.Frequency.SELDOM || nested.stream().anyMatch(Lookup::isRechecked);
    }

    /**
     * On each scan: AWS allows an account so few items of the kind in a region that their number makes no difference.
     *
     * @see #costsByItem()
     */
    Lookup<I, D> few() {
        return with(terms.frequency(Terms.Frequency.EACH_SCAN_OF_FEW));
    }

    /**
     * On each scan for many items at once; for an item alone where AWS says of so many that one of them is gone. Said before the
     * facts get another form: what is asked of many gives the same facts as the question about one.
     */
    Lookup<I, D> inBatches(int most, BiFunction<AwsScope, List<String>, Uni<Map<String, D>>> ofMany) {
        return with(terms.batched(new Batched<>(most, ofMany)));
    }

    /** Whether each scan makes a call for each item, however many there are. */
    boolean costsByItem() {
        return terms.frequency() == Terms.Frequency.EACH_SCAN && terms.batched() == null;
    }

    /** Asks for all items at once where that can be, but for those that it is not made of. Never fails. */
    Uni<Map<Asking.Question, Uni<?>>> askTogether(AwsScope aws, List<I> items) {
        Batched<?> batched = terms.batched();
        if (batched == null) {
            return Uni.createFrom().item(Map.of());
        }
        List<String> ids = items.stream()
                .filter(item -> terms.needed().test(aws, item))
                .map(id)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return batched.ask(aws, operation, ids, this::isGone);
    }

    private boolean isGone(Throwable thrown) {
        return thrown instanceof AwsException refused
                && terms.saysGone(refused.failure().errorCode());
    }

    /** Of these items a denial leaves the facts unknown without a gap. */
    Lookup<I, D> optional(BiPredicate<AwsScope, I> of) {
        return with(terms.optional(of));
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
                nested,
                terms.onlyIf(needed));
    }

    private Lookup<I, D> with(Terms<I> changed) {
        return new Lookup<>(operation, id, question, nested, changed);
    }

    String id(I item) {
        return id.apply(item);
    }

    /** The operation that is asked first. */
    AwsOperation operation() {
        return operation;
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
        if (terms.frequency() == Terms.Frequency.SELDOM && aws.asking().passesOver()) {
            return Uni.createFrom().item(Found.unknown(List.of()));
        }
        return asked(aws, item).onFailure().recoverWithItem(thrown -> failed(aws, item, thrown));
    }

    /** The question itself, which fails as AWS does. */
    Uni<Found<D>> asked(AwsScope aws, I item) {
        return Uni.createFrom().deferred(() -> question.apply(aws, item));
    }

    private Found<D> failed(AwsScope aws, I item, Throwable thrown) {
        if (isGone(thrown)) {
            return Found.vanished();
        }
        if (thrown instanceof AwsException refused
                && refused.isDenial(operation.service())
                && terms.optional().test(aws, item)) {
            return Found.unknown(List.of());
        }
        return Found.unknown(List.of(new Found.Missing(operation, thrown, id.apply(item))));
    }
}
