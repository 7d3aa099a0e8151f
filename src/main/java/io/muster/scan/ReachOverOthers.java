package io.muster.scan;

import io.muster.estate.Estate;
import io.muster.estate.reach.BalancerNetworks;
import io.muster.estate.reach.BalancersRead;
import io.muster.estate.reach.Endpoint;
import io.muster.estate.reach.Outcome;
import io.muster.estate.reach.Reachable;
import io.muster.estate.reach.WaysByBalancersElsewhere;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The ways to a host over load balancers of other accounts and regions than those that a question names. */
@ApplicationScoped
public class ReachOverOthers {

    /** The inventories of more regions are not read for one question. */
    private static final int REGIONS = 8;

    private static final Comparator<Scope> ORDER =
            Comparator.comparing(Scope::accountId).thenComparing(Scope::region);

    private final Pool pool;
    private final StoredEstates estates;

    ReachOverOthers(Pool pool, StoredEstates estates) {
        this.pool = pool;
        this.estates = estates;
    }

    /**
     * A question about a host.
     *
     * @param here  the estate of the source, where that is a host
     * @param there that of the host
     */
    public record Question(Endpoint from, Estate here, Endpoint.Host to, Estate there, ServiceRange services) {}

    /**
     * The best of all ways, of which one is known. The estates are read where that does not lead through.
     *
     * @param seen  the accounts that the caller may be told of
     * @param kinds what the estates are to be loaded with
     */
    public Uni<Outcome> best(Outcome known, Question question, AccountScope seen, Set<ResourceKind> kinds) {
        if (known.reachable() == Reachable.YES) {
            return Uni.createFrom().item(known);
        }
        Scope scope = question.there().scope();
        BalancersElsewhere.Sought sought = sought(question);
        return pool.withTransaction(connection -> BalancersElsewhere.of(connection, scope, sought))
                .chain(found -> ways(question, found, seen, kinds)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(ways -> best(known, question, found, ways, seen)));
    }

    private static BalancersElsewhere.Sought sought(Question question) {
        BalancerNetworks places = new BalancerNetworks(question.there(), question.to());
        return new BalancersElsewhere.Sought(
                places.ranges(), places.serviceNames(), places.vpcIds(), places.connectedVpcIds(), places.scopes());
    }

    /** The ways over one region of load balancers. */
    private record Ways(Scope scope, List<Outcome> outcomes) {}

    /** One estate after the other, so that no two of them are in memory. */
    private Uni<List<Ways>> ways(
            Question question, BalancersElsewhere found, AccountScope seen, Set<ResourceKind> kinds) {
        List<Scope> wanted = found.leading().stream()
                .filter(scope -> !scope.equals(question.here().scope()))
                .sorted(ORDER)
                .limit(REGIONS)
                .toList();
        return Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(scope -> estates.withNetworks(scope.accountId(), scope.region(), kinds)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(other -> new Ways(scope, over(other, question, !seen.admits(scope.accountId())))))
                .collect()
                .asList();
    }

    private static List<Outcome> over(Estate other, Question question, boolean hidden) {
        WaysByBalancersElsewhere balancers = new WaysByBalancersElsewhere(question.there(), other, hidden);
        return question.from() instanceof Endpoint.Host source
                ? balancers.ask(question.here(), source, question.to(), question.services())
                : balancers.ask(question.from(), question.to(), question.services());
    }

    private static Outcome best(
            Outcome known, Question question, BalancersElsewhere found, List<Ways> ways, AccountScope seen) {
        List<Outcome> outcomes = new ArrayList<>(List.of(known));
        ways.forEach(way -> outcomes.addAll(way.outcomes()));
        Set<Scope> read = read(question, found, ways);
        if (question.from() instanceof Endpoint.Host source) {
            Set<Scope> unread = new HashSet<>(found.leading());
            unread.removeAll(read);
            WaysByBalancersElsewhere.unread(question.here(), source, question.services(), unread)
                    .ifPresent(outcomes::add);
        }
        outcomes.addAll(new BalancerNetworks(question.there(), question.to())
                .unread(
                        question.from(),
                        question.here(),
                        question.services(),
                        new BalancersRead(
                                found.known().sharing(), read, found.known().tenants(), hidden(found, seen))));
        return Outcome.together(outcomes).orElseThrow();
    }

    private static Set<Scope> hidden(BalancersElsewhere found, AccountScope seen) {
        return found.known().tenants().values().stream()
                .flatMap(Set::stream)
                .filter(tenant -> !seen.admits(tenant.accountId()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The scopes that were read: one with a load balancer that leads to the host counts once its estate was read. */
    private static Set<Scope> read(Question question, BalancersElsewhere found, List<Ways> ways) {
        Set<Scope> read = new HashSet<>(found.known().read());
        read.removeIf(scope -> found.leading().contains(scope)
                && !scope.equals(question.here().scope())
                && ways.stream().noneMatch(way -> way.scope().equals(scope)));
        return read;
    }
}
