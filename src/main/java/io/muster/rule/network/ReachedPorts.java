package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.Entrance;
import io.muster.estate.reach.Exposed;
import io.muster.estate.reach.Frontends;
import io.muster.estate.reach.Hop;
import io.muster.estate.reach.Reach;
import io.muster.estate.reach.Reachable;
import io.muster.estate.traffic.PortSet;
import io.muster.estate.traffic.Protocols;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The ports of an instance that the internet reaches, for the rules that judge them. */
final class ReachedPorts {

    private static final int HOPS_SHOWN_OF_INTERFACES = 5;

    private static final PortSet ADMIN =
            Baseline.ADMIN_PORTS.stream().map(port -> PortSet.range(port, port)).reduce(PortSet.NONE, PortSet::union);
    private static final PortSet WINDOWS = Baseline.WINDOWS_ADMIN_PORTS.stream()
            .map(port -> PortSet.range(port, port))
            .reduce(PortSet.NONE, PortSet::union);
    private static final PortSet WEB = PortSet.range(80, 80).union(PortSet.range(443, 443));

    private ReachedPorts() {}

    /** The traffic that reaches the instance by addresses of its own, without messages of ICMP alone. */
    static Exposed direct(Resource<Instance> instance, Estate estate) {
        return Interfaces.of(estate).ofInstance(instance.resourceId()).stream()
                .map(Reach.of(estate)::fromInternet)
                .reduce(Exposed.NOTHING, Exposed::union)
                .carrying();
    }

    /** The listeners, and the VPC origins, that lead to the instance, or may. */
    static List<Entrance> entrances(Resource<Instance> instance, Estate estate) {
        Frontends frontends = Frontends.of(estate);
        return Interfaces.of(estate).ofInstance(instance.resourceId()).stream()
                .flatMap(eni -> frontends.fromInternet(eni).stream())
                .toList();
    }

    /** Per interface, what reaches it and by which hops. */
    static List<Map<String, Object>> facts(Resource<Instance> instance, Estate estate) {
        Reach reach = Reach.of(estate);
        return Interfaces.of(estate).ofInstance(instance.resourceId()).stream()
                .filter(eni -> reach.fromInternet(eni).carrying().reachable() == Reachable.YES)
                .limit(HOPS_SHOWN_OF_INTERFACES)
                .map(eni -> facts(eni, reach))
                .toList();
    }

    private static Map<String, Object> facts(Resource<NetworkInterface> eni, Reach reach) {
        Exposed exposed = reach.fromInternet(eni).carrying();
        return Evidence.of("networkInterfaceId", eni.resourceId())
                .and("reached", exposed.describe())
                .and("path", hops(reach.askInternet(eni, exposed.certain()).hops()))
                .facts();
    }

    static List<String> hops(List<Hop> hops) {
        return hops.stream().map(hop -> hop.resourceId() + ": " + hop.why()).toList();
    }

    /** The ports for administration among what is reached over TCP or UDP. */
    static PortSet admin(Exposed exposed, boolean atLarge) {
        return exposed.ports(Protocols.TCP, atLarge)
                .union(exposed.ports(Protocols.UDP, atLarge))
                .intersect(ADMIN);
    }

    /** Whether the ports for administration are those of the instance's own platform, as far as it is known. */
    static boolean ofPlatform(PortSet ports, Instance instance) {
        if (instance.platform() == null) {
            return true;
        }
        boolean windows = instance.platform().toLowerCase(Locale.ROOT).contains("windows");
        return windows ? !ports.intersect(WINDOWS).isEmpty() : !WINDOWS.covers(ports);
    }

    /** Whether nothing but HTTP and HTTPS is reached. */
    static boolean webAlone(Exposed exposed) {
        return exposed.certain().parts().stream()
                        .allMatch(part -> part.services().first() / 65_536 == 6
                                && part.services().last() / 65_536 == 6)
                && WEB.covers(exposed.ports(Protocols.TCP, false));
    }

    /** One less where the instance does not run now, and one less where chosen addresses alone reach it. */
    static Severity tempered(Severity severity, Instance instance, boolean atLarge) {
        int less = (isLatent(instance) ? 1 : 0) + (atLarge ? 0 : 1);
        return severity.lessBy(less);
    }

    /** Whether it does not run, so that it will be reached once it is started. */
    static boolean isLatent(Instance instance) {
        return instance.state() != InstanceState.RUNNING && instance.state() != InstanceState.PENDING;
    }

    /** Says who can reach what of the instance, and whether that is so only once it runs. */
    static String message(Instance instance, boolean atLarge, String reached) {
        return message(instance, atLarge, reached, "");
    }

    /** The same with the way by which they do. */
    static String message(Instance instance, boolean atLarge, String reached, String how) {
        String who = atLarge ? "the internet" : "chosen addresses of the internet";
        String message = (isLatent(instance) ? "Once the instance is started, " : "") + who + " can reach " + reached
                + " of the instance" + how + ".";
        return Character.toUpperCase(message.charAt(0)) + message.substring(1);
    }
}
