package io.muster.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.Callers;
import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.muster.platform.MusterException;
import io.muster.platform.Sha256;
import io.muster.platform.StructuredLog;
import io.muster.rest.IdempotencyKeys.Answer;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives a POST that comes again with the same Idempotency-Key the answer of the first. Failures and refusals are not kept: nothing was done,
 * and the next try may find what this one missed.
 */
class IdempotentCalls {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final StructuredLog LOG = StructuredLog.of(IdempotentCalls.class);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final String ATTEMPT = "io.muster.rest.attempt";
    private static final List<String> KEPT_HEADERS = List.of("Content-Type", "Location", "Retry-After", "ETag");
    private static final String REUSED =
            "it came with another request before, or when the caller might see other accounts";

    private final IdempotencyKeys keys;
    private final Callers callers;
    private final ObjectMapper json;
    private final long longest;

    IdempotentCalls(
            IdempotencyKeys keys,
            Callers callers,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize longest) {
        this.keys = keys;
        this.callers = callers;
        this.json = json;
        this.longest = longest.asLongValue();
    }

    @SuppressWarnings("deprecation") // what takes the place of readBody reads forms alone
    @ServerRequestFilter(priority = HttpOrder.REST_IDEMPOTENCY, readBody = true)
    public Uni<Response> answerAgain(ContainerRequestContext call) {
        List<String> given = call.getHeaders().get(HEADER);
        if (!call.getMethod().equals("POST") || given == null) {
            return Uni.createFrom().nullItem();
        }
        if (given.size() != 1 || !KEY.matcher(given.get(0)).matches()) {
            throw MusterException.badField(HEADER, "must be one key of 1 to 255 visible ASCII characters");
        }
        Caller caller = callers.current();
        return keys.claim(caller.id(), given.get(0), hash(call, caller.accounts()))
                .map(claim -> answer(call, claim));
    }

    private static @Nullable Response answer(ContainerRequestContext call, IdempotencyKeys.Claim claim) {
        if (claim instanceof IdempotencyKeys.Granted granted) {
            call.setProperty(ATTEMPT, granted.attempt());
            return null;
        }
        if (claim instanceof IdempotencyKeys.Answered answered) {
            return replay(answered.answer());
        }
        if (claim instanceof IdempotencyKeys.InFlight) {
            throw new MusterException(
                    ErrorCode.CONFLICT,
                    "A request with this Idempotency-Key is being worked on: try again in a moment");
        }
        throw new MusterException(
                ErrorCode.KEY_REUSED, HEADER + ": " + REUSED, List.of(new MusterException.Violation(HEADER, REUSED)));
    }

    private static Response replay(Answer answer) {
        Response.ResponseBuilder again = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(again::header);
        return again.header(REPLAYED, "true").build();
    }

    @ServerResponseFilter
    public Uni<Void> keep(ContainerRequestContext call, ContainerResponseContext answer) {
        if (!(call.getProperty(ATTEMPT) instanceof UUID attempt)) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> kept = isDone(answer.getStatus()) ? keys.keep(attempt, answer(answer)) : keys.release(attempt);
        return kept.onFailure()
                .invoke(failure -> LOG.warn("An answer could not be kept for its Idempotency-Key", failure))
                .onFailure()
                .recoverWithNull();
    }

    private static boolean isDone(int status) {
        return Response.Status.Family.familyOf(status) == Response.Status.Family.SUCCESSFUL;
    }

    private Answer answer(ContainerResponseContext answer) {
        Map<String, String> headers = new HashMap<>();
        KEPT_HEADERS.stream()
                .filter(name -> answer.getHeaderString(name) != null)
                .forEach(name -> headers.put(name, answer.getHeaderString(name)));
        return new Answer(answer.getStatus(), headers, body(answer.getEntity()));
    }

    private String body(@Nullable Object entity) {
        try {
            return entity == null ? "" : json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer may speak of all accounts that the caller might see then: it is none to a caller that sees others. */
    private byte[] hash(ContainerRequestContext call, AccountScope accounts) {
        MessageDigest hash = Sha256.begun();
        if (!accounts.isEveryAccount()) {
            hash.update(String.join(",", new TreeSet<>(accounts.accountIds())).getBytes(StandardCharsets.UTF_8));
        }
        hash.update((call.getMethod() + " " + call.getUriInfo().getRequestUri().getRawPath() + "?"
                        + call.getUriInfo().getRequestUri().getRawQuery() + "\n")
                .getBytes(StandardCharsets.UTF_8));
        return hash.digest(body(call));
    }

    private byte[] body(ContainerRequestContext call) {
        try {
            byte[] body = new BoundedBody(call.getEntityStream(), longest).readAllBytes();
            call.setEntityStream(new ByteArrayInputStream(body));
            return body;
        } catch (BoundedBody.TooLarge tooLarge) {
            throw new MusterException(ErrorCode.TOO_LARGE, BodyLimit.message(longest));
        } catch (IOException e) {
            throw MusterException.badField("body", "could not be read");
        }
    }
}
