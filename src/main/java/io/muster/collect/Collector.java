package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import io.smallrye.mutiny.Uni;
import java.util.List;
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

    /** The operations whose names show which events concern the kind: all except those that read another kind for a fact. */
    default Set<AwsOperation> telling() {
        return operations();
    }

    /**
     * Events of AWS that change resources of the kind, beside those whose names speak of what its operations read: the service
     * as IAM's actions spell it, a colon, and the operation ({@code ec2:RunInstances}) or the type of an event that is none
     * without its spaces; an asterisk stands for any text.
     */
    default List<String> events() {
        return List.of();
    }

    /** Whether the partition has one of the services that it reads: elsewhere there are no such resources. */
    default boolean isIn(String partition) {
        Set<AwsOperation> all = operations();
        return all.isEmpty()
                || all.stream().anyMatch(operation -> operation.service().isIn(partition));
    }

    /** Whether AWS can be asked for single resources of the kind: those that {@link AwsScope#names()} has. */
    default boolean byId() {
        return false;
    }

    /**
     * Reads the kind's cell, or those resources of it that the scope names where {@link #byId()}. Never fails because of AWS's
     * answer: refusals, throttling, interrupted page walks and unreadable items are part of the outcome.
     */
    Uni<Collection<T>> collect(AwsScope aws);
}
