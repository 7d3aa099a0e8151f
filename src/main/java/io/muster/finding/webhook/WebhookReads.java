package io.muster.finding.webhook;

import io.muster.inventory.query.Conditions;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Reads webhooks and their deliveries. */
@ApplicationScoped
public class WebhookReads {

    private static final Keyset BY_NAME =
            new Keyset("WEBHOOK", false, List.of(Keyset.Key.of("w.name", Keyset.Type.TEXT)));

    private static final Keyset LATEST_FIRST =
            new Keyset("WEBHOOK_DELIVERY", true, List.of(Keyset.Key.of("d.id", Keyset.Type.NUMBER)));

    private static final String COUNT =
            "(select count(*) from webhook_delivery d where d.webhook_id = w.id and d.state = '%s')";

    private static final String TAGS =
            "(select jsonb_agg(jsonb_build_object('key', t.key, 'value', t.value)) from unnest(w.tag_keys, w.tag_values)"
                    + " as t (key, value))";

    private static final String COLUMNS =
            "w.id::text as id, w.name, w.enabled, w.format, substring(w.url from '^[^:]+://[^/?]+') as target, w.secret is not null as"
                    + " has_secret, w.digest_hour, w.digest_due_at as next_digest_at, jsonb_build_object('types', w.types,"
                    + " 'minimum_severity', w.minimum_severity, 'severities', w.severities, 'areas', w.areas, 'rule_ids',"
                    + " w.rule_ids, 'account_ids', w.account_ids, 'ou_path', w.ou_path, 'tags', " + TAGS
                    + ") as filter, w.creator_name as created_by, w.created_at, w.changed_at, w.version, "
                    + COUNT.formatted("PENDING") + " as pending, " + COUNT.formatted("GATHERED") + " as gathered, "
                    + COUNT.formatted("DEAD") + " as dead";

    private static final String DELIVERY =
            "d.id::text as id, d.state, d.event_id::text as event_id, e.type, d.finding_id::text as finding_id, e.body ->> 'ruleId' as"
                    + " rule_id, e.body ->> 'accountId' as account_id, d.attempts, d.created_at, case when d.state = 'PENDING' then"
                    + " d.due_at end as due_at, d.ended_at, d.status_code, d.answer";

    private final Database database;

    WebhookReads(Database database) {
        this.database = database;
    }

    /** One page of webhooks, by their names. */
    public Uni<Page<WebhookView>> page(PageRequest page) {
        Query query = new Query(Sql.of(COLUMNS), Sql.of("webhook w"), List.of());
        return database.page(query, BY_NAME, page, "rest.webhooks", WebhookView.class);
    }

    /** Fails as not found. */
    public Uni<WebhookView> get(String id) {
        return database.rows(
                        Sql.of("select " + COLUMNS + " from webhook w where w.id = ")
                                .number(number(id)),
                        WebhookView.class)
                .map(rows -> rows.stream().findFirst().orElseThrow(() -> notFound(id)));
    }

    /**
     * One page of a webhook's deliveries, the latest first. Fails as not found where there is no such webhook.
     *
     * @param states those that are meant; empty for all
     */
    public Uni<Page<DeliveryView>> deliveries(String id, List<DeliveryState> states, PageRequest page) {
        List<Sql> conditions = new ArrayList<>();
        conditions.add(Sql.of("d.webhook_id = ").number(number(id)));
        if (!states.isEmpty()) {
            conditions.add(Sql.oneOf("d.state", Conditions.names(states)));
        }
        Query query = new Query(
                Sql.of(DELIVERY), Sql.of("webhook_delivery d join finding_event e on e.id = d.event_id"), conditions);
        return get(id).chain(() ->
                database.page(query, LATEST_FIRST, page, "rest.deliveries." + id + states, DeliveryView.class));
    }

    /** Throws not found of an id that no webhook can have. */
    static long number(String id) {
        if (!Sql.isId(id)) {
            throw notFound(id);
        }
        return Long.parseLong(id);
    }

    static MusterException notFound(String id) {
        return MusterException.notFound("Webhook " + id);
    }
}
