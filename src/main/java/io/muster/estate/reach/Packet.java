package io.muster.estate.reach;

/**
 * One packet, as a hop looks at it.
 *
 * @param peer    the address of the other side: the source of what comes in, the destination of what goes out
 * @param service as in {@link ServiceRange}
 */
record Packet(Cidr peer, int service) {

    int protocol() {
        return service / ServiceRange.PROTOCOL_SIZE;
    }

    int port() {
        return service % ServiceRange.PROTOCOL_SIZE;
    }

    /** The first packet of the set. */
    static Packet of(Traffic traffic) {
        Traffic.Part first = traffic.parts().get(0);
        return new Packet(first.peers().first().orElseThrow(), first.services().first());
    }

    Packet to(Cidr otherPeer) {
        return new Packet(otherPeer, service);
    }

    boolean isIn(CidrSet addresses) {
        return addresses.intersects(CidrSet.of(peer));
    }

    String describe() {
        return ServiceNames.describe(new ServiceRange(service, service));
    }
}
