package io.muster.estate.traffic;

/**
 * One packet, as a hop looks at it.
 *
 * @param peer    the address of the other side: the source of what comes in, the destination of what goes out
 * @param service as in {@link ServiceRange}
 */
public record Packet(Cidr peer, int service) {

    public int protocol() {
        return service / ServiceRange.PROTOCOL_SIZE;
    }

    /** The first packet of the set. */
    public static Packet of(Traffic traffic) {
        Traffic.Part first = traffic.parts().get(0);
        return new Packet(first.peers().first().orElseThrow(), first.services().first());
    }

    public Packet to(Cidr otherPeer) {
        return new Packet(otherPeer, service);
    }

    public boolean isIn(CidrSet addresses) {
        return addresses.intersects(CidrSet.of(peer));
    }

    public String describe() {
        return ServiceNames.describe(new ServiceRange(service, service));
    }
}
