package io.muster.rule;

import io.muster.estate.Estate;
import io.muster.estate.ManagedNodes;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import java.time.Instant;
import java.util.function.Supplier;

/** Verdicts on instances that a service does not list: a new instance appears only after some time. */
public final class SinceLaunch {

    private SinceLaunch() {}

    /**
     * The verdict, where the service would know the instance by now and was asked late enough to tell.
     *
     * @param listing the kind that the service's listing is kept as, which may be older than what is known of the instance
     */
    public static Verdict judged(Instance instance, Estate estate, ResourceKind listing, Supplier<Verdict> verdict) {
        Instant launched = instance.launchTime();
        if (launched == null) {
            return Verdict.unknown("AWS does not tell when the instance was launched");
        }
        if (!ManagedNodes.wouldBeKnown(launched, estate.asOf())) {
            return Verdict.notApplicable();
        }
        return ManagedNodes.wouldBeKnown(launched, estate.listedAt(listing))
                ? verdict.get()
                : Verdict.unknown("not known: " + listing + " since the launch of the instance");
    }
}
