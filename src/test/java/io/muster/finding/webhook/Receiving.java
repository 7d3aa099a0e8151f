package io.muster.finding.webhook;

import static io.restassured.RestAssured.given;

import io.muster.inventory.query.WriteLimit;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A receiver of its own, an account with a resource, and findings that are opened and changed in the database. */
abstract class Receiving {

    static final Duration LIMIT = Duration.ofSeconds(60);
    static final String WEBHOOKS = "/api/v1/webhooks";
    static final String ACCOUNT = "909090909090";
    static final String OTHER = "919191919191";
    static final String SECRET = "a-secret-of-the-receiver";

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    DeliveryQueue queue;

    @Inject
    Sender sender;

    @Inject
    WebhooksConfig config;

    @Inject
    WebhookJob job;

    @Inject
    WriteLimit writeLimit;

    @Inject
    Clock clock;

    final List<String> made = new ArrayList<>();
    Receiver receiver;

    @BeforeEach
    void open() {
        receiver = new Receiver(vertx);
        execute(
                "insert into account (account_id, name, enabled, registered_at, organization_path) values ($1, 'till', false, now(),"
                        + " '/Production/Shop'), ($2, 'lab', false, now(), '/Prod') on conflict do nothing",
                ACCOUNT,
                OTHER);
        execute(
                "insert into resource (arn, kind, account_id, region, resource_id, name, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) values ('arn:' || $1, 'VOLUME', $1, 'eu-central-1', 'vol-1', 'ledger', $2, $3,"
                        + " '', now(), now()) on conflict do nothing",
                ACCOUNT,
                new JsonObject(Map.of("team", "till")),
                new JsonObject());
    }

    @AfterEach
    void close() {
        made.forEach(path -> given().delete(path));
        receiver.close();
        execute("delete from finding where account_id = any($1)", (Object) new String[] {ACCOUNT, OTHER});
        execute("delete from resource where account_id = $1", ACCOUNT);
        execute("delete from account where account_id = any($1)", (Object) new String[] {ACCOUNT, OTHER});
    }

    static final String INSERT =
            "insert into finding (id, rule_id, resource_arn, resource_id, resource_kind, account_id, region, area, severity,"
                    + " severity_rank, status, message, evidence, content_hash, first_seen_at, last_seen_at) values ($1, cast(cast($1 as uuid) as text),"
                    + " 'arn:' || $2, 'vol-1', 'VOLUME', $2, 'eu-central-1', 'STORAGE', $3, severity_place($3) - 1, 'OPEN', 'm',"
                    + " '{}', '', now(), now())";

    /** As if another replica had just claimed it, for an hour. */
    static final String LEASED =
            "update webhook_delivery d set leased_by = 'another replica', leased_until = now() + interval '1 hour', attempts = 1"
                    + " from finding_event e, webhook w where d.finding_id = $1 and e.id = d.event_id and w.id = d.webhook_id"
                    + " returning d.id, d.attempts, d.event_id, e.type, e.at, e.sequence, cast(e.body as text) as body, w.name,"
                    + " w.format, w.url, w.secret";

    UUID opened(String account, String severity) {
        UUID id = UUID.randomUUID();
        pool.preparedQuery(INSERT)
                .execute(finding(id, account, severity))
                .await()
                .atMost(LIMIT);
        return id;
    }

    static Tuple finding(UUID id, String account, String severity) {
        return Tuple.of(id, account, severity);
    }

    void change(UUID finding, String assignments) {
        execute("update finding set " + assignments + " where id = $1", finding);
    }

    /** Makes a webhook, and gives its path. */
    String make(Map<String, Object> members) {
        String path = create(members).statusCode(201).extract().header("Location");
        made.add(path);
        return path;
    }

    ValidatableResponse create(Map<String, Object> members) {
        return post(WEBHOOKS, body(members, receiver.url()));
    }

    static Map<String, Object> body(Map<String, Object> members, String url) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "name",
                "w" + UUID.randomUUID(),
                "format",
                "JSON",
                "url",
                url,
                "secret",
                SECRET,
                "filter",
                Map.of("accountIds", List.of(ACCOUNT, OTHER))));
        body.putAll(members);
        return body;
    }

    ValidatableResponse put(String webhook, Map<String, Object> members) {
        Map<String, Object> body = body(members, "");
        body.remove("url");
        body.remove("secret");
        return given().contentType(ContentType.JSON).body(body).put(webhook).then();
    }

    static ValidatableResponse post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    Map<String, Long> states(String webhook) {
        return stream(rows(
                        "select state, count(*) as n from webhook_delivery where webhook_id = $1 group by state",
                        id(webhook)))
                .collect(Collectors.toMap(row -> row.getString("state"), row -> row.getLong("n")));
    }

    static Stream<Row> stream(RowSet<Row> rows) {
        List<Row> all = new ArrayList<>();
        rows.forEach(all::add);
        return all.stream();
    }

    static long id(String webhook) {
        return Long.parseLong(webhook.substring(webhook.lastIndexOf('/') + 1));
    }

    long number(String select, Object... values) {
        return rows(select, values).iterator().next().getLong(0);
    }

    void execute(String statement, Object... values) {
        rows(statement, values);
    }

    RowSet<Row> rows(String statement, Object... values) {
        return pool.preparedQuery(statement).execute(Tuple.from(values)).await().atMost(LIMIT);
    }
}
