package io.muster.rest;

import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Which page of a list a call asks for. */
record PageParameters(
        @Nullable
        @Parameter(
                description = "How many there are on a page at most.",
                schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
        @RestQuery
        String limit,

        @Nullable
        @Parameter(description = "Where the page begins: a nextCursor of the same list with the same filters.")
        @RestQuery
        String cursor,

        @Context UriInfo uri) {

    private static final int USUAL = 50;

    /** The page as it is answered, with its links. */
    <T> Uni<RestResponse<Items<T>>> of(Function<PageRequest, Uni<Page<T>>> read) {
        int size = limit == null ? USUAL : size(limit);
        return Uni.createFrom()
                .deferred(() -> read.apply(new PageRequest(size, cursor)))
                .map(page -> PageLinks.linked(Items.of(page), uri))
                .onFailure(
                        failure -> failure instanceof MusterException refusal && refusal.code() == ErrorCode.BAD_CURSOR)
                .transform(failure -> new MusterException(
                        ErrorCode.BAD_CURSOR,
                        "cursor: not a cursor of this list with these filters",
                        List.of(new MusterException.Violation("cursor", "not a cursor of this list"))));
    }

    private static int size(String limit) {
        int size = limit.matches("\\d{1,9}") ? Integer.parseInt(limit) : 0;
        if (size < 1 || size > PageRequest.LARGEST) {
            throw MusterException.badField("limit", "must be from 1 to " + PageRequest.LARGEST);
        }
        return size;
    }
}
