package io.muster.rest;

import io.muster.platform.HttpOrder;
import io.muster.platform.Stopping;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses calls that begin something, a scan for example, while this replica stops. */
class NewWork {

    private final Stopping stopping;

    NewWork(Stopping stopping) {
        this.stopping = stopping;
    }

    /** Before idempotency keys are claimed: the call is to be made again. */
    @ServerRequestFilter(priority = HttpOrder.REST_NEW_WORK)
    public void check(ContainerRequestContext call) {
        if (call.getMethod().equals("POST")) {
            stopping.refuseNewWork();
        }
    }
}
