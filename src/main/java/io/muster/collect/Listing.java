package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.Pages;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/**
 * An operation that lists, page by page. Every page is asked for with an explicit size: without one, EC2 charges the
 * call to a smaller bucket and may time out on large accounts (EC2 Developer Guide, "Request throttling").
 *
 * @param page  asks for the page of a token, for the first page of null
 * @param next  the token of the page after; null or empty on the last
 * @param items what a page holds
 */
record Listing<P, I>(
        AwsOperation operation,
        BiFunction<AwsScope, String, Uni<P>> page,
        Function<P, String> next,
        Function<P, List<I>> items) {

    static <P, I> Listing<P, I> ec2(
            String operation,
            BiFunction<Ec2AsyncClient, String, CompletableFuture<P>> call,
            Function<P, String> next,
            Function<P, List<I>> items) {
        AwsOperation named = AwsOperation.ec2(operation);
        return new Listing<>(named, (aws, token) -> aws.ec2(named, ec2 -> call.apply(ec2, token)), next, items);
    }

    static <P, I> Listing<P, I> iam(
            String operation,
            BiFunction<IamAsyncClient, String, CompletableFuture<P>> call,
            Function<P, String> next,
            Function<P, List<I>> items) {
        AwsOperation named = AwsOperation.iam(operation);
        return new Listing<>(named, (aws, token) -> aws.iam(named, iam -> call.apply(iam, token)), next, items);
    }

    /** Everything, once the last page has arrived; each page is mapped at once, so that no answer is kept. */
    <R> Uni<List<R>> all(AwsScope aws, Function<? super I, ? extends R> map) {
        return Pages.walk(token -> page.apply(aws, token), next)
                .collect()
                .in(ArrayList::new, (all, answer) -> items.apply(answer).forEach(item -> all.add(map.apply(item))));
    }

    Uni<List<I>> all(AwsScope aws) {
        return all(aws, Function.identity());
    }
}
