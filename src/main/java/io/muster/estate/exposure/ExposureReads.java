package io.muster.estate.exposure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads stored exposures. */
@ApplicationScoped
public class ExposureReads {

    /**
     * The exposure of a resource.
     *
     * @param since since when it is so
     */
    @RegisterForReflection
    public record StoredExposure(Long resourceId, Instant since, String reachable, JsonNode document) {}

    /** The document for a resource whose exposure no scan has computed yet. */
    public static final JsonNode NOT_YET = JsonNodeFactory.instance
            .objectNode()
            .set("missing", JsonNodeFactory.instance.arrayNode().add("no scan has looked at it yet"));

    private final Database database;

    ExposureReads(Database database) {
        this.database = database;
    }

    /** The exposures by the resources' ids, without resources whose exposure was not computed yet. */
    public Uni<Map<Long, StoredExposure>> of(Collection<Long> resourceIds, @Nullable Instant at) {
        Sql when = at == null
                ? Sql.of("e.valid_to = 'infinity'")
                : Sql.of("e.valid_from <= ")
                        .instant(at)
                        .add(" and e.valid_to > ")
                        .instant(at);
        Sql select = Sql.of(
                        "select e.resource_id, e.valid_from as since, e.reachable, e.document from exposure e where e.resource_id = any(cast(")
                .texts(resourceIds.stream().map(String::valueOf).toList())
                .add(" as bigint[])) and ")
                .add(when);
        return database.rows(select, StoredExposure.class)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                StoredExposure::resourceId, Function.identity(), (one, other) -> one)));
    }
}
