package io.muster.collect;

import io.muster.aws.AwsException;
import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.aws.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * An operation that lists, page by page. Every page is asked for with an explicit size: without one, EC2 charges the
 * call to a smaller bucket and may time out on large accounts (EC2 Developer Guide, "Request throttling").
 *
 * @param page  asks for the page of a token, for the first page of null
 * @param next  the token of the page after; null or empty on the last
 * @param items the items of a page
 * @param byId  whether it asks for the named resources alone where the scope names any
 */
record Listing<P, I>(
        AwsOperation operation,
        BiFunction<AwsScope, String, Uni<P>> page,
        Function<P, String> next,
        Function<P, List<I>> items,
        boolean byId) {

    private static final char PLACE = '\n';

    /** An operation that is asked for everything. */
    Listing(
            AwsOperation operation,
            BiFunction<AwsScope, String, Uni<P>> page,
            Function<P, String> next,
            Function<P, List<I>> items) {
        this(operation, page, next, items, false);
    }

    static <C extends AwsClient, P, I> Listing<P, I> of(
            AwsService<C> service,
            String operation,
            BiFunction<C, String, CompletableFuture<P>> call,
            Function<P, String> next,
            Function<P, List<I>> items) {
        return new Listing<>(
                service.operation(operation),
                (aws, token) -> aws.call(service, operation, client -> call.apply(client, token)),
                next,
                items);
    }

    /** Asks EC2 for a page of the resources that the filters pick; of all without filters. */
    interface FilteredCall<P> {
        CompletableFuture<P> page(Ec2AsyncClient ec2, @Nullable List<Filter> filters, @Nullable String token);
    }

    /**
     * An operation of EC2 that can be asked for single resources. It is so by a filter: an id that does not exist is refused by
     * parameter, with all others, and left out by filter.
     *
     * @param filter the name of the filter that takes ids
     */
    static <P, I> Listing<P, I> filtered(
            String operation,
            String filter,
            FilteredCall<P> call,
            Function<P, String> next,
            Function<P, List<I>> items) {
        return new Listing<>(
                AwsService.EC2.operation(operation),
                (aws, token) -> aws.call(AwsService.EC2, operation, ec2 -> call.page(ec2, aws.filters(filter), token)),
                next,
                items,
                true);
    }

    /** Asks EC2 for a page of the resources that the filters pick, those of AWS's services among them where {@code included} is true. */
    interface ManagedCall<P> {
        CompletableFuture<P> page(
                Ec2AsyncClient ec2, @Nullable Boolean included, @Nullable List<Filter> filters, @Nullable String token);
    }

    /** The same for resources that AWS's services may manage, see {@link ManagedResources}. */
    static <P, I> Listing<P, I> withManaged(
            String operation,
            String filter,
            ManagedCall<P> call,
            Function<P, String> next,
            Function<P, List<I>> items) {
        return new Listing<>(
                AwsService.EC2.operation(operation),
                (aws, token) -> ManagedResources.included(
                        aws, operation, (ec2, included) -> call.page(ec2, included, aws.filters(filter), token)),
                next,
                items,
                true);
    }

    /** A page of one part of a listing. */
    record PartPage<P>(String part, P page) {}

    /** Asks for a page of one part; the first page of each has no token. */
    interface PartCall<C, P> {
        CompletableFuture<P> page(C client, String part, @Nullable String token);
    }

    /**
     * An operation that lists one part of the whole at a time, for example a type of resources, and must be asked for each.
     *
     * @param parts     in the order in which they are asked for; none of them holds a line feed
     * @param items     the items on a page of a part
     * @param unknown   of the parts that AWS need not know: the code by which it says so, and the page to take then
     */
    static <C extends AwsClient, P, I> Listing<PartPage<P>, I> inParts(
            AwsService<C> service,
            String operation,
            List<String> parts,
            PartCall<C, P> call,
            Function<P, String> next,
            BiFunction<String, P, List<I>> items,
            Map<String, Unknown<P>> unknown) {
        return new Listing<>(
                service.operation(operation),
                (aws, place) -> {
                    String part = place == null ? parts.get(0) : place.substring(0, place.indexOf(PLACE));
                    String token = place == null ? "" : place.substring(place.indexOf(PLACE) + 1);
                    Uni<P> page = aws.call(
                            service, operation, client -> call.page(client, part, token.isEmpty() ? null : token));
                    return recovered(page, unknown.get(part)).map(answer -> new PartPage<>(part, answer));
                },
                page -> after(parts, page.part(), next.apply(page.page())),
                page -> items.apply(page.part(), page.page()));
    }

    /** Takes an error of this code as an empty page: what is listed here belongs to an item that may have vanished meanwhile. */
    Listing<P, I> gone(String code, P empty) {
        return new Listing<>(
                operation,
                (aws, token) -> recovered(page.apply(aws, token), new Unknown<>(code, empty)),
                next,
                items,
                byId);
    }

    /** How AWS says that it does not know a part, and the page that it has then. */
    record Unknown<P>(String code, P empty) {}

    private static <P> Uni<P> recovered(Uni<P> page, @Nullable Unknown<P> unknown) {
        return unknown == null
                ? page
                : page.onFailure(thrown -> thrown instanceof AwsException refused && refused.hasCode(unknown.code()))
                        .recoverWithItem(unknown.empty());
    }

    private static @Nullable String after(List<String> parts, String part, @Nullable String token) {
        if (token != null && !token.isEmpty()) {
            return part + PLACE + token;
        }
        int following = parts.indexOf(part) + 1;
        return following == parts.size() ? null : parts.get(following) + PLACE;
    }

    /**
     * Walks the pages to the last one, or until one of them fails; each page is mapped at once, so that no answer is kept.
     * An item that cannot be mapped is left out, with a gap that names its position. Never fails.
     */
    <R> Uni<Reading<R>> read(AwsScope aws, Function<? super I, ? extends R> map) {
        return Uni.createFrom().deferred(() -> {
            Walk<R> walk = new Walk<>(map);
            return Pages.walk(token -> page.apply(aws, token), next, items)
                    .invoke(walk::take)
                    .onItem()
                    .ignoreAsUni()
                    .onFailure()
                    .invoke(thrown -> walk.harvest.cutOff(operation, thrown))
                    .onFailure()
                    .recoverWithNull()
                    .map(done -> walk.harvest.reading());
        });
    }

    private final class Walk<R> {
        private final Function<? super I, ? extends R> map;
        private final Harvest<R> harvest = new Harvest<>();
        private int pages;

        private Walk(Function<? super I, ? extends R> map) {
            this.map = map;
        }

        private void take(P page) {
            pages++;
            int number = 0;
            for (I item : items.apply(page)) {
                number++;
                harvest.add(
                        operation,
                        "item " + number + " of page " + pages,
                        () -> map.apply(UnreadableItem.require("the content", item)));
            }
        }
    }
}
