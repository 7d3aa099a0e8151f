package io.muster.graphql;

import io.muster.estate.reach.ExposedPorts;
import io.muster.estate.reach.GuardedWay;
import io.muster.estate.reach.Outcome;
import io.muster.estate.reach.Reachable;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Reachability")
@Description("Whether connections get through from one side to the other, with the proof.")
public record ReachabilityType(
        @NonNull @Description("Whether at least one connection gets through.")
        Reachable verdict,

        @NonNull @Description("The hops in order: the whole path, or the hops before the one that stops it.")
        List<@NonNull ExposureHopType> hops,

        @Description("The first hop that stops all of the requested traffic; null unless the verdict is NO.")
        ExposureHopType blocking,

        @NonNull
        @Description("The part of it that gets through for certain, by any of the ways: the hops are those of one."
                + " Load balancers of other accounts and regions are followed where nothing else gets through."
                + " Of traffic that a resource sends, the sources are its destinations."
                + " The sources are all ranges, private ones too, unless one side is the internet.")
        List<@NonNull ExposedPortsType> admitted,

        @NonNull @Description("The data that was not read, where it decides.")
        List<@NonNull String> missing,

        @NonNull
        @Description(
                "The parts of the path that are not modelled, where they matter, and the instances that do not run.")
        List<@NonNull String> notes,

        @NonNull
        @Description(
                "The guarded ways to the target: by Instance Connect Endpoints, Systems Manager, Verified Access and"
                        + " Client VPN."
                        + " They count neither for the verdict nor for the traffic that is admitted.")
        List<@NonNull GuardedWayType> guardedWays) {

    /** @param internet whether one side is the internet, of which address space that is not public is no part */
    static ReachabilityType of(Outcome outcome, List<GuardedWay> guarded, boolean internet) {
        List<ExposedPorts> admitted =
                internet ? ExposedPorts.of(outcome.admitted()) : ExposedPorts.ofAll(outcome.admitted());
        return new ReachabilityType(
                outcome.reachable(),
                outcome.hops().stream().map(ExposureHopType::of).toList(),
                ExposureHopType.ofNullable(outcome.blocking()),
                admitted.stream().map(ExposedPortsType::of).toList(),
                outcome.missing().stream().sorted().toList(),
                outcome.notes().stream().sorted().toList(),
                guarded.stream().map(GuardedWayType::of).toList());
    }
}
