package io.muster.scan;

import static io.muster.scan.GraphQlAnswers.ask;

import io.muster.estate.Estate;
import io.muster.estate.attack.MadeNetworks;
import io.muster.estate.attack.StoredAttackPaths;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Regions of accounts that are stored as if listed, and judged by their attack paths as a scan does at its end. */
@ApplicationScoped
class JudgedNetworks {

    private final Lab lab;
    private final Pool pool;
    private final StoredEstates estates;

    JudgedNetworks(Lab lab, Pool pool, StoredEstates estates) {
        this.lab = lab;
        this.pool = pool;
        this.estates = estates;
    }

    /** Registers and stores both networks of {@link MadeNetworks}, whose VPCs are peered. */
    void storePeered() {
        List.of(MadeNetworks.near(), MadeNetworks.far()).forEach(made -> {
            register(made.scope());
            store(made);
        });
    }

    /** Registers the account, with complete listings of the region. */
    void register(Scope scope) {
        lab.execute(
                "insert into account (account_id, role_arn, external_id, regions, registered_at)"
                        + " values ($1, 'arn:aws:iam::' || $1 || ':role/muster', 'x', array[$2], now())",
                scope.accountId(),
                scope.region());
        lab.execute(
                "insert into cell (account_id, region, kind, state, last_complete_at, last_attempt_at)"
                        + " select $1, case when kind = any($3) then 'global' else $2 end, kind, 'COMPLETE', now(), now()"
                        + " from unnest($4::text[]) as kind",
                scope.accountId(),
                scope.region(),
                names(StoredAttackPaths.kinds().stream()
                        .filter(ResourceKind::global)
                        .toList()),
                names(StoredAttackPaths.kinds()));
    }

    private static String[] names(Iterable<ResourceKind> kinds) {
        List<String> names = new ArrayList<>();
        kinds.forEach(kind -> names.add(kind.name()));
        return names.toArray(String[]::new);
    }

    void store(Estate made) {
        for (ResourceKind kind : StoredAttackPaths.kinds()) {
            for (Resource<?> one : made.all(kind)) {
                lab.execute(
                        "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                                + " first_seen_at, changed_at) values ($1, $2, $3, $4, $5, '{}', $6::text::jsonb,"
                                + " sha256(convert_to($6::text, 'UTF8')), now(), now())",
                        one.arn(),
                        kind.name(),
                        one.scope().accountId(),
                        one.scope().region(),
                        one.resourceId(),
                        Documents.write(one.attributes()));
            }
        }
    }

    void judge(Scope scope) {
        Instant at = Instant.now();
        Estate estate =
                estates.of(scope, StoredAttackPaths.kinds(), false).await().indefinitely();
        pool.withTransaction(connection -> StoredAttackPaths.fingerprint(connection, scope, at)
                        .chain(before -> StoredAttackPaths.record(connection, at, estate, before)))
                .await()
                .indefinitely();
    }

    /** The attack paths of the account. */
    static JsonPath answer(Scope scope) {
        return ask("{ attackPaths(filter: {accountIds: [\"" + scope.accountId()
                + "\"]}) { missing nodes { title certain hiddenSteps steps { resourceArn why } } } }");
    }

    static List<Object> nodes(Scope scope) {
        return answer(scope).getList("data.attackPaths.nodes");
    }

    static List<String> missing(Scope scope) {
        return answer(scope).getList("data.attackPaths.missing");
    }
}
