package io.muster.estate.exposure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.estate.Estate;
import io.muster.estate.reach.Exposed;
import io.muster.estate.reach.ExposedPorts;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Compares the exposures of two estates that hold the same instances and network interfaces. */
public final class ExposureChanges {

    private final ExposureAnalysis before;
    private final ExposureAnalysis after;
    private final Consumer<ExposureChange> changed;
    private final BiConsumer<Resource<?>, String> unjudged;

    private ExposureChanges(
            Estate before, Estate after, Consumer<ExposureChange> changed, BiConsumer<Resource<?>, String> unjudged) {
        this.before = new ExposureAnalysis(before);
        this.after = new ExposureAnalysis(after);
        this.changed = changed;
        this.unjudged = unjudged;
    }

    /**
     * Compares one resource after the other, so that no more than one exposure of each estate is in memory.
     *
     * @param changed  takes each difference; a resource that stays unreachable does not differ, even if something else blocks it
     * @param unjudged takes each resource whose exposure is unknown in both estates, with what is missing
     */
    public static void between(
            Estate before, Estate after, Consumer<ExposureChange> changed, BiConsumer<Resource<?>, String> unjudged) {
        ExposureChanges changes = new ExposureChanges(before, after, changed, unjudged);
        List<Resource<?>> resources = new ArrayList<>(before.stored(Instance.class));
        resources.addAll(before.stored(NetworkInterface.class));
        for (Resource<?> resource : resources) {
            after(after, resource).forEach(other -> changes.compare(resource, other));
        }
    }

    private static Stream<? extends Resource<?>> after(Estate after, Resource<?> resource) {
        return after.storedArn(resource.attributes().getClass(), resource.arn()).stream();
    }

    private void compare(Resource<?> one, Resource<?> other) {
        Exposure first = before.of(one);
        Exposure second = after.of(other);
        if (first.equals(second) || (isBlocked(first) && isBlocked(second))) {
            if (second.reachable() == Reachable.UNKNOWN) {
                unjudged.accept(other, String.join("; ", second.missing()));
            }
            return;
        }
        ObjectNode from = ExposureDocument.of(first);
        ObjectNode to = ExposureDocument.of(second);
        if (!from.equals(to) || first.reachable() != second.reachable()) {
            changed.accept(new ExposureChange(
                    other,
                    first.reachable(),
                    second.reachable(),
                    beyond(second.exposed(), first.exposed()),
                    beyond(first.exposed(), second.exposed()),
                    from,
                    to));
        }
    }

    private static boolean isBlocked(Exposure exposure) {
        return exposure.reachable() == Reachable.NO;
    }

    private static List<ObjectNode> beyond(Exposed exposed, Exposed other) {
        return ExposedPorts.of(exposed.certainBeyond(other)).stream()
                .map(ExposureDocument::ports)
                .toList();
    }
}
