package io.muster.rest;

import io.muster.platform.HttpOrder;
import io.muster.platform.Stopping;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses requests under the path of a scan that is not known, where a resource carries {@link KnownScan}. */
class KnownScans {

    private final ScanDocuments scans;
    private final Stopping stopping;

    KnownScans(ScanDocuments scans, Stopping stopping) {
        this.scans = scans;
        this.stopping = stopping;
    }

    @KnownScan
    @ServerRequestFilter(priority = HttpOrder.REST_KNOWN_SCAN)
    public Uni<Void> check(ContainerRequestContext call) {
        stopping.refuseNewWork();
        return scans.find(call.getUriInfo().getPathParameters().getFirst("scanId"))
                .replaceWithVoid();
    }
}
