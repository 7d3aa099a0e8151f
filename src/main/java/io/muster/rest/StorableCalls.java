package io.muster.rest;

import io.muster.platform.HttpOrder;
import io.muster.platform.MusterException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses U+0000 in paths and parameters: nothing has such a name, and PostgreSQL's texts cannot hold it. */
class StorableCalls {

    @ServerRequestFilter(priority = HttpOrder.REST_STORABLE_TEXT)
    public void check(ContainerRequestContext call) {
        if (call.getUriInfo().getPathParameters().values().stream()
                .flatMap(List::stream)
                .anyMatch(StorableCalls::unstorable)) {
            throw MusterException.notFound("The path");
        }
        for (Map.Entry<String, List<String>> parameter :
                call.getUriInfo().getQueryParameters().entrySet()) {
            if (parameter.getValue().stream().anyMatch(StorableCalls::unstorable)) {
                throw MusterException.badField(parameter.getKey(), "the character U+0000 cannot be part of it");
            }
        }
    }

    private static boolean unstorable(String text) {
        return text.indexOf('\0') >= 0;
    }
}
