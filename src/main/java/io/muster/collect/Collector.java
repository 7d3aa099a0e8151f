package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * Lists every resource of one kind in one region of one account (or in the account as a whole). A CDI bean; the kind is
 * the one that its record type carries.
 *
 * @param <T> the record type of the kind
 */
public interface Collector<T extends Record> {

    Class<T> type();

    default ResourceKind kind() {
        return type().getAnnotation(Kind.class).value();
    }

    /** Every operation it may call: each needs its action in the role's IAM policy, and a gap names one of them. */
    Set<AwsOperation> operations();

    /**
     * Reads the kind's cell. Never fails for an answer of AWS: a refusal, throttling to the end, a broken page walk or an
     * item that makes no sense is told by the outcome.
     */
    Uni<Collection<T>> collect(AwsScope aws);
}
