package io.muster.rest.export;

import io.muster.account.GrantedAccounts;
import io.muster.finding.FindingExport;
import io.muster.finding.FindingExport.Place;
import io.muster.finding.FindingFilter;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.CallerId;
import io.muster.platform.Callers;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import io.muster.platform.identity.Roles;
import io.muster.rule.Catalogue;
import io.muster.scan.KnownNames;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;

/** All findings that are meant, as a stream. */
@Path("/api/v1/findings/export")
@Tag(name = "Findings", description = "Faults of resources, found by rules.")
@RolesAllowed(Roles.VIEWER)
class FindingExportResource {

    private static final String FORMAT = "format";
    private static final String CURSOR = FindingParameters.CURSOR;

    private final Map<String, ExportFormat> formats = new TreeMap<>();
    private final FindingExport findings;
    private final Catalogue rules;
    private final KnownNames names;
    private final Callers callers;
    private final GrantedAccounts granted;
    private final OpenExports open;

    FindingExportResource(
            @All List<ExportFormat> formats,
            FindingExport findings,
            Catalogue rules,
            KnownNames names,
            Callers callers,
            GrantedAccounts granted,
            OpenExports open) {
        formats.forEach(format -> this.formats.put(format.name(), format));
        this.findings = findings;
        this.rules = rules;
        this.names = names;
        this.callers = callers;
        this.granted = granted;
        this.open = open;
    }

    @GET
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "exportFindings",
            summary = "All findings that are meant, as a stream.",
            description =
                    "Takes the filters of GraphQL's findings as parameters, lists in the singular and repeated. Each finding is as it"
                            + " is when it is read. A stream that broke off is resumed with the id of the last finding as the"
                            + " cursor.")
    @APIResponse(
            responseCode = "200",
            description = "The findings.",
            content = {
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public RestMulti<byte[]> export(
            @Parameter(
                            description =
                                    "Without it, text/csv in Accept asks for csv. ndjson: a finding a line; csv: RFC 4180; ocsf: Compliance Findings of OCSF "
                                            + OcsfExport.VERSION
                                            + "; asff: batches for Security Hub's BatchImportFindings.",
                            schema =
                                    @Schema(
                                            enumeration = {"ndjson", "csv", "ocsf", "asff"},
                                            defaultValue = "ndjson"))
                    @RestQuery(FORMAT)
                    String format,
            @Parameter(description = "The id of the last finding that is known already.") @RestQuery(CURSOR)
                    String cursor,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        FindingParameters asked = new FindingParameters(uri.getQueryParameters(), Set.of(FORMAT, CURSOR));
        ExportFormat chosen = format(asked.one(FORMAT), headers);
        UUID after = after(asked.one(CURSOR));
        FindingFilter filter = asked.filter(rules);
        Caller reader = callers.current();
        AccountScope accounts = reader.accounts();
        CallerId caller = reader.id();
        Uni<Optional<Place>> admitted = names.check(accounts, asked.names())
                .chain(() -> place(accounts, chosen, after))
                .invoke(() -> open.take(caller));
        return RestMulti.fromUniResponse(
                admitted,
                place -> text(accounts, filter, place.orElse(null), chosen)
                        .onItem()
                        .call(part -> granted.requireSame(reader))
                        .onTermination()
                        .invoke(() -> open.giveBack(caller)),
                place -> headers(chosen));
    }

    private static Map<String, List<String>> headers(ExportFormat format) {
        return Map.of(
                "Content-Type",
                List.of(format.mediaType()),
                "Content-Disposition",
                List.of("attachment; filename=\"findings." + extension(format) + "\""));
    }

    private Multi<byte[]> text(
            AccountScope accounts, FindingFilter filter, @Nullable Place after, ExportFormat format) {
        Multi<String> pages =
                findings.pages(accounts, filter, format.order(), after).map(format::page);
        return ExportHead.before(pages, after == null ? format.head() : "")
                .map(part -> part.getBytes(StandardCharsets.UTF_8));
    }

    private static String extension(ExportFormat format) {
        return format.mediaType().startsWith("text/csv") ? "csv" : "ndjson";
    }

    private Uni<Optional<Place>> place(AccountScope accounts, ExportFormat format, @Nullable UUID after) {
        return after == null
                ? Uni.createFrom().item(Optional.empty())
                : findings.behind(accounts, format.order(), after).map(Optional::of);
    }

    private ExportFormat format(@Nullable String name, HttpHeaders headers) {
        ExportFormat format = formats.get(name == null ? ExportMediaTypes.format(headers) : name);
        if (format == null) {
            throw MusterException.badField(
                    FORMAT, name + " is not one of " + formats.keySet() + Nearest.suggestion(name, formats.keySet()));
        }
        ExportMediaTypes.check(headers, format.mediaType());
        return format;
    }

    private static @Nullable UUID after(@Nullable String cursor) {
        try {
            return cursor == null || cursor.isEmpty() ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw new MusterException(
                    ErrorCode.BAD_CURSOR,
                    "cursor: must be the id of the last finding that is known",
                    List.of(new MusterException.Violation(CURSOR, "is not the id of a finding")));
        }
    }
}
