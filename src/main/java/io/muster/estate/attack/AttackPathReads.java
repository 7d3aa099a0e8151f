package io.muster.estate.attack;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads stored attack paths. */
@ApplicationScoped
public class AttackPathReads {

    private static final Keyset ORDER = new Keyset(
            "ATTACK_PATH",
            true,
            List.of(Keyset.Key.of("p.rank", Keyset.Type.NUMBER), Keyset.Key.of("p.path_id", Keyset.Type.UUID)));

    private static final String FROM = "attack_path p join resource r on r.id = p.instance_id"
            + " left join attack_path_scope s on s.account_id = p.account_id and s.region = p.region";

    private static final int MISSING_TOLD = 50;

    private final Database database;

    AttackPathReads(Database database) {
        this.database = database;
    }

    /**
     * One attack path.
     *
     * @param since  since when it is unchanged
     * @param readAt by the ids of other accounts, when the roles there had been listed last as paths of the region were looked for
     */
    @RegisterForReflection
    public record AttackPathView(
            String pathId,
            String accountId,
            String region,
            String instanceArn,
            int severityRank,
            Instant since,
            JsonNode document,
            @Nullable JsonNode readAt) {

        /** Its steps, but for those further on in other accounts that the caller may not see. */
        public List<JsonNode> steps(AccountScope accounts) {
            return AttackPathDocument.told(document.path("steps"), accounts::admits);
        }

        /** Its cuts, as {@link #steps}. */
        public List<JsonNode> cuts(AccountScope accounts) {
            return AttackPathDocument.told(document.path("cuts"), accounts::admits);
        }
    }

    /** A change, and how many of the paths it ends. */
    @RegisterForReflection
    public record CutView(String resourceArn, String kind, String change, int paths) {}

    /** A cell of a region that was not read. */
    @RegisterForReflection
    public record MissingView(String accountId, String region, String what) {}

    /**
     * One page of attack paths, the worst first.
     *
     * @param list stands for the filter, see {@link Database#page}
     */
    public Uni<Page<AttackPathView>> page(
            AccountScope accounts, AttackPathFilter filter, PageRequest page, String list) {
        return database.page(query(accounts, filter), ORDER, page, list, AttackPathView.class);
    }

    public Uni<Integer> count(AccountScope accounts, AttackPathFilter filter) {
        return database.count(query(accounts, filter));
    }

    /** The change that ends most of the paths; of several, the one that ends the worst path. */
    public Uni<Optional<CutView>> bestCut(AccountScope accounts, AttackPathFilter filter) {
        Sql select = Sql.of("select c.value->>'resourceArn' as resource_arn, c.value->>'kind' as kind,"
                        + " c.value->>'change' as change, count(*) as paths from " + FROM
                        + ", jsonb_array_elements(p.document->'cuts') c where ")
                .add(Sql.all(conditions(accounts, filter)))
                .add(" and (c.value->>'beyond' is null or ")
                .add(Sql.within(accounts, "c.value->>'beyond'"))
                .add(") group by 1, 2, 3 order by count(*) desc, sum(p.rank) desc, 1, 3 limit 1");
        return database.rows(select, CutView.class).map(rows -> rows.stream().findFirst());
    }

    /** Cells that were not read where the last scan looked for paths: a part of them where there are many. */
    public Uni<List<MissingView>> missing(AccountScope accounts, AttackPathFilter filter) {
        List<Sql> conditions = new ArrayList<>();
        conditions.add(Sql.within(accounts, "s.account_id"));
        places(conditions, filter, "s.");
        Sql select = Sql.of(
                        "select s.account_id, s.region, m.what from attack_path_scope s, unnest(s.missing) m (what) where ")
                .add(Sql.all(conditions))
                .add(" order by 1, 2, 3 limit " + MISSING_TOLD);
        return database.rows(select, MissingView.class);
    }

    private static Query query(AccountScope accounts, AttackPathFilter filter) {
        return new Query(
                Sql.of(
                        "p.path_id::text as path_id, p.account_id, p.region, r.arn as instance_arn, p.severity_rank,"
                                + " p.valid_from as since, p.document, case when p.valid_to = 'infinity' then s.read_at end as read_at"),
                Sql.of(FROM),
                conditions(accounts, filter));
    }

    private static List<Sql> conditions(AccountScope accounts, AttackPathFilter filter) {
        List<Sql> conditions = new ArrayList<>();
        conditions.add(Sql.within(accounts, "p.account_id"));
        conditions.add(valid(filter.at()));
        places(conditions, filter, "p.");
        if (filter.leastSeverity() != null) {
            conditions.add(Sql.of("p.severity_rank >= ").number(filter.leastSeverity()));
        }
        if (filter.instanceIds() != null) {
            conditions.add(Sql.any(List.of(
                    Sql.oneOf("r.resource_id", filter.instanceIds()), Sql.oneOf("r.arn", filter.instanceIds()))));
        }
        return conditions;
    }

    private static Sql valid(@Nullable Instant at) {
        return at == null
                ? Sql.of("p.valid_to = 'infinity'")
                : Sql.of("p.valid_from <= ")
                        .instant(at)
                        .add(" and p.valid_to > ")
                        .instant(at);
    }

    private static void places(List<Sql> conditions, AttackPathFilter filter, String of) {
        if (filter.accountIds() != null) {
            conditions.add(Sql.oneOf(of + "account_id", filter.accountIds()));
        }
        if (filter.regions() != null) {
            conditions.add(Sql.oneOf(of + "region", filter.regions()));
        }
    }
}
