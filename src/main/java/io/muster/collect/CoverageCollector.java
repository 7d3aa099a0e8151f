package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A collector of the instances that a service covers. It calls the service unless its settings say that it is off: a service that
 * is off covers no instance, and may refuse the call.
 *
 * @param <S> the record type of the settings
 * @param <I> the SDK's type of an item
 */
abstract class CoverageCollector<S extends Record, I, T extends Record> implements Collector<T> {

    abstract Collector<S> settings();

    /** The operation of {@link #listing}. */
    abstract AwsOperation operation();

    /** Whether the settings say that the service is off. */
    abstract boolean off(S settings);

    /** The listing of the instances of this account alone: an administrator's answers hold those of its members, too. */
    abstract Listing<?, I> listing(Resource<S> settings);

    abstract Resource<T> resource(AwsScope aws, I item);

    @Override
    public Set<AwsOperation> operations() {
        return Stream.concat(settings().operations().stream(), Stream.of(operation()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Uni<Collection<T>> collect(AwsScope aws) {
        return aws.collected(settings()).chain(known -> collect(aws, known));
    }

    private Uni<Collection<T>> collect(AwsScope aws, Collection<S> known) {
        Harvest<Resource<T>> harvest = new Harvest<>();
        if (!known.unread().equals(Unread.nothing())) {
            harvest.leaveOpen(new Reading<>(List.of(), Unread.everythingElse(), known.gaps()));
        }
        return Multi.createFrom()
                .iterable(known.resources())
                .filter(one -> !off(one.attributes()))
                .onItem()
                .transformToUniAndConcatenate(one -> listing(one).read(aws, item -> resource(aws, item)))
                .invoke(harvest::takeOver)
                .onItem()
                .ignoreAsUni()
                .map(done -> Reading.outcome(harvest.reading()));
    }
}
