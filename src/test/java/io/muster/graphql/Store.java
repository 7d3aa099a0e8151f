package io.muster.graphql;

import io.muster.finding.FindingStatus;
import io.muster.finding.Recount;
import io.muster.inventory.Documents;
import io.muster.inventory.Filled;
import io.muster.inventory.KindModel;
import io.muster.inventory.Resource;
import io.muster.inventory.Written;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Puts rows into the tables that GraphQL reads, as the writing side would. */
@ApplicationScoped
class Store {

    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";
    static final Scope SCOPE = Scope.of(ACCOUNT, REGION);
    static final Instant T0 = Instant.parse("2026-11-01T00:00:00Z");
    static final Instant LISTED = Instant.parse("2026-11-20T00:00:00Z");

    private final DataSource database;

    Store(DataSource database) {
        this.database = database;
    }

    void clear() {
        update("truncate history_gap, history_kept");
        update(
                "truncate account, resource, resource_version, resource_link, cell, cell_gap, scan, scan_task, scan_gap, finding,"
                        + " finding_series restart identity cascade");
    }

    /** A resource of the usual scope that was found at {@link #T0}. */
    <T extends Record> String put(String resourceId, T attributes) {
        return put(SCOPE, resourceId, null, Map.of(), attributes, T0);
    }

    <T extends Record> String put(
            Scope scope, String resourceId, String name, Map<String, String> tags, T attributes, Instant at) {
        ResourceKind kind = attributes.getClass().getAnnotation(Kind.class).value();
        String arn = Filled.arn(scope, kind, resourceId);
        Resource<T> resource = new Resource<>(arn, kind, scope, resourceId, name, tags, attributes);
        insert(resource, at);
        link(resource);
        hold(resource, at);
        return arn;
    }

    private void hold(Resource<?> resource, Instant at) {
        Written.addresses(resource)
                .forEach(address -> update(
                        "insert into resource_address select id, ?::inet, ? from resource where arn = ?",
                        address,
                        at,
                        resource.arn()));
    }

    private void link(Resource<?> resource) {
        KindModel.links(resource)
                .forEach(link -> update(
                        "insert into resource_link select id, ?, ? from resource where arn = ?",
                        link.relation().name(),
                        link.targetArn(),
                        resource.arn()));
    }

    private void keepLinks(String arn, Instant at) {
        update(
                "insert into resource_link_version select id, relation, target_arn, changed_at, ?"
                        + " from resource join resource_link on source_id = id where arn = ?",
                at,
                arn);
        update("delete from resource_link using resource where source_id = id and arn = ?", arn);
    }

    /** A scan of the usual account that began then. */
    void scanned(Instant at) {
        update(
                "insert into scan (status, trigger, account_ids, requested_at, started_at)"
                        + " values ('SUCCEEDED', 'REQUEST', ?::text[], ?, ?)",
                "{" + ACCOUNT + "}",
                at,
                at);
        addAssessments();
    }

    /** Adds to each scan the task that assesses each of its accounts as a whole, which every scan has. */
    void addAssessments() {
        update(
                "insert into scan_task (scan_id, account_id, region, phase, step, status)"
                        + " select id, a, 'global', 'ASSESS', 2, 'DONE' from scan, unnest(account_ids) a on conflict do nothing");
    }

    private long insert(Resource<?> resource, Instant at) {
        return query(
                "insert into resource (arn, kind, account_id, region, resource_id, name, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, '', ?, ?)"
                        + " returning id",
                resource.arn(),
                resource.kind().name(),
                resource.scope().accountId(),
                resource.scope().region(),
                resource.resourceId(),
                resource.name(),
                Documents.write(resource.tags()),
                Documents.write(resource.attributes()),
                at,
                at);
    }

    void listed(ResourceKind kind, Instant at) {
        update(
                "insert into cell (account_id, region, kind, state, resources, last_complete_at, last_attempt_at)"
                        + " select ?, ?, ?, 'COMPLETE', count(*), ?, ? from resource where kind = ? and deleted_at is null",
                ACCOUNT,
                REGION,
                kind.name(),
                at,
                at,
                kind.name());
    }

    /** The resource becomes another at the instant; what it was is kept. */
    void change(String arn, Record attributes, Instant at) {
        update(
                "insert into resource_version select id, changed_at, ?, name, tags, attributes from resource where arn = ?",
                at,
                arn);
        keepLinks(arn, at);
        update(
                "update resource set attributes = ?::jsonb, changed_at = ? where arn = ?",
                Documents.write(attributes),
                at,
                arn);
        ResourceKind kind = attributes.getClass().getAnnotation(Kind.class).value();
        update(
                "update resource_address a set valid_to = ? from resource r where a.resource_id = r.id and r.arn = ?"
                        + " and a.valid_to is null",
                at,
                arn);
        Resource<?> changed = new Resource<>(arn, kind, SCOPE, "", null, Map.of(), attributes);
        link(changed);
        hold(changed, at);
    }

    void delete(String arn, Instant lastSeen, Instant at) {
        update("update resource set last_seen_at = ?, deleted_at = ? where arn = ?", lastSeen, at, arn);
        keepLinks(arn, at);
    }

    /** The deleted resource is there again at the instant. */
    void restore(String arn, Record attributes, Instant at) {
        update(
                "insert into resource_version select id, changed_at, deleted_at, name, tags, attributes from resource"
                        + " where arn = ?",
                arn);
        update(
                "update resource set attributes = ?::jsonb, changed_at = ?, deleted_at = null, last_seen_at = null"
                        + " where arn = ?",
                Documents.write(attributes),
                at,
                arn);
    }

    String find(String ruleId, String arn, Severity severity, FindingStatus status, Instant firstSeen) {
        UUID id = UUID.nameUUIDFromBytes((ruleId + "|" + arn).getBytes(StandardCharsets.UTF_8));
        update(
                "insert into finding (id, rule_id, resource_arn, resource_id, resource_kind, account_id, region, area,"
                        + " severity, severity_rank, status, message, evidence, content_hash, first_seen_at, last_seen_at)"
                        + " select ?, ?, arn, resource_id, kind, account_id, region, ?, ?, ?, ?, 'It is so.',"
                        + " '{\"port\": 22}', '', ?, ? from resource where arn = ?",
                id,
                ruleId,
                Area.NETWORK.name(),
                severity.name(),
                severity.rank(),
                status.name(),
                firstSeen,
                firstSeen,
                arn);
        update(Recount.statements());
        return id.toString();
    }

    /** The finding becomes another at the instant. */
    void judge(String findingId, FindingStatus status, Severity severity, Instant at) {
        update(
                "update finding set status = ?, severity = ?, severity_rank = ?, resolved_at = ?, changed_at = ?"
                        + " where id = ?::uuid",
                status.name(),
                severity.name(),
                severity.rank(),
                status == FindingStatus.RESOLVED ? at : null,
                at,
                findingId);
    }

    int update(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long query(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant instant ? Timestamp.from(instant) : values[i]);
        }
    }
}
