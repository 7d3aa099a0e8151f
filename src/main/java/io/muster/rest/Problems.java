package io.muster.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.muster.platform.DatabaseRefusal;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.Nearest;
import io.muster.platform.StructuredLog;
import io.muster.platform.Texts;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.HibernateException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure into a {@link Problem}: the one place where REST's errors are written. */
class Problems {

    private static final StructuredLog LOG = StructuredLog.of(Problems.class);

    /** Jackson's words for a member that is there twice. */
    private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

    @ServerExceptionMapper
    public Response refusal(MusterException refusal, UriInfo uri) {
        return problem(refusal.code(), refusal.getMessage(), uri, refusal.violations());
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException invalid, UriInfo uri) {
        List<Violation> violations = invalid.getConstraintViolations().stream()
                .map(violation -> new Violation(field(violation), violation.getMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return violated(violations, uri);
    }

    /** A body that is JSON, but not of the call's form. */
    @ServerExceptionMapper
    public Response unfit(JsonMappingException unfit, UriInfo uri) {
        if (unfit.getCause() instanceof JsonProcessingException unreadable
                && !(unreadable instanceof JsonMappingException)) {
            return unreadable(unreadable, uri);
        }
        return violated(List.of(new Violation(path(unfit), reason(unfit))), uri);
    }

    /** Quarkus has a mapper of its own for these, which a mapper of what they extend would not take the place of. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException mismatched, UriInfo uri) {
        return unfit(mismatched, uri);
    }

    /** A body that is no JSON. */
    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException unreadable, UriInfo uri) {
        return violated(List.of(new Violation("body", fault(unreadable) + place(unreadable))), uri);
    }

    /** Jackson has no exceptions of its own for them. */
    private static String fault(JsonProcessingException unreadable) {
        String message = String.valueOf(unreadable.getOriginalMessage());
        if (message.startsWith("Invalid UTF-8")) {
            return "not UTF-8";
        }
        Matcher twice = TWICE.matcher(message);
        if (twice.matches()) {
            return "the member " + Texts.quoted(twice.group(1)) + " is there twice";
        }
        return unreadable instanceof StreamConstraintsException
                ? "is nested too deeply, or a name or number in it is too long"
                : "not valid JSON";
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException failure, UriInfo uri) {
        if (failure.getCause() instanceof JsonMappingException unfit) {
            return unfit(unfit, uri);
        }
        if (failure.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable, uri);
        }
        int status = failure.getResponse().getStatus();
        ErrorCode code = Arrays.stream(ErrorCode.values())
                .filter(known -> known.httpStatus() == status)
                .findFirst()
                .orElse(status < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL);
        String reason = failure.getResponse().getStatusInfo().getReasonPhrase();
        Response refusal = problem(code, reason, uri, List.of());
        return code == ErrorCode.UNSUPPORTED_MEDIA_TYPE
                ? AllowedMethods.headers(Response.fromResponse(refusal), CalledPath.of(uri))
                        .build()
                : refusal;
    }

    @ServerExceptionMapper
    public Response database(HibernateException failure, UriInfo uri) {
        return failed(failure, uri);
    }

    @ServerExceptionMapper
    public Response failed(Throwable failure, UriInfo uri) {
        Optional<MusterException> refusal = DatabaseRefusal.of(failure);
        if (refusal.isPresent()) {
            return refusal(refusal.get(), uri);
        }
        LOG.with("path", CalledPath.of(uri)).error("A REST call failed", failure);
        return problem(ErrorCode.INTERNAL, "The call failed; the log tells more", uri, List.of());
    }

    private static Response violated(List<Violation> violations, UriInfo uri) {
        MusterException refusal = MusterException.badFields(violations);
        return problem(refusal.code(), refusal.getMessage(), uri, violations);
    }

    private static Response problem(ErrorCode code, String detail, UriInfo uri, List<Violation> violations) {
        return Problem.of(code, detail, CalledPath.of(uri), violations).toResponse();
    }

    /** The parameter's name, without the Java method that takes it. */
    private static String field(ConstraintViolation<?> violation) {
        String last = "";
        for (Path.Node node : violation.getPropertyPath()) {
            last = node.toString();
        }
        return last;
    }

    /** For example {@code regions[1]}. */
    private static String path(JsonMappingException unfit) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : unfit.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    /** Jackson's own words name Java classes. */
    private static String reason(JsonMappingException unfit) {
        if (unfit instanceof UnrecognizedPropertyException unknown) {
            List<String> known =
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
            return "there is no such property" + Nearest.suggestion(unknown.getPropertyName(), known);
        }
        if (unfit instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            List<String> names = Arrays.stream(format.getTargetType().getEnumConstants())
                    .map(String::valueOf)
                    .toList();
            String value = String.valueOf(format.getValue());
            return Texts.quoted(value) + " is not one of " + names + Nearest.suggestion(value, names);
        }
        if (Texts.UNSTORABLE_TEXT.equals(unfit.getOriginalMessage())) {
            return Texts.UNSTORABLE_TEXT;
        }
        Class<?> wanted = unfit instanceof MismatchedInputException mismatched ? mismatched.getTargetType() : null;
        return "the value has the wrong type" + (wanted == null ? "" : ": " + JsonTypes.wanted(wanted));
    }

    private static String place(JsonProcessingException unreadable) {
        return unreadable.getLocation() == null
                ? ""
                : " (line " + unreadable.getLocation().getLineNr() + ", column "
                        + unreadable.getLocation().getColumnNr() + ")";
    }
}
