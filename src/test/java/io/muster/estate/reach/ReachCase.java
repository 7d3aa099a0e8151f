package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;

/**
 * An estate with a question about it.
 *
 * @param question about the resources as they are in the estate
 */
record ReachCase(String name, Map<String, Estates.Made<?>> parts, Function<Estate, Reachable> question) {

    static final ServiceRange SSH = Hosts.SSH;
    static final ServiceRange WEB = ServiceRange.asked("tcp", 8080).orElseThrow();
    static final ServiceRange HTTPS = ServiceRange.asked("tcp", 443).orElseThrow();
    static final Endpoint EVERYONE = new Endpoint.Everyone();
    static final Endpoint OFFICE = new Endpoint.Range(CidrSet.parse("192.168.1.0/24"));
    static final Estates.Made<?> VPC = Made.vpc("vpc-1", false, Estates.ACCOUNT);

    @Override
    public String toString() {
        return name;
    }

    Estate estate() {
        return Network.estate(parts.values().toArray(Estates.Made[]::new));
    }

    static Endpoint host(Estate estate, String eni) {
        return new Endpoint.Host(
                estate.stored(NetworkInterface.class, eni).stream().toList());
    }

    static Function<Estate, Reachable> into(Endpoint peer, String eni, ServiceRange services) {
        return estate ->
                Questions.of(estate).ask(peer, host(estate, eni), services).reachable();
    }

    static Function<Estate, Reachable> out(Endpoint peer, String eni) {
        return estate ->
                Questions.of(estate).ask(host(estate, eni), peer, HTTPS).reachable();
    }

    static Function<Estate, Reachable> between(String from, String to) {
        return estate -> Questions.of(estate)
                .ask(host(estate, from), host(estate, to), SSH)
                .reachable();
    }

    static Function<Estate, Reachable> allWays(String id) {
        return estate -> {
            Resource<Instance> instance = estate.stored(Instance.class, id).orElseThrow();
            return AllWays.of(instance, estate).reachable();
        };
    }

    static Reachable guarded(Estate estate) {
        Resource<NetworkInterface> target =
                estate.stored(NetworkInterface.class, "eni-b").orElseThrow();
        return GuardedWays.of(estate).to(target, SSH).stream()
                .map(way -> way.outcome().reachable())
                .min(Comparator.comparing(answer -> switch (answer) {
                    case YES -> 0;
                    case UNKNOWN -> 1;
                    case NO -> 2;
                }))
                .orElse(Reachable.NO);
    }
}
