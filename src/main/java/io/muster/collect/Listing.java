package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.aws.Pages;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsClient;

/**
 * An operation that lists, page by page. Every page is asked for with an explicit size: without one, EC2 charges the
 * call to a smaller bucket and may time out on large accounts (EC2 Developer Guide, "Request throttling").
 *
 * @param page  asks for the page of a token, for the first page of null
 * @param next  the token of the page after; null or empty on the last
 * @param items the items of a page
 */
record Listing<P, I>(
        AwsOperation operation,
        BiFunction<AwsScope, String, Uni<P>> page,
        Function<P, String> next,
        Function<P, List<I>> items) {

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

    /**
     * Walks the pages to the last one, or until one of them fails; each page is mapped at once, so that no answer is kept.
     * An item that cannot be mapped is left out, with a gap that names its position. Never fails.
     */
    <R> Uni<Reading<R>> read(AwsScope aws, Function<? super I, ? extends R> map) {
        return Uni.createFrom().deferred(() -> {
            Walk<R> walk = new Walk<>(map);
            return Pages.walk(token -> page.apply(aws, token), next)
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
                harvest.add(operation, "item " + number + " of page " + pages, () -> map.apply(item));
            }
        }
    }
}
