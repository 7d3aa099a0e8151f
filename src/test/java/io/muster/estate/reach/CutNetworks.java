package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Extent;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Resource;
import io.muster.inventory.SharedNetworks;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The networks of several accounts in one region, as far as these are registered and one of them was read.
 *
 * @param parts      what there is
 * @param registered the accounts that Muster reads
 * @param cut        what was not read in one of them; null where all was
 */
record CutNetworks(List<Part> parts, Set<String> registered, Cut cut) {

    private static final ServiceRange SSH = Hosts.SSH;

    /**
     * A resource.
     *
     * @param shown the accounts that AWS lists it to
     */
    record Part(Estates.Made<?> made, Set<String> shown) {

        private ResourceKind kind() {
            return made.resource().kind();
        }
    }

    /**
     * A listing that is not complete.
     *
     * @param partly whether what was read of it is as of now
     * @param lost   the ids of what was not read
     */
    record Cut(String account, ResourceKind kind, boolean partly, Set<String> lost) {

        private boolean isOf(String other, ResourceKind kinds) {
            return account.equals(other) && kind == kinds;
        }
    }

    static Scope scope(String account) {
        return Scope.of(account, Estates.REGION.region());
    }

    CutNetworks without(Cut lost) {
        return new CutNetworks(parts, registered, lost);
    }

    CutNetworks registered(Set<String> accounts) {
        return new CutNetworks(parts, accounts, cut);
    }

    private Estates.Made<?>[] listed(String account) {
        return parts.stream()
                .filter(part -> part.shown().contains(account) && !isLost(part, account))
                .map(Part::made)
                .toArray(Estates.Made[]::new);
    }

    private boolean isLost(Part part, String account) {
        return cut != null
                && cut.isOf(account, part.kind())
                && cut.lost().contains(part.made().resource().resourceId());
    }

    /** As a question about a host of the account reads it. */
    private Estate estate(String account) {
        Estates estates = Estates.estate().with(listed(account)).at(scope(account));
        if (cut != null && cut.account().equals(account)) {
            estates.reaching(cut.kind(), new Extent(Set.of(Estates.REGION.region()), cut.partly(), Set.of()));
        }
        registered.stream()
                .filter(other -> !other.equals(account))
                .forEach(other -> estates.toldBy(
                        scope(other),
                        cut != null && cut.account().equals(other) ? Set.of(cut.kind()) : Set.of(),
                        Stream.of(listed(other))
                                .filter(made -> SharedNetworks.KINDS.contains(
                                        made.resource().kind()))
                                .toArray(Estates.Made[]::new)));
        return estates.build();
    }

    /** The answers to questions between the hosts, networks and the internet, by the question. */
    Map<String, Outcome> answers(Map<String, String> hosts) {
        Map<String, Estate> estates = new LinkedHashMap<>();
        registered.stream().sorted().forEach(account -> estates.put(account, estate(account)));
        Map<String, Outcome> answers = new LinkedHashMap<>();
        hosts.forEach((host, account) -> {
            if (registered.contains(account)) {
                Estate estate = estates.get(account);
                Endpoint.Host own = host(estate, host);
                add(answers, estates, hosts, host, own, estate);
            }
        });
        return answers;
    }

    private void add(
            Map<String, Outcome> answers,
            Map<String, Estate> estates,
            Map<String, String> hosts,
            String host,
            Endpoint.Host own,
            Estate estate) {
        Endpoint internet = new Endpoint.Everyone();
        Overall overall = new Overall(estates);
        answers.put("internet to " + host, overall.ask(internet, estate, own, estate));
        answers.put(host + " to internet", Questions.of(estate).ask(own, internet, SSH));
        for (int vpc = 1; vpc <= 2; vpc++) {
            Endpoint range = new Endpoint.Range(CidrSet.parse("10." + vpc + ".1.77/32"));
            answers.put(host + " to range " + vpc, Questions.of(estate).ask(own, range, SSH));
            answers.put("range " + vpc + " to " + host, overall.ask(range, estate, own, estate));
        }
        hosts.forEach((other, account) -> {
            if (!other.equals(host) && registered.contains(account)) {
                Estate there = estates.get(account);
                answers.put(host + " to " + other, overall.ask(own, estate, host(there, other), there));
            }
        });
    }

    private static Endpoint.Host host(Estate estate, String id) {
        List<Resource<NetworkInterface>> found =
                estate.stored(NetworkInterface.class, id).stream().toList();
        return new Endpoint.Host(found);
    }

    private record Overall(Map<String, Estate> estates) {

        Outcome ask(Endpoint from, Estate here, Endpoint.Host to, Estate there) {
            Outcome known = here.equals(there)
                    ? Questions.of(there).ask(from, to, SSH)
                    : new FarQuestions(here, there).ask((Endpoint.Host) from, to, SSH);
            return new OverOthers(estates).best(known, from, here, to, there, SSH);
        }
    }
}
