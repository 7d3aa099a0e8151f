package io.muster.rest;

import io.muster.platform.ErrorCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The methods of each resource, for the headers of OPTIONS and of refusals (RFC 9110): RESTEasy knows them of a whole resource
 * class alone.
 */
class AllowedMethods {

    private static final String ID = "/[^/]+";

    private static final List<Resource> RESOURCES = List.of(
            new Resource("/api/v1/accounts", "GET"),
            new Resource("/api/v1/accounts" + ID, "GET", "PUT", "PATCH", "DELETE"),
            new Resource("/api/v1/accounts" + ID + "/scans", "POST"),
            new Resource("/api/v1/scans", "GET", "POST"),
            new Resource("/api/v1/scans" + ID, "GET", "DELETE"),
            new Resource("/api/v1/scans" + ID + "/events", "GET"),
            new Resource("/api/v1/assessments", "GET", "POST"),
            new Resource("/api/v1/assessments" + ID, "GET", "DELETE"),
            new Resource("/api/v1/findings/export", "GET"),
            new Resource("/api/v1/what-if", "POST"),
            new Resource("/api/v1/signals", "POST").taking(MediaType.APPLICATION_JSON, "application/x-ndjson"),
            new Resource("/api/v1/rules/validate", "POST").taking("application/yaml", MediaType.APPLICATION_JSON),
            new Resource("/api/v1/caller", "GET"),
            new Resource("/api/v1/verifications", "GET", "POST"),
            new Resource("/api/v1/verifications" + ID, "GET"),
            new Resource("/api/v1/(suppressions|attestations)", "GET", "POST"),
            new Resource("/api/v1/(suppressions|attestations)" + ID, "GET", "PATCH", "DELETE"),
            new Resource("/api/v1/(suppressions|attestations)" + ID + "/(approval|refusal)", "POST"),
            new Resource("/api/v1/webhooks", "GET", "POST"),
            new Resource("/api/v1/webhooks" + ID, "GET", "PUT", "PATCH", "DELETE"),
            new Resource("/api/v1/webhooks" + ID + "/deliveries", "GET"),
            new Resource("/api/v1/webhooks" + ID + "/(test|replay)", "POST"));

    /**
     * A resource by its path.
     *
     * @param methods those that it has beside HEAD and OPTIONS
     * @param posted  the media types that it takes by POST
     */
    record Resource(Pattern path, List<String> methods, List<String> posted) {

        private Resource(String path, String... methods) {
            this(Pattern.compile(path + "/?"), List.of(methods), List.of(MediaType.APPLICATION_JSON));
        }

        private Resource taking(String... mediaTypes) {
            return new Resource(path, methods, List.of(mediaTypes));
        }

        private String allow() {
            String all = String.join(", ", methods) + ", OPTIONS";
            return methods.contains("GET") ? all.replace("GET", "GET, HEAD") : all;
        }

        private boolean allows(String method) {
            return methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
        }
    }

    /** Answers OPTIONS, and refuses methods that the path has not: RESTEasy takes some of these for an unknown path. */
    @ServerRequestFilter(preMatching = true)
    public Optional<Response> check(ContainerRequestContext call) {
        String path = CalledPath.of(call.getUriInfo());
        return find(path)
                .filter(resource -> !resource.allows(call.getMethod()))
                .map(resource -> headers(
                                call.getMethod().equals("OPTIONS") ? Response.noContent() : refusal(resource, path),
                                path)
                        .build());
    }

    private static Response.ResponseBuilder refusal(Resource resource, String path) {
        String detail = "The path takes " + resource.allow();
        return Response.fromResponse(Problem.of(ErrorCode.METHOD_NOT_ALLOWED, detail, path, List.of())
                .toResponse());
    }

    /** Adds the methods and media types of the path; nothing where there is no resource. */
    static Response.ResponseBuilder headers(Response.ResponseBuilder answer, String path) {
        find(path).ifPresent(resource -> {
            answer.header(HttpHeaders.ALLOW, resource.allow());
            if (resource.allows("POST")) {
                answer.header("Accept-Post", String.join(", ", resource.posted()));
            }
            if (resource.allows("PATCH")) {
                answer.header("Accept-Patch", MergePatch.MEDIA_TYPE + ", " + MediaType.APPLICATION_JSON);
            }
        });
        return answer;
    }

    static Optional<Resource> find(String path) {
        return RESOURCES.stream()
                .filter(resource -> resource.path().matcher(path).matches())
                .findFirst();
    }
}
