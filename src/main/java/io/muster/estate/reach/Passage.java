package io.muster.estate.reach;

import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A path as the gates that a packet has to pass, in order; what they let through together is worked out once. */
final class Passage {

    private static final String ONE_WAY = "packets arrive, but no answer gets back: a connection is not possible";

    private final List<Gate> gates;
    private volatile Admission admits;

    Passage(List<Gate> gates) {
        this.gates = gates;
    }

    List<Gate> gates() {
        return gates;
    }

    /** Everything that gets through. */
    Admission admits() {
        Admission kept = admits;
        if (kept == null) {
            kept = gates.stream().map(Gate::admits).reduce(Admission.EVERYTHING, Admission::intersect);
            admits = kept;
        }
        return kept;
    }

    Passage with(List<Gate> more) {
        List<Gate> all = new ArrayList<>(gates);
        all.addAll(more);
        return new Passage(List.copyOf(all));
    }

    /** Which of the traffic gets through, and by which hops; or the first one that stops all of it. */
    Outcome ask(Traffic question) {
        Admission left = Admission.exactly(question);
        for (int i = 0; i < gates.size(); i++) {
            Admission next = left.intersect(gates.get(i).admits());
            if (next.possible().isEmpty()) {
                return stopped(left, i);
            }
            left = next;
        }
        return left.certain().isEmpty() ? undecided(left) : through(left);
    }

    private Outcome stopped(Admission left, int at) {
        if (left.possible().isEmpty()) {
            throw new IllegalArgumentException("a question about no traffic");
        }
        Packet packet = Packet.of(left.possible());
        List<Hop> hops =
                gates.subList(0, at).stream().map(gate -> gate.lets(packet)).toList();
        Set<String> notes = oneWay(left.possible(), at) ? Set.of(ONE_WAY) : Set.of();
        return new Outcome(
                Reachable.NO, Traffic.NONE, Traffic.NONE, hops, gates.get(at).stops(packet), Set.of(), notes);
    }

    /** Whether packets get to the end, though no answer does. */
    private boolean oneWay(Traffic left, int at) {
        if (!gates.get(at).returning()) {
            return false;
        }
        Traffic tcp = Traffic.of(ServiceRange.protocol(ServiceRange.TCP), CidrSet.ANY);
        Traffic delivered = gates.subList(at, gates.size()).stream()
                .filter(gate -> !gate.returning())
                .map(gate -> gate.admits().certain())
                .reduce(left.minus(tcp), Traffic::intersect);
        return !delivered.isEmpty();
    }

    private Outcome undecided(Admission left) {
        Packet packet = Packet.of(left.possible());
        return new Outcome(
                Reachable.UNKNOWN, Traffic.NONE, left.possible(), hops(packet), null, left.doubts(), notes());
    }

    private Outcome through(Admission left) {
        Packet packet = Packet.of(left.certain());
        Set<String> missing = left.isExact() ? Set.of() : left.doubts();
        return new Outcome(Reachable.YES, left.certain(), left.possible(), hops(packet), null, missing, notes());
    }

    private List<Hop> hops(Packet packet) {
        return gates.stream().map(gate -> gate.lets(packet)).toList();
    }

    /** The parts of it that are not modelled. */
    Set<String> notes() {
        Set<String> notes = new TreeSet<>();
        gates.forEach(gate -> notes.addAll(gate.notes()));
        return Set.copyOf(notes);
    }
}
