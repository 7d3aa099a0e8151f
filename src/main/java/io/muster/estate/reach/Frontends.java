package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The traffic from the internet to the interfaces of an estate by other addresses than their own: through load balancers, the
 * accelerators of Global Accelerator, and CloudFront's VPC origins. Custom routing accelerators, and the distributions that
 * use a VPC origin, are not read.
 */
public final class Frontends {

    /** The kinds that answers rest on, beside those of {@link Reach} and the network interfaces. */
    public static final Set<ResourceKind> KINDS = kinds();

    private final Estate estate;

    private Frontends(Estate estate) {
        this.estate = estate;
    }

    private static Set<ResourceKind> kinds() {
        EnumSet<ResourceKind> kinds = EnumSet.of(ResourceKind.ACCELERATOR, ResourceKind.VPC_ORIGIN);
        kinds.addAll(LoadBalancers.KINDS);
        return Set.copyOf(kinds);
    }

    public static Frontends of(Estate estate) {
        return estate.view(Frontends.class, Frontends::new);
    }

    /** The ways that lead to the interface, or may. */
    public List<Entrance> to(Resource<NetworkInterface> eni) {
        List<Entrance> all = new ArrayList<>(LoadBalancers.of(estate).to(eni));
        all.addAll(Accelerators.of(estate).to(eni));
        all.addAll(VpcOrigins.of(estate).to(eni));
        return all;
    }

    /** Those of them that lead the internet there, and not the account's own addresses alone, which are public as well. */
    public List<Entrance> fromInternet(Resource<NetworkInterface> eni) {
        return fromOthers(to(eni), OwnAddresses.of(estate));
    }

    static List<Entrance> fromOthers(List<Entrance> entrances, OwnAddresses own) {
        return entrances.stream()
                .flatMap(entrance -> entrance.fromOthers(own).stream())
                .toList();
    }

    /** What was not read of load balancers and their targets, so that more of them may lead to the interface. */
    public Set<String> missing(Resource<NetworkInterface> eni) {
        return LoadBalancers.of(estate).missing(eni);
    }

    /** The same for the interfaces of an instance, of which there may be others that are not listed. */
    public Set<String> missing(List<Resource<NetworkInterface>> interfaces) {
        LoadBalancers balancers = LoadBalancers.of(estate);
        return interfaces.stream().map(balancers::missing).reduce(balancers.missing(), Admission::both);
    }

    /** The paths by which some of the traffic gets to the interface, or may. */
    static List<Outcome> outcomes(List<Entrance> entrances, Traffic question) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Entrance one : entrances) {
            Traffic certain = one.exposed().certain().intersect(question);
            Traffic possible = one.exposed().possible().intersect(question);
            if (!possible.isEmpty()) {
                outcomes.add(new Outcome(
                        certain.isEmpty() ? Reachable.UNKNOWN : Reachable.YES,
                        certain,
                        possible,
                        one.hops(),
                        null,
                        certain.isEmpty() ? one.exposed().missing() : Set.of(),
                        one.notes()));
            }
        }
        return outcomes;
    }
}
