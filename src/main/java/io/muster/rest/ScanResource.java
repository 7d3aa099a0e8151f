package io.muster.rest;

import io.muster.platform.MusterException;
import io.muster.scan.ScanFilter;
import io.muster.scan.ScanStatus;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Scans that were asked for. */
@Path("/api/v1/scans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scans")
class ScanResource {

    private final ScanDocuments scans;

    ScanResource(ScanDocuments scans) {
        this.scans = scans;
    }

    @GET
    @Operation(summary = "Scans, the latest first.")
    public Uni<Items<ScanDocument>> list(
            @RestQuery List<String> accountId,
            @RestQuery List<String> status,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
                    @RestQuery
                    String limit,
            @RestQuery String cursor) {
        ScanFilter filter = new ScanFilter(null, given(accountId), statuses(given(status)), null);
        return Items.page(limit, cursor, page -> scans.page(filter, page));
    }

    @GET
    @Path("/{scanId}")
    @Operation(summary = "One scan: its status, its progress and its gaps.")
    public Uni<ScanDocument> get(@RestPath String scanId) {
        return scans.find(scanId);
    }

    /** A parameter that is not there comes as an empty list. */
    private static @Nullable List<String> given(List<String> values) {
        return values.isEmpty() ? null : values;
    }

    private static @Nullable List<ScanStatus> statuses(@Nullable List<String> names) {
        return names == null ? null : names.stream().map(ScanResource::status).toList();
    }

    private static ScanStatus status(String name) {
        return Arrays.stream(ScanStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        MusterException.badField("status", "must be one of " + Arrays.toString(ScanStatus.values())));
    }
}
