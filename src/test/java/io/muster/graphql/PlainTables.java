package io.muster.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.inventory.RelatedField;
import io.muster.platform.AccountScope;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** All rows that reads are made of, in memory, and what of them was known at an instant: by loops alone, as a reference. */
final class PlainTables {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ObjectNode> resources;
    private final List<ObjectNode> versions;
    private final List<ObjectNode> links;
    private final List<ObjectNode> linkVersions;
    private final List<ObjectNode> findings;
    private final List<ObjectNode> findingVersions;
    private final List<ObjectNode> cells;
    private final Map<String, String> accounts = new HashMap<>();
    private final Map<View, List<ObjectNode>> resourcesSeen = new ConcurrentHashMap<>();
    private final Map<Instant, List<ObjectNode>> linksSeen = new ConcurrentHashMap<>();
    private final Map<View, List<ObjectNode>> findingsSeen = new ConcurrentHashMap<>();

    /**
     * What rows are chosen by. The rows never change, so those of a view are chosen once.
     *
     * @param at null for now
     */
    private record View(AccountScope scope, Instant at) {}

    PlainTables(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            resources = rows(statement, "resource");
            versions = rows(statement, "resource_version");
            links = rows(statement, "resource_link");
            linkVersions = rows(statement, "resource_link_version");
            findings = rows(statement, "finding");
            findingVersions = rows(statement, "finding_version");
            cells = rows(statement, "cell");
            rows(statement, "account").forEach(row -> accounts.put(text(row, "account_id"), text(row, "name")));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ObjectNode> rows(Statement statement, String table) throws SQLException {
        List<ObjectNode> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("select row_to_json(t) from " + table + " t")) {
            while (found.next()) {
                rows.add((ObjectNode) JSON.readTree(found.getString(1)));
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    static String text(JsonNode row, String column) {
        JsonNode value = row.path(column);
        return value.isNull() || value.isMissingNode() ? null : value.asText();
    }

    static Instant time(JsonNode row, String column) {
        String text = text(row, column);
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    /** What was known of the time at an instant; null for now. */
    static Instant known(Instant time, Instant at) {
        return at != null && time.isAfter(at) ? at : time;
    }

    static Instant latest(Instant one, Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private static boolean covers(JsonNode version, Instant at) {
        return !time(version, "valid_from").isAfter(at)
                && time(version, "valid_to").isAfter(at);
    }

    /** The resources that a caller may see: as they are, deleted ones among them, or as they were. */
    List<ObjectNode> resources(AccountScope scope, Instant at) {
        return resourcesSeen.computeIfAbsent(new View(scope, at), this::resources);
    }

    private List<ObjectNode> resources(View view) {
        Instant at = view.at;
        Stream<ObjectNode> all = at == null ? resources.stream() : Stream.concat(standing(at), superseded(at));
        return all.filter(row -> view.scope.admits(text(row, "account_id"))).toList();
    }

    private Stream<ObjectNode> standing(Instant at) {
        return resources.stream().filter(row -> {
            Instant deleted = time(row, "deleted_at");
            return !time(row, "changed_at").isAfter(at) && (deleted == null || deleted.isAfter(at));
        });
    }

    private Stream<ObjectNode> superseded(Instant at) {
        return versions.stream().filter(version -> covers(version, at)).map(version -> {
            ObjectNode row = byId(version.path("resource_id").asLong()).deepCopy();
            for (String column : List.of("name", "tags", "attributes")) {
                row.set(column, version.get(column));
            }
            row.set("changed_at", version.get("valid_from"));
            row.putNull("deleted_at");
            return row;
        });
    }

    private ObjectNode byId(long id) {
        return resources.stream()
                .filter(row -> row.path("id").asLong() == id)
                .findFirst()
                .orElseThrow();
    }

    Optional<ObjectNode> resource(AccountScope scope, String arn, Instant at) {
        return resources(scope, at).stream()
                .filter(row -> arn.equals(text(row, "arn")))
                .findFirst();
    }

    /** The resources at the end of a field's path. */
    List<ObjectNode> reached(AccountScope scope, ObjectNode from, RelatedField along, Instant at) {
        List<ObjectNode> reached = List.of(from);
        for (RelatedField.Step step : along.path()) {
            reached = reached.stream()
                    .flatMap(one -> linked(scope, one, step.relation().name(), step.incoming(), at).stream())
                    .distinct()
                    .toList();
        }
        return reached.stream()
                .filter(end -> along.to().name().equals(text(end, "kind")))
                .toList();
    }

    /** The ends of the links of a relation at a resource. */
    private List<ObjectNode> linked(
            AccountScope scope, ObjectNode from, String relation, boolean incoming, Instant at) {
        List<ObjectNode> candidates = resources(scope, at).stream()
                .filter(row -> at != null || row.path("deleted_at").isNull())
                .toList();
        List<ObjectNode> ends = new ArrayList<>();
        links(at).stream()
                .filter(link -> relation.equals(text(link, "relation")))
                .forEach(link -> candidates.stream()
                        .filter(end -> incoming
                                ? text(link, "target_arn").equals(text(from, "arn")) && isSource(link, end)
                                : isSource(link, from)
                                        && text(link, "target_arn").equals(text(end, "arn")))
                        .forEach(ends::add));
        return ends;
    }

    private static boolean isSource(JsonNode link, JsonNode resource) {
        return link.path("source_id").asLong() == resource.path("id").asLong();
    }

    private List<ObjectNode> links(Instant at) {
        return at == null
                ? links
                : linksSeen.computeIfAbsent(
                        at,
                        instant -> Stream.concat(
                                        links.stream()
                                                .filter(link -> !time(link, "valid_from")
                                                        .isAfter(at)),
                                        linkVersions.stream().filter(version -> covers(version, at)))
                                .toList());
    }

    List<ObjectNode> findings(AccountScope scope, Instant at) {
        return findingsSeen.computeIfAbsent(new View(scope, at), this::findings);
    }

    private List<ObjectNode> findings(View view) {
        Instant at = view.at;
        Stream<ObjectNode> all = at == null
                ? findings.stream()
                : Stream.concat(
                                findings.stream()
                                        .filter(row -> !time(row, "changed_at").isAfter(at)),
                                past(at))
                        .filter(row -> !time(row, "first_seen_at").isAfter(at));
        return all.filter(row -> view.scope.admits(text(row, "account_id"))).toList();
    }

    private Stream<ObjectNode> past(Instant at) {
        return findingVersions.stream().filter(version -> covers(version, at)).map(version -> {
            ObjectNode row = findings.stream()
                    .filter(finding -> finding.get("id").equals(version.get("finding_id")))
                    .findFirst()
                    .orElseThrow()
                    .deepCopy();
            row.setAll((ObjectNode) version.get("state"));
            return row;
        });
    }

    Optional<ObjectNode> cell(String account, String region, String kind) {
        return cells.stream()
                .filter(cell -> Objects.equals(account, text(cell, "account_id"))
                        && Objects.equals(region, text(cell, "region"))
                        && Objects.equals(kind, text(cell, "kind")))
                .findFirst();
    }

    String accountName(String id) {
        return accounts.get(id);
    }
}
