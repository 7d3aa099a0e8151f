package io.muster.estate.reach;

import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.PortSet;
import io.muster.estate.traffic.Protocols;
import io.muster.estate.traffic.ServiceNames;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import java.util.List;
import java.util.Set;

/**
 * The traffic that reaches an interface.
 *
 * @param certain  the traffic that reaches it for certain
 * @param possible the traffic that may reach it; the same where every cell was read
 * @param missing  the cells that were not read, where the two differ
 */
public record Exposed(Traffic certain, Traffic possible, Set<String> missing) {

    public static final Exposed NOTHING = new Exposed(Traffic.NONE, Traffic.NONE, Set.of());

    static Exposed of(Admission admitted) {
        return new Exposed(admitted.certain(), admitted.possible(), admitted.isExact() ? Set.of() : admitted.doubts());
    }

    /** Whether there is something for certain, nothing for certain, or neither can be told. */
    public Reachable reachable() {
        return !certain.isEmpty() ? Reachable.YES : possible.isEmpty() ? Reachable.NO : Reachable.UNKNOWN;
    }

    /** The exposure as if all that is possible were certain. */
    public Exposed asPossible() {
        return new Exposed(possible, possible, missing);
    }

    public Exposed union(Exposed other) {
        return new Exposed(
                certain.union(other.certain), possible.union(other.possible), Admission.both(missing, other.missing));
    }

    /** The traffic that reaches it for certain, and does not reach the other. */
    public Traffic certainBeyond(Exposed other) {
        return certain.minus(other.certain);
    }

    /**
     * The same without messages of ICMP alone: error messages and echo requests carry no service that could be taken over, and AWS
     * recommends to admit some of them.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html">Path MTU Discovery</a>
     */
    public Exposed carrying() {
        Traffic carried = carrying(certain);
        Traffic perhaps = carrying(possible);
        return new Exposed(carried, perhaps, carried.equals(perhaps) ? Set.of() : missing);
    }

    private static Traffic carrying(Traffic traffic) {
        return new Traffic(traffic.parts().stream()
                .filter(part -> part.services().protocol().stream().noneMatch(ServiceRange::isIcmp))
                .toList());
    }

    /** The ports that the internet reaches for certain; as {@link Internet} counts it where {@code atLarge} is true. */
    public PortSet ports(String protocol, boolean atLarge) {
        int number = Protocols.number(Protocols.normal(protocol)).orElseThrow();
        return certain.within(ServiceRange.protocol(number)).parts().stream()
                .filter(part -> !atLarge || Internet.isInternet(part.peers()))
                .map(part -> PortSet.range(
                        part.services().first() % ServiceRange.PROTOCOL_SIZE,
                        part.services().last() % ServiceRange.PROTOCOL_SIZE))
                .reduce(PortSet.NONE, PortSet::union);
    }

    /** Whether some of it comes from the internet at large, and not from chosen addresses alone. */
    public boolean atLarge() {
        return certain.parts().stream().anyMatch(part -> Internet.isInternet(part.peers()));
    }

    /** Its services in words, for example {@code tcp 22}. */
    public List<String> describe() {
        return certain.parts().stream()
                .map(part -> ServiceNames.describe(part.services()))
                .toList();
    }
}
