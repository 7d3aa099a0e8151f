package io.muster.estate.attack;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A chain that was found, to be told as a path.
 *
 * @param last the instance whose role is the end
 */
record Chain(Entry entry, List<LateralPaths.Hop> hops, Resource<Instance> last, PathEnd end) {

    private static final int WORST = 4;

    AttackPath path(Function<Resource<Instance>, List<Weakness>> weaknesses) {
        List<AttackStep> steps = new ArrayList<>(entry.steps());
        List<Cut> cuts = new ArrayList<>(entry.cuts());
        for (LateralPaths.Hop hop : hops) {
            List<Weakness> weak = Entry.decisive(weaknesses.apply(hop.to()));
            steps.add(Entry.taken(hop.to(), weak, hop.how() + ", and "));
            cuts.addAll(Entry.hardening(hop.to(), weak));
        }
        steps.addAll(end.steps());
        cuts.addAll(end.cuts());
        boolean certain = entry.certain() && prize().certain() && hops.stream().allMatch(LateralPaths.Hop::certain);
        return new AttackPath(
                entry.instance(),
                prize().type(),
                hops.size(),
                certain,
                severity(certain),
                title(),
                List.copyOf(steps),
                List.copyOf(cuts));
    }

    private Prize prize() {
        return end.prize();
    }

    /**
     * The severity, reduced by one each where only chosen addresses get in, the instance does not run, it is hardly weak, the
     * path is not certain, or it takes other instances.
     */
    private int severity(boolean certain) {
        int severity = prize().supreme() ? WORST : WORST - 1;
        severity -= entry.atLarge() ? 0 : 1;
        severity -= AttackPaths.RUNS.contains(entry.instance().attributes().state()) ? 0 : 1;
        severity -= entry.hardlyWeak() ? 1 : 0;
        severity -= certain ? 0 : 1;
        severity -= hops.isEmpty() && entry.arrival() == null ? 0 : 1;
        return Math.max(0, severity);
    }

    private String title() {
        return "From " + entry.from() + " over " + entry.instance().resourceId()
                + (hops.isEmpty() ? "" : " and " + last.resourceId()) + " to "
                + end.role().resourceId() + ", which "
                + prize().why();
    }
}
