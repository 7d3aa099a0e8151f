package io.muster.estate.attack;

import io.muster.inventory.Batch;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The hosts of a region that an attacker may hold, as {@link io.muster.inventory.HeldHosts} tells them to the regions and accounts that they may
 * send to.
 */
final class OfferedHosts {

    /** But for those that are held over instances that were not read. */
    private static final String FORGET = """
            delete from held_host h using resource r
            where r.id = h.resource_id and h.account_id = $1 and h.region = $2 and r.arn = any($3)
              and not exists (select from jsonb_array_elements(h.steps) step where step ->> 'resourceArn' = any($4))
            """;

    private static final String FORGET_GONE = """
            delete from held_host h using resource r
            where r.id = h.resource_id and h.account_id = $1 and h.region = $2
              and (r.deleted_at is not null or r.attributes ->> 'state' in ('SHUTTING_DOWN', 'TERMINATED'))
            """;

    private static final String KEEP = """
            insert into held_host as h
                (resource_id, account_id, region, vpc_ids, interfaces, certain, at_large, hardly_weak, steps)
            select r.id, $1, $2, string_to_array(n.vpcs, ','), string_to_array(n.interfaces, ','), n.certain, n.at_large, n.hardly_weak,
                   n.steps::jsonb
            from unnest($3::text[], $4::text[], $5::text[], $6::boolean[], $7::boolean[], $8::boolean[], $9::text[])
                     n (arn, vpcs, interfaces, certain, at_large, hardly_weak, steps)
                     join resource r on r.arn = n.arn
            on conflict (resource_id) do update
                set vpc_ids = excluded.vpc_ids, interfaces = excluded.interfaces, certain = excluded.certain,
                    at_large = excluded.at_large, hardly_weak = excluded.hardly_weak, steps = excluded.steps
                where (h.vpc_ids, h.interfaces, h.certain, h.at_large, h.hardly_weak, h.steps) is distinct from
                      (excluded.vpc_ids, excluded.interfaces, excluded.certain, excluded.at_large, excluded.hardly_weak, excluded.steps)
            """;

    private OfferedHosts() {}

    /** Brings what is stored of some instances in line with the search, in the caller's transaction. */
    static Uni<Void> record(
            SqlConnection connection, Scope scope, AttackPaths search, List<Resource<Instance>> instances) {
        return Uni.createFrom()
                .item(() -> search.hosts().among(instances))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(held -> connection
                        .preparedQuery(FORGET)
                        .execute(Tuple.of(
                                scope.accountId(),
                                scope.region(),
                                others(instances, held),
                                search.unread().toArray(String[]::new)))
                        .chain(() -> Batch.run(connection, KEEP, held, chunk -> columns(scope, search, chunk))));
    }

    private static String[] others(List<Resource<Instance>> instances, List<OfferedHost> held) {
        Set<String> kept = held.stream().map(host -> host.instance().arn()).collect(Collectors.toSet());
        Set<String> others = new HashSet<>();
        instances.stream().map(Resource::arn).filter(arn -> !kept.contains(arn)).forEach(others::add);
        return others.toArray(String[]::new);
    }

    private static Tuple columns(Scope scope, AttackPaths search, List<OfferedHost> held) {
        return Tuple.of(scope.accountId(), scope.region())
                .addArrayOfString(Batch.column(held, host -> host.instance().arn(), new String[0]))
                .addArrayOfString(Batch.column(
                        held, host -> all(search, host, eni -> eni.attributes().vpcId()), new String[0]))
                .addArrayOfString(Batch.column(held, host -> all(search, host, Resource::arn), new String[0]))
                .addArrayOfBoolean(Batch.column(held, OfferedHost::certain, new Boolean[0]))
                .addArrayOfBoolean(Batch.column(held, OfferedHost::atLarge, new Boolean[0]))
                .addArrayOfBoolean(Batch.column(held, OfferedHost::hardlyWeak, new Boolean[0]))
                .addArrayOfString(Batch.column(
                        held, host -> AttackPathDocument.steps(host.steps()).toString(), new String[0]));
    }

    private static String all(AttackPaths search, OfferedHost host, Function<Resource<NetworkInterface>, String> what) {
        return search.hosts().leaving(host.instance()).stream()
                .map(what)
                .distinct()
                .collect(Collectors.joining(","));
    }

    /** Takes back what was told of instances that are no more. */
    static Uni<Void> forgetGone(SqlConnection connection, Scope scope) {
        return connection
                .preparedQuery(FORGET_GONE)
                .execute(Tuple.of(scope.accountId(), scope.region()))
                .replaceWithVoid();
    }
}
