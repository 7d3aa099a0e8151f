package io.muster.graphql;

import io.muster.estate.reach.Hop;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("ExposureHop")
@Description("One hop of a path, with the rule or route that lets the packet through, or that stops it.")
public record ExposureHopType(
        @NonNull @Description("The short id of the resource that decides at this hop.")
        String resourceId,

        @NonNull @Description("Its kind.") ResourceKind kind,

        @NonNull @Description("The rule, entry, route or address that decides.")
        String why) {

    static ExposureHopType of(Hop hop) {
        return new ExposureHopType(hop.resourceId(), hop.kind(), hop.why());
    }

    @Nullable
    static ExposureHopType ofNullable(@Nullable Hop hop) {
        return hop == null ? null : of(hop);
    }
}
