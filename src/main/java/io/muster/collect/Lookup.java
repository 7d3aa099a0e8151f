package io.muster.collect;

import io.muster.aws.AwsException;
import io.muster.aws.AwsOperation;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

/**
 * An operation that is asked for each item of a listing and adds facts to it. Where it is refused, or fails otherwise, the
 * item counts without these facts.
 *
 * @param id   the item's id, by which it is looked up
 * @param ask  asks for one item; null where the facts are unknown for a reason that is no gap
 * @param gone the error code by which AWS says that the item is not there (any more), or its beginning up to a dot
 */
record Lookup<I, D>(AwsOperation operation, Function<I, String> id, BiFunction<AwsScope, I, Uni<D>> ask, String gone) {

    /** An EC2 operation that answers for one id. */
    static <I, A, D> Lookup<I, D> ec2(
            String operation,
            Function<I, String> id,
            BiFunction<Ec2AsyncClient, String, CompletableFuture<A>> call,
            Function<A, D> facts,
            String gone) {
        AwsOperation named = AwsOperation.ec2(operation);
        return new Lookup<>(
                named,
                id,
                (aws, item) ->
                        aws.ec2(named, ec2 -> call.apply(ec2, id.apply(item))).map(facts),
                gone);
    }

    /** The same, but only of items that can have such facts; the others have the given ones. */
    Lookup<I, D> onlyIf(Predicate<I> needed, D otherwise) {
        return new Lookup<>(
                operation,
                id,
                (aws, item) -> needed.test(item)
                        ? ask.apply(aws, item)
                        : Uni.createFrom().item(otherwise),
                gone);
    }

    /** Whether the failure says that the item has vanished since it was listed. EC2 spells its codes in several ways. */
    boolean vanished(Throwable thrown) {
        if (!(thrown instanceof AwsException refused)) {
            return false;
        }
        String code = refused.failure().errorCode();
        return code.equalsIgnoreCase(gone) || code.regionMatches(true, 0, gone + ".", 0, gone.length() + 1);
    }
}
