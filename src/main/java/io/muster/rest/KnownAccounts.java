package io.muster.rest;

import io.muster.platform.Callers;
import io.muster.platform.HttpOrder;
import io.muster.scan.KnownNames;
import io.muster.scan.KnownNames.Named;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses the parameter {@code accountId} where there is no such account for the caller: a list of nothing would look like none. */
class KnownAccounts {

    private static final String PARAMETER = "accountId";

    private final KnownNames names;
    private final Callers callers;

    KnownAccounts(KnownNames names, Callers callers) {
        this.names = names;
        this.callers = callers;
    }

    @ServerRequestFilter(priority = HttpOrder.REST_KNOWN_NAMES)
    public Uni<Void> check(ContainerRequestContext call) {
        List<String> given = call.getUriInfo().getQueryParameters().getOrDefault(PARAMETER, List.of());
        return given.isEmpty()
                ? Uni.createFrom().voidItem()
                : names.check(
                        callers.current().accounts(),
                        given.stream()
                                .map(id -> new Named(KnownNames.Type.ACCOUNT, PARAMETER, id))
                                .toList());
    }
}
