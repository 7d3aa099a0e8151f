package io.muster.rest;

import io.muster.platform.AccountScope;
import io.muster.platform.AuditLog;
import io.muster.platform.Callers;
import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * The conditions of every REST call: an account that its path or its parameters name lies within the caller's scope, a call
 * beyond the caller's role is a problem as any other, and every forbidden call goes into the audit log.
 */
class AccessRules {

    private static final String ACCOUNT = "accountId";

    private final Callers callers;
    private final AuditLog audit;

    AccessRules(Callers callers, AuditLog audit) {
        this.callers = callers;
        this.audit = audit;
    }

    /** Before any filter that remembers or answers calls. */
    @ServerRequestFilter(priority = HttpOrder.REST_ACCOUNT_SCOPE)
    public void withinScope(ContainerRequestContext call) {
        AccountScope scope = callers.current().accounts();
        accounts(call.getUriInfo().getPathParameters()).forEach(scope::require);
        accounts(call.getUriInfo().getQueryParameters()).forEach(scope::require);
    }

    @ServerExceptionMapper
    public Response beyondRole(ForbiddenException refusal, UriInfo uri) {
        String detail = "The role " + callers.current().role().wireName() + " may not make this call";
        return Problem.of(ErrorCode.FORBIDDEN, detail, CalledPath.of(uri), List.of())
                .toResponse();
    }

    @ServerResponseFilter
    public void audit(ContainerRequestContext call, ContainerResponseContext answer) {
        if (answer.getStatus() == ErrorCode.FORBIDDEN.httpStatus()) {
            audit.refused(callers.current(), call.getMethod(), CalledPath.of(call.getUriInfo()));
        }
    }

    private static List<String> accounts(MultivaluedMap<String, String> parameters) {
        return parameters.getOrDefault(ACCOUNT, List.of());
    }
}
