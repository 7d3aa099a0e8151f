package io.muster.rest;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The preconditions of a call (RFC 9110 section 13), as JAX-RS evaluates them. */
final class Preconditions {

    /** Without a comma, at which JAX-RS takes a list apart, and without a star, which it takes for any tag: none of ours has them. */
    private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x29\\x2b\\x2d-\\x7e\\x80-\\xff]*\"";

    private static final Predicate<String> LIST =
            Pattern.compile("\\*|" + TAG + "(\\s*,\\s*" + TAG + ")*").asMatchPredicate();

    private static final int LONGEST = 1_000;

    private final Request request;
    private final boolean ifMatch;

    private Preconditions(Request request, boolean ifMatch) {
        this.request = request;
        this.ifMatch = ifMatch;
    }

    /** The preconditions of the call; a header that is not a list of entity tags is a bad request. */
    static Preconditions of(Request request, HttpHeaders headers) {
        check(headers, HttpHeaders.IF_NONE_MATCH);
        return new Preconditions(request, check(headers, HttpHeaders.IF_MATCH));
    }

    /** The preconditions of the call, as a check of the version of what it changes. */
    static IntConsumer ofVersion(Request request, HttpHeaders headers) {
        Preconditions preconditions = of(request, headers);
        return version -> preconditions.check(tag(version));
    }

    /** The entity tag of a thing whose changes are counted. */
    static EntityTag tag(int version) {
        return new EntityTag("v" + version);
    }

    private static boolean check(HttpHeaders headers, String name) {
        List<String> lines = headers.getRequestHeader(name);
        if (lines == null || lines.isEmpty()) {
            return false;
        }
        String value = String.join(",", lines).strip();
        if (value.length() > LONGEST || !LIST.test(value)) {
            throw MusterException.badField(name, "must be * or a list of entity tags, each in double quotes");
        }
        return true;
    }

    /** Whether the caller of a GET has the representation that it would be given. */
    boolean notModified(EntityTag tag) {
        Response.ResponseBuilder refusal = refusal(tag);
        return refusal != null && refusal.build().getStatus() == Response.Status.NOT_MODIFIED.getStatusCode();
    }

    /** Throws {@link ErrorCode#PRECONDITION_FAILED} unless the resource, with its tag if there is one, may be changed. */
    void check(@Nullable EntityTag tag) {
        if (refusal(tag) != null) {
            throw new MusterException(
                    ErrorCode.PRECONDITION_FAILED,
                    ifMatch
                            ? "It has changed since, or is gone: read it again (If-Match)"
                            : "It is there already (If-None-Match)");
        }
    }

    private @Nullable Response.ResponseBuilder refusal(@Nullable EntityTag tag) {
        if (tag == null) {
            return request.evaluatePreconditions();
        }
        Response.ResponseBuilder refusal = request.evaluatePreconditions(tag);
        // If-None-Match compares weakly, which JAX-RS leaves to us: a proxy that compresses answers makes their tags
        // weak
        return refusal == null && !ifMatch
                ? request.evaluatePreconditions(new EntityTag(tag.getValue(), true))
                : refusal;
    }
}
