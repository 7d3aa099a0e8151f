package io.muster.finding.exemption;

import io.muster.inventory.query.Conditions;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyed;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads exemptions. Those that name an account are seen by callers who may see the account, all others only by callers who may see every
 * account; the one that covers a finding also by callers who may see the finding.
 */
@ApplicationScoped
public class ExemptionReads {

    private static final Keyset ORDER =
            new Keyset("EXEMPTION", true, List.of(Keyset.Key.of("e.id", Keyset.Type.NUMBER)));

    private static final String COLUMNS = "e.id::text as id, e.type, e.state, case when e.rule_id is not null and"
            + " e.resource_arn is not null then (select f.id from finding f where f.rule_id = e.rule_id and"
            + " f.resource_arn = e.resource_arn) end as finding_id, e.rule_id, e.account_id, (select a.name from account a"
            + " where a.account_id = e.account_id) as account_name, e.ou_path, e.region, e.resource_arn, case when e.tag_key"
            + " is not null then jsonb_build_object('key', e.tag_key, 'value', e.tag_value) end as tag, e.verdict, e.evidence,"
            + " e.reason, e.owner, e.ends_at as until, e.needs_approval, e.requester_name as created_by, e.created_at,"
            + " e.decider_name as decided_by, e.decided_at, e.ender_name as ended_by, e.ended_at, e.settled, e.version, ";

    private final Database database;
    private final ExemptionsConfig config;
    private final Clock clock;

    ExemptionReads(Database database, ExemptionsConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * One page of exemptions, the latest first.
     *
     * @param list stands for the filter, see {@link Database#page}
     */
    public Uni<Page<ExemptionView>> page(AccountScope accounts, ExemptionFilter filter, PageRequest page, String list) {
        return database.page(query(accounts, filter), ORDER, page, list, ExemptionView.class);
    }

    public Uni<Integer> count(AccountScope accounts, ExemptionFilter filter) {
        return database.count(query(accounts, filter));
    }

    /** The exemption of the id, where the caller may see it. */
    public Uni<Optional<ExemptionView>> find(AccountScope accounts, ExemptionType type, String id) {
        return Sql.isId(id)
                ? database.rows(
                                Sql.of("select ")
                                        .add(columns(accounts))
                                        .add(" from exemption e where e.id = ")
                                        .number(Long.parseLong(id))
                                        .add(" and e.type = ")
                                        .text(type.name())
                                        .add(" and ")
                                        .add(seen(accounts)),
                                ExemptionView.class)
                        .map(rows -> rows.stream().findFirst())
                : Uni.createFrom().item(Optional.empty());
    }

    /** Exemptions by their ids, for callers who may see the findings that they cover. */
    public Uni<Map<String, ExemptionView>> byId(AccountScope accounts, Collection<String> ids) {
        Sql select = Sql.of("select ")
                .add(columns(accounts))
                .add(" from exemption e where e.id = any(")
                .ids(ids)
                .add(")");
        return database.rows(select, ExemptionView.class)
                .map(rows -> rows.stream().collect(Collectors.toMap(ExemptionView::id, row -> row)));
    }

    /** The latest attestations that are in force, by the ids of their findings. */
    public Uni<Map<String, ExemptionView>> attestations(AccountScope accounts, Collection<String> findingIds) {
        Sql select = Sql.of("select distinct on (f.id) f.id::text as batch_key, ")
                .add(columns(accounts))
                .add(" from finding f join exemption e on e.resource_arn = f.resource_arn and e.rule_id = f.rule_id"
                        + " where e.type = 'ATTESTATION' and e.state = 'ACTIVE' and f.id = any(cast(")
                .texts(findingIds)
                .add(" as uuid[])) order by f.id, e.id desc");
        return database.keyed(select, ExemptionView.class).map(Keyed::single);
    }

    /** The events of each, the latest first, by its id. */
    public Uni<Map<String, List<ExemptionEvent>>> history(Collection<String> ids) {
        Sql select = Sql.of(
                        "select v.exemption_id::text as batch_key, v.type, v.at, v.by_name, v.note from exemption_event v"
                                + " where v.exemption_id = any(")
                .ids(ids)
                .add(") order by v.exemption_id, v.id desc");
        return database.keyed(select, ExemptionEvent.class).map(Keyed::lists);
    }

    /** @param accounts whose findings count */
    private Sql columns(AccountScope accounts) {
        return Sql.of(COLUMNS)
                .add("(select count(*) from finding f where f.exemption_id = e.id and ")
                .add(Sql.within(accounts, "f.account_id"))
                .add(") as findings, ")
                .add(endsSoon())
                .add(" as ends_soon");
    }

    private Sql endsSoon() {
        return Sql.of("(e.state = 'ACTIVE' and coalesce(e.ends_at <= ")
                .instant(clock.instant().plus(config.notice()))
                .add(", false))");
    }

    private Query query(AccountScope accounts, ExemptionFilter filter) {
        Conditions conditions = new Conditions()
                .add(seen(accounts))
                .oneOf("e.id::text", filter.ids())
                .oneOfConstants("e.type", filter.types())
                .oneOfConstants("e.state", filter.states())
                .oneOf("e.rule_id", filter.ruleIds())
                .oneOf("e.account_id", filter.accountIds());
        if (filter.endsSoon() != null) {
            conditions.add(filter.endsSoon() ? endsSoon() : Sql.of("not ").add(endsSoon()));
        }
        return new Query(columns(accounts), Sql.of("exemption e"), conditions.all());
    }

    /** The condition on exemptions that the caller may see: one that names no account covers all accounts. */
    private static Sql seen(AccountScope accounts) {
        return Sql.within(accounts, "e.account_id");
    }
}
