package io.muster.collect;

import io.muster.aws.AwsException;
import io.muster.aws.AwsService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

/**
 * Calls for resources of EC2 and those that AWS's services manage among them, which it hides unless it is asked for them by a
 * parameter. AWS adds a parameter to its regions and partitions at different times: one that does not know it yet hides nothing, and is asked without it.
 * The first answer of an operation decides for the rest of the task: a listing with the parameter on some of its pages alone would lack resources that
 * it seems to have read.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">Error codes for the Amazon EC2 API</a>
 */
final class ManagedResources {

    private static final String PARAMETER = "IncludeManagedResources";

    private ManagedResources() {}

    /** A call with the parameter, or without it where that is null. */
    interface Call<T> {
        CompletableFuture<T> make(Ec2AsyncClient ec2, @Nullable Boolean included);
    }

    /** Of which operations a region knows the parameter, as far as they were asked. */
    static final class Known {

        private final Map<String, Boolean> byOperation = new ConcurrentHashMap<>();

        /** Null where the operation was not asked yet. */
        @Nullable
        Boolean of(String operation) {
            return byOperation.get(operation);
        }

        /** Notes what an answer says, and returns what the first one said. */
        boolean settle(String operation, boolean known) {
            return byOperation.computeIfAbsent(operation, first -> known);
        }
    }

    static <T> Uni<T> included(AwsScope aws, String operation, Call<T> call) {
        return Uni.createFrom().deferred(() -> {
            Boolean known = aws.listings().managed().of(operation);
            if (known == null) {
                return first(aws, operation, call);
            }
            return known ? with(aws, operation, call) : without(aws, operation, call);
        });
    }

    /** Of two first calls at the same time, the later answer follows the earlier one. */
    private static <T> Uni<T> first(AwsScope aws, String operation, Call<T> call) {
        return with(aws, operation, call).onItemOrFailure().transformToUni((page, thrown) -> {
            if (thrown != null && !isNotKnown(thrown)) {
                return Uni.createFrom().failure(thrown);
            }
            if (!aws.listings().managed().settle(operation, thrown == null)) {
                return without(aws, operation, call);
            }
            return thrown == null
                    ? Uni.createFrom().item(page)
                    : Uni.createFrom().failure(thrown);
        });
    }

    private static <T> Uni<T> with(AwsScope aws, String operation, Call<T> call) {
        return aws.call(AwsService.EC2, operation, ec2 -> call.make(ec2, true));
    }

    private static <T> Uni<T> without(AwsScope aws, String operation, Call<T> call) {
        return aws.call(AwsService.EC2, operation, ec2 -> call.make(ec2, null));
    }

    private static boolean isNotKnown(Throwable thrown) {
        return thrown instanceof AwsException refused
                && (refused.hasCode("UnsupportedOperation")
                        || (refused.hasCode("UnknownParameter")
                                && refused.failure().message().contains(PARAMETER)));
    }
}
