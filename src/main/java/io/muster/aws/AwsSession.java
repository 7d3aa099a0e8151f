package io.muster.aws;

import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsClient;

/**
 * A session in one account: its calls share the account's credentials and budgets. A session is cheap, holds no connection of its
 * own and needs no closing; take one for each piece of work whose calls shall be counted.
 *
 * <p>Where AWS refuses the credentials before they expire, they are taken anew and the call is made again: once for each
 * scan, or for each session that is of none.
 *
 * <p>A client is lent for one call, so that every call takes its part of the budget. Every failure is an {@link AwsException}.
 * Answers arrive on a worker thread.
 */
public interface AwsSession {

    /** The operations that a session calls for itself, for the role's IAM policy. */
    Set<AwsOperation> OPERATIONS =
            Set.of(AwsService.EC2.operation("DescribeRegions"), AwsService.STS.operation("GetCallerIdentity"));

    /** The account whose credentials these are: a call fails as {@code WRONG_ACCOUNT} if they turn out not to be. */
    String accountId();

    /** The partition that the account is in, as AWS names it: {@code aws}, {@code aws-us-gov} and so on. */
    Uni<String> partition();

    /**
     * One call of a service in the given region, made once the budget allows it. A service that has no regions is called in
     * the account's partition, whichever the region is.
     *
     * @param operation the operation as AWS spells it
     */
    <C extends AwsClient, T> Uni<T> call(
            AwsService<C> service, String region, String operation, Function<C, CompletableFuture<T>> call);

    /** The names of the regions that the account can use, in order: those that it would have to opt into are left out. */
    Uni<List<String>> regions();

    /** The same session with the same count of calls; the spans of its calls become children of the one in the context. */
    AwsSession tracedIn(Context trace);

    /** How many calls this session has made so far; a call that the SDK had to repeat counts once. */
    long calls();
}
