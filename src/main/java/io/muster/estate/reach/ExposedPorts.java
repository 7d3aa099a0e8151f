package io.muster.estate.reach;

import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Protocols;
import io.muster.estate.traffic.PublicRanges;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Ports of one protocol that the same sources reach.
 *
 * @param protocol tcp, udp, icmp, icmpv6, another protocol's number, a range of them as {@code 7-16}, or -1 for all of
 *     them; of ICMP, the ports hold type and code
 * @param sources  the public ranges that make up the sources, as few as possible: address space that is not public does
 *     not count, but for {@link #ofAll}
 */
public record ExposedPorts(String protocol, int fromPort, int toPort, List<String> sources) {

    /** In order of protocol and port. */
    public static List<ExposedPorts> of(Traffic traffic) {
        return of(traffic, PublicRanges::of);
    }

    /** The same of all sources, with those that are not public as the fewest ranges. */
    public static List<ExposedPorts> ofAll(Traffic traffic) {
        return of(traffic, PublicRanges::exactly);
    }

    private static List<ExposedPorts> of(Traffic traffic, Function<CidrSet, List<String>> ranges) {
        List<ExposedPorts> all = new ArrayList<>();
        for (Traffic.Part part : traffic.parts()) {
            List<String> sources = ranges.apply(part.peers());
            if (part.services().equals(ServiceRange.ALL)) {
                all.add(new ExposedPorts(Protocols.ALL, 0, ServiceRange.PROTOCOL_SIZE - 1, sources));
            } else {
                split(part.services(), sources, all);
            }
        }
        return List.copyOf(all);
    }

    private static void split(ServiceRange services, List<String> sources, List<ExposedPorts> all) {
        int from = services.first();
        while (from <= services.last()) {
            int protocol = from / ServiceRange.PROTOCOL_SIZE;
            int lastProtocol = unnamedUntil(protocol, services.last());
            int end = Math.min(services.last(), (lastProtocol + 1) * ServiceRange.PROTOCOL_SIZE - 1);
            String name = protocol == lastProtocol ? Protocols.name(protocol) : protocol + "-" + lastProtocol;
            all.add(new ExposedPorts(
                    name, from % ServiceRange.PROTOCOL_SIZE, end % ServiceRange.PROTOCOL_SIZE, sources));
            from = end + 1;
        }
    }

    /** The last of the protocols without ports that follow one another in the range. */
    private static int unnamedUntil(int protocol, int last) {
        int until = protocol;
        while (!isNamed(until) && !isNamed(until + 1) && (long) (until + 2) * ServiceRange.PROTOCOL_SIZE - 1 <= last) {
            until++;
        }
        return until;
    }

    private static boolean isNamed(int protocol) {
        return ServiceRange.hasPorts(protocol) || ServiceRange.isIcmp(protocol);
    }
}
