package io.muster.rest;

import io.muster.platform.HttpOrder;
import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses parameters that a call does not take, a second value of those that it takes once, and empty values: a filter that is misspelt or
 * empty would be no filter. An empty cursor is the beginning. The export of findings sees to its own.
 */
class KnownParameters {

    private static final String ID = "/[^/]+";
    private static final String CURSOR = "cursor";
    private static final Set<String> PAGE = Set.of("limit", CURSOR);

    /** A call that takes parameters. */
    private record Call(String method, Pattern path, Set<String> once, Set<String> repeated) {

        private static Call of(String method, String path, Set<String> once, String... repeated) {
            return new Call(method, Pattern.compile(path + "/?"), once, Set.of(repeated));
        }

        private Set<String> all() {
            Set<String> all = new TreeSet<>(once);
            all.addAll(repeated);
            return all;
        }
    }

    private static final List<Call> CALLS = List.of(
            Call.of("GET", "/api/v1/(accounts|assessments|webhooks)", PAGE),
            Call.of("GET", "/api/v1/scans", PAGE, "accountId", "status"),
            Call.of("GET", "/api/v1/(suppressions|attestations)", PAGE, "accountId", "state"),
            Call.of("GET", "/api/v1/verifications", PAGE, "accountId", "outcome"),
            Call.of("GET", "/api/v1/webhooks" + ID + "/deliveries", PAGE, "state"),
            Call.of("DELETE", "/api/v1/accounts" + ID, Set.of("purge")),
            Call.of("POST", "/api/v1/rules/validate", Set.of("file"), "accountId"));

    private static final Call NONE = Call.of("", "", Set.of());

    @ServerRequestFilter(priority = HttpOrder.REST_STORABLE_TEXT)
    public void check(ContainerRequestContext call) {
        String path = CalledPath.of(call.getUriInfo());
        if (CalledPath.isExport(path)) {
            return;
        }
        Call taken = find(call.getMethod(), path).orElse(NONE);
        call.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (!taken.all().contains(name)) {
                throw MusterException.badField(
                        name, "is not a parameter of this call" + Nearest.suggestion(name, taken.all()));
            }
            if (values.size() > 1 && taken.once().contains(name)) {
                throw MusterException.badField(name, "may be given once");
            }
            if (values.contains("") && !name.equals(CURSOR)) {
                throw MusterException.badField(name, "is empty: leave it out to mean all");
            }
        });
    }

    private static Optional<Call> find(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return CALLS.stream()
                .filter(call ->
                        call.method().equals(asked) && call.path().matcher(path).matches())
                .findFirst();
    }

    /** The parameters of a call; none where there is no such call, or where it takes none. */
    static Set<String> of(String method, String path) {
        return find(method, path).orElse(NONE).all();
    }
}
