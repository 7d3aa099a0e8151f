package io.muster.estate.reach;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Packet;
import io.muster.inventory.kind.ResourceKind;
import java.util.Set;
import java.util.function.Function;

/**
 * One hop of a path, with the traffic that it lets through.
 *
 * @param returning whether it is the way back that it concerns: a connection needs it, a single packet does not
 * @param passing   why it lets a packet through
 * @param blocking  why it stops one
 * @param notes     remarks on a path that leads through, about parts that are not modelled
 */
record Gate(
        String resourceId,
        ResourceKind kind,
        Admission admits,
        boolean returning,
        Function<Packet, String> passing,
        Function<Packet, String> blocking,
        Set<String> notes) {

    Gate(
            String resourceId,
            ResourceKind kind,
            Admission admits,
            Function<Packet, String> passing,
            Function<Packet, String> blocking) {
        this(resourceId, kind, admits, false, passing, blocking, Set.of());
    }

    /** One that lets everything through, for what is to be said of it. */
    static Gate open(String resourceId, ResourceKind kind, String why) {
        return new Gate(resourceId, kind, Admission.EVERYTHING, packet -> why, packet -> why);
    }

    /** A hop that lets nothing through. */
    static Gate closed(String resourceId, ResourceKind kind, String why) {
        return new Gate(resourceId, kind, Admission.NOTHING, packet -> why, packet -> why);
    }

    /** A hop of unknown effect. */
    static Gate unknown(String resourceId, ResourceKind kind, String doubt) {
        String why = "not known: " + doubt;
        return new Gate(resourceId, kind, Admission.unknown(doubt), packet -> why, packet -> why);
    }

    Gate answering() {
        return new Gate(resourceId, kind, admits, true, passing, blocking, notes);
    }

    Gate noting(String note) {
        return new Gate(resourceId, kind, admits, returning, passing, blocking, Admission.both(notes, Set.of(note)));
    }

    /** This hop, letting other traffic through. */
    Gate admitting(Admission other) {
        return new Gate(resourceId, kind, other, returning, passing, blocking, notes);
    }

    /** This hop, of which it is not known whether it stops anything. */
    Gate doubted(String doubt) {
        return admitting(admits.doubted(doubt));
    }

    /** This hop, with another explanation of why it lets a packet through. */
    Gate explained(Function<Packet, String> other) {
        return new Gate(resourceId, kind, admits, returning, other, blocking, notes);
    }

    /** This hop of a path that is asked about from the other side: what it sees as {@code seen} is called {@code peers}. */
    Gate readdressed(Cidr seen, CidrSet peers) {
        return new Gate(
                resourceId,
                kind,
                admits.readdressed(CidrSet.of(seen), peers),
                returning,
                packet -> passing.apply(packet.to(seen)),
                packet -> blocking.apply(packet.to(seen)),
                notes);
    }

    Hop lets(Packet packet) {
        return new Hop(resourceId, kind, passing.apply(packet));
    }

    Hop stops(Packet packet) {
        return new Hop(resourceId, kind, blocking.apply(packet));
    }
}
