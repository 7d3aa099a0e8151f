package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredFacts.Recalled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Facts that a rechecked look-up adds to resources which a listing has read without them: one call for each resource that is new
 * or has changed, or whose time has come.
 *
 * @param with   the attributes with the facts, which are null where they are unknown
 * @param atOnce how many resources are looked up at once; the account's request budget is the actual limit
 */
record AddedFacts<T extends Record, D>(Lookup<Resource<T>, D> lookup, BiFunction<T, D, T> with, int atOnce) {

    /** The outcome for one resource; the stored one where AWS has not put the facts together in time. */
    private record Answered<T extends Record, D>(Resource<T> resource, Found<D> found, Optional<Recalled<T>> before) {}

    /** The same resources with the facts; one that has vanished meanwhile is left out. */
    Uni<Reading<Resource<T>>> to(AwsScope aws, Reading<Resource<T>> resources, Rechecks<T> rechecks) {
        Harvest<Resource<T>> harvest = new Harvest<>();
        harvest.leaveOpen(resources);
        return Uni.createFrom()
                .item(() -> pending(resources.items(), rechecks, harvest))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(pending -> Multi.createFrom()
                        .iterable(pending)
                        .onItem()
                        .transformToUni(resource ->
                                lookup.ask(aws, resource).chain(found -> answered(resource, found, rechecks)))
                        .merge(atOnce)
                        // which takes one result after the other
                        .invoke(one -> add(one, harvest, rechecks))
                        .onItem()
                        .ignoreAsUni())
                .map(done -> harvest.reading());
    }

    /** Takes the resources whose facts are known; the others are those that are new or have changed, then those that are due. */
    private List<Resource<T>> pending(List<Resource<T>> resources, Rechecks<T> rechecks, Harvest<Resource<T>> harvest) {
        List<Resource<T>> asked = new ArrayList<>();
        List<Resource<T>> due = new ArrayList<>();
        for (Resource<T> resource : resources) {
            Optional<Recalled<T>> known = rechecks.recalled(resource);
            if (known.isEmpty()) {
                asked.add(resource);
            } else if (rechecks.isDue(known.get())) {
                due.add(resource);
            } else {
                take(known.get(), harvest);
            }
        }
        asked.addAll(due);
        return asked;
    }

    private void take(Recalled<T> known, Harvest<Resource<T>> harvest) {
        harvest.add(operation(), known.resource().resourceId(), known::resource);
    }

    private Uni<Answered<T, D>> answered(Resource<T> resource, Found<D> found, Rechecks<T> rechecks) {
        Uni<Optional<Recalled<T>>> before = found.isUnfinished()
                ? rechecks.last(resource)
                : Uni.createFrom().item(Optional.empty());
        return before.map(known -> new Answered<>(resource, found, known));
    }

    private void add(Answered<T, D> one, Harvest<Resource<T>> harvest, Rechecks<T> rechecks) {
        Found<D> found = one.found;
        if (one.before.isPresent()) {
            // their age stays as well: facts that are due are due still
            take(one.before.get(), harvest);
            return;
        }
        found.missing().forEach(fact -> harvest.withoutFact(fact.operation(), fact.reason(), fact.item()));
        if (!found.gone()) {
            harvest.add(
                    operation(),
                    one.resource.resourceId(),
                    () -> rechecks.checked(
                            one.resource.with(with.apply(one.resource.attributes(), found.facts())),
                            found.missing().isEmpty()));
        }
    }

    private AwsOperation operation() {
        return lookup.operation();
    }
}
