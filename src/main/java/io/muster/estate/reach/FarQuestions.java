package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a host of one region of one account reaches a host of another: by their private addresses, over the internet, and by load balancers of
 * either, for which endpoint services may stand in.
 *
 * @param here  with what other accounts and regions tell of the networks that its VPCs lead to
 * @param there the region of the host that is to be reached
 */
public record FarQuestions(Estate here, Estate there) {

    public Outcome ask(Endpoint.Host from, Endpoint.Host to, ServiceRange services) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Resource<NetworkInterface> source : from.interfaces()) {
            for (Resource<NetworkInterface> target : to.interfaces()) {
                outcomes.addAll(ask(source, target, services));
            }
        }
        outcomes.addAll(new WaysByBalancersElsewhere(there, here, false).ask(here, from, to, services));
        Outcome best = Outcome.together(outcomes).orElseGet(Questions::nothing);
        return new RunStates(there).noted(new RunStates(here).noted(best, from, from), to, to);
    }

    private List<Outcome> ask(
            Resource<NetworkInterface> source, Resource<NetworkInterface> target, ServiceRange services) {
        return Stream.of(
                        FarPair.ask(AddressGroups.of(here, there), here, source, there, target, List.of(services)),
                        new TranslatedWays(here, source, there, target).ask(services).stream(),
                        new PublicWays(here, source, there, target).ask(services).stream(),
                        new BalancedPaths(here, there, source, target).ask(services).stream(),
                        new WaysToFrontends(here, source, there, target).ask(services).stream())
                .flatMap(outcomes -> outcomes)
                .toList();
    }
}
