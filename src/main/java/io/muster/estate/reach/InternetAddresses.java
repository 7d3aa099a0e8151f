package io.muster.estate.reach;

import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.Intervals;
import io.muster.estate.traffic.IpFamily;
import io.muster.inventory.InternetSpace;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link Internet}, as queries ask for it. */
@ApplicationScoped
class InternetAddresses implements InternetSpace {

    private final List<Share> shares = Stream.of(IpFamily.values())
            .map(family ->
                    new Share("{" + ranges(family).collect(Collectors.joining(",")) + "}", Internet.leastOf(family)))
            .toList();

    private final String addresses = "{"
            + Stream.of(IpFamily.values()).flatMap(InternetAddresses::ranges).collect(Collectors.joining(",")) + "}";

    @Override
    public String addresses() {
        return addresses;
    }

    @Override
    public List<Share> shares() {
        return shares;
    }

    @Override
    public List<String> servicesOfAws() {
        return PrefixLists.SERVICES;
    }

    private static Stream<String> ranges(IpFamily family) {
        BigInteger from = family == IpFamily.IPV4 ? BigInteger.ZERO : IPV6_FROM;
        Intervals parts = family == IpFamily.IPV4 ? Internet.PUBLIC.ipv4() : Internet.PUBLIC.ipv6();
        return parts.parts().stream()
                .map(part -> "[" + part.first().add(from) + ","
                        + part.last().add(from).add(BigInteger.ONE) + ")");
    }
}
