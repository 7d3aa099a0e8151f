package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Networks of one owner from which load balancers may get to an interface.
 *
 * @param scope of the owner; null where it is not known
 * @param doubt what of it would have to be read
 */
record BalancerNetwork(@Nullable Scope scope, Way way, String doubt) {

    /**
     * What decides whether something gets in.
     *
     * @param groups the security groups that load balancers there may carry
     * @param beside whether the networks are of the VPC of the interface
     */
    record Way(CidrSet networks, Set<String> groups, boolean beside) {

        boolean mayEnter(Estate estate, Resource<NetworkInterface> eni, ServiceRange services) {
            Traffic asked = Forwarding.balanced(services, networks);
            return !asked.isEmpty() && ask(estate, eni, asked).reachable() != Reachable.NO;
        }

        private Outcome ask(Estate estate, Resource<NetworkInterface> eni, Traffic asked) {
            if (beside) {
                return new PrivateSources(estate, eni).ofVpc(groups).ask(asked);
            }
            return HostPair.addresses(eni).findAny().isPresent()
                    ? new OtherNetworks(estate, eni, groups).ask(asked)
                    : guarded(estate, eni).ask(asked);
        }

        /** The way to an interface that is not listed: routes to an address of it cannot be followed. */
        private Passage guarded(Estate estate, Resource<NetworkInterface> eni) {
            NetworkAcls acls = NetworkAcls.of(estate);
            String subnet = String.valueOf(eni.attributes().subnetId());
            return new Passage(List.of(acls.in(subnet), acls.answersOut(subnet)))
                    .with(Reach.of(estate).entry(eni, groups));
        }
    }

    /** The networks from which load balancers of an account may get in. */
    static BalancerNetwork of(Scope scope, CidrSet networks, boolean beside) {
        return new BalancerNetwork(
                scope,
                new Way(networks, Set.of(), beside),
                SharedVpcs.cell(ResourceKind.LOAD_BALANCER, scope.region(), scope.accountId()));
    }

    /** The networks whose owner is not known. */
    static BalancerNetwork unknown(CidrSet networks, boolean beside, String doubt) {
        return new BalancerNetwork(null, new Way(networks, Set.of(), beside), doubt);
    }

    BalancerNetwork carrying(Set<String> groups) {
        return new BalancerNetwork(scope, new Way(way.networks(), groups, way.beside()), doubt);
    }

    /** What would have to be read of the places from which a way leads; of places with the same way, that is asked once. */
    static Stream<String> doubts(Stream<BalancerNetwork> places, Predicate<Way> leads) {
        return places
                .collect(Collectors.groupingBy(
                        BalancerNetwork::way, Collectors.mapping(BalancerNetwork::doubt, Collectors.toSet())))
                .entrySet()
                .stream()
                .filter(one -> leads.test(one.getKey()))
                .flatMap(one -> one.getValue().stream());
    }
}
