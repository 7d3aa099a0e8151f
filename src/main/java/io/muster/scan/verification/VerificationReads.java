package io.muster.scan.verification;

import io.muster.inventory.query.Conditions;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads verifications. */
@ApplicationScoped
public class VerificationReads {

    private static final Keyset ORDER =
            new Keyset("VERIFICATION", true, List.of(Keyset.Key.of("v.id", Keyset.Type.NUMBER)));

    private final Database database;
    private final VerificationConfig config;
    private final Clock clock;

    VerificationReads(Database database, VerificationConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * One page of verifications, the latest first.
     *
     * @param list stands for the filter, see {@link Database#page}
     */
    public Uni<Page<Verification>> page(
            AccountScope accounts, VerificationFilter filter, PageRequest page, String list) {
        return database.page(query(accounts, filter), ORDER, page, list, Verification.class);
    }

    public Uni<Integer> count(AccountScope accounts, VerificationFilter filter) {
        return database.count(query(accounts, filter));
    }

    /** The verification of the id, where the caller may see it. */
    public Uni<Optional<Verification>> find(AccountScope accounts, String id) {
        if (!Sql.isId(id)) {
            return Uni.createFrom().item(Optional.empty());
        }
        Sql select = Sql.of("select ")
                .add(columns())
                .add(" from verification v where v.id = ")
                .number(Long.parseLong(id))
                .add(" and ")
                .add(Sql.within(accounts, "v.account_id"));
        return database.rows(select, Verification.class)
                .map(rows -> rows.stream().findFirst());
    }

    /** The outcome to show: a verification whose replica was lost counts as failed. */
    private Sql outcome() {
        return Sql.of("coalesce(v.outcome, ").add("case when ").add(lost()).add(" then 'FAILED' else 'PENDING' end)");
    }

    private Sql lost() {
        return Sql.of("(v.outcome is null and v.asked_at < ")
                .instant(clock.instant().minus(config.timeLimit().multipliedBy(2)))
                .add(")");
    }

    private Sql columns() {
        return Sql.of("v.id::text as id, v.account_id, v.role_arn, v.action, v.resource, ")
                .add(outcome())
                .add(" as outcome, v.verdict, v.compared, v.decision, case when ")
                .add(lost())
                .add(" then 'the replica that asked AWS was lost' else v.reason end as reason, case when ")
                .add(lost())
                .add(" then 'LOST' else v.error_code end as error_code, v.evidence, v.requester_name as requested_by,"
                        + " v.asked_at, v.answered_at");
    }

    private Query query(AccountScope accounts, VerificationFilter filter) {
        Conditions conditions = new Conditions()
                .add(Sql.within(accounts, "v.account_id"))
                .oneOf("v.account_id", filter.accountIds())
                .oneOf("v.role_arn", filter.roleArns());
        if (filter.outcomes() != null) {
            conditions.add(outcome()
                    .add(" = any(")
                    .texts(Conditions.names(filter.outcomes()))
                    .add(")"));
        }
        return new Query(columns(), Sql.of("verification v"), conditions.all());
    }
}
