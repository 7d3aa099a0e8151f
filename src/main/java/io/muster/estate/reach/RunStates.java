package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether instances run: the network is judged as if they did, and answers say where they do not. */
record RunStates(Estate estate) {

    /** The answer with a note on each instance at either side that does not run, where something may get through. */
    Outcome noted(Outcome outcome, Endpoint from, Endpoint to) {
        return outcome.reachable() == Reachable.NO ? outcome : outcome.noting(notes(from, to));
    }

    private Set<String> notes(Endpoint... sides) {
        return Stream.of(sides)
                .filter(Endpoint.Host.class::isInstance)
                .flatMap(side -> ((Endpoint.Host) side).interfaces().stream())
                .map(eni -> eni.attributes().instanceId())
                .filter(Objects::nonNull)
                .flatMap(id -> estate.stored(Instance.class, id).stream())
                .filter(instance -> instance.attributes().state() != InstanceState.RUNNING)
                .map(RunStates::note)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String note(Resource<Instance> instance) {
        String state =
                instance.attributes().state().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return instance.resourceId() + " is " + state + ": the answer holds while it runs";
    }
}
