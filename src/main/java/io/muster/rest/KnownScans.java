package io.muster.rest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** See {@link KnownScan}. */
class KnownScans {

    private final ScanDocuments scans;

    KnownScans(ScanDocuments scans) {
        this.scans = scans;
    }

    @KnownScan
    @ServerRequestFilter
    public Uni<Void> check(ContainerRequestContext call) {
        return scans.find(call.getUriInfo().getPathParameters().getFirst("scanId"))
                .replaceWithVoid();
    }
}
