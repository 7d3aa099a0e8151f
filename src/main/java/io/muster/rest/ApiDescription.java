package io.muster.rest;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityRequirement;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityScheme;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/** Adds to the OpenAPI document what holds for every operation of its sort: the refusals, and the headers that it takes. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final String PROBLEM = "#/components/schemas/Problem";

    /** Refusals of calls that are worth another try. */
    private static final Set<String> AGAIN = Set.of("429", "503");

    private final RecordMembers members;

    public ApiDescription(IndexView index) {
        members = new RecordMembers(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> describe(path, method, operation)));
        members.describe(api);
        NullableReferences.resolve(api);
        for (String scheme : List.of("bearer", "basic")) {
            api.getComponents().addSecurityScheme(scheme, identity(scheme));
            api.addSecurityRequirement(createSecurityRequirement().addScheme(scheme));
        }
    }

    private static SecurityScheme identity(String scheme) {
        return createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme(scheme)
                .description("Where it is configured.");
    }

    private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        headers(path, method).forEach(operation::addParameter);
        AnswerHeaders.describe(path, method, operation);
        refusals(path, method)
                .forEach((status, description) ->
                        operation.getResponses().addAPIResponse(status, problem(status, description)));
        if (method == PathItem.HttpMethod.POST) {
            operation.getRequestBody().setRequired(false);
            operation.getResponses().getAPIResponses().values().stream()
                    .filter(answer -> answer.getHeaders() != null)
                    .forEach(ApiDescription::mayBeReplayed);
        }
    }

    private static List<Parameter> headers(String path, PathItem.HttpMethod method) {
        List<Parameter> headers = new ArrayList<>();
        switch (method) {
            case POST -> {
                headers.add(header(
                        IdempotentCalls.HEADER,
                        "Any text of up to 255 visible ASCII characters, a UUID at best: the same request with the same key is"
                                + " answered as it was the first time, for 24 hours. Refusals are not kept."));
                headers.addAll(preconditions(path, method));
            }
            case GET -> {
                if (AnswerHeaders.answersUnchanged(path)) {
                    headers.add(header("If-None-Match", "Answers 304 if it still has one of these entity tags."));
                }
            }
            case PUT, PATCH, DELETE -> headers.addAll(preconditions(path, method));
            default -> {}
        }
        return headers;
    }

    private static List<Parameter> preconditions(String path, PathItem.HttpMethod method) {
        return AnswerHeaders.takesPreconditions(path, method)
                ? List.of(
                        header("If-Match", "Refuses with 412 unless it has one of these entity tags; * for any."),
                        header("If-None-Match", "Refuses with 412 if it has one of these entity tags; * for any."))
                : List.of();
    }

    private static Map<String, String> refusals(String path, PathItem.HttpMethod method) {
        Map<String, String> refusals = new TreeMap<>(Map.of(
                "400", "An input is not good; the violations name each.",
                "401", "There is no valid identity.",
                "403", "The caller may not do that, or not to that account.",
                "406", "Nothing that the call accepts can be given.",
                "429", "The caller has too much under way, or too many passwords wait to be checked: try again later.",
                "503", "The database cannot be reached just now: try again."));
        boolean sends = method != PathItem.HttpMethod.GET && method != PathItem.HttpMethod.DELETE;
        if (sends) {
            refusals.put("413", "The body is larger than a mebibyte.");
            refusals.put("415", "The body is not said to be JSON.");
        }
        if (path.contains("{") || method == PathItem.HttpMethod.POST) {
            refusals.put("404", "There is no such thing.");
        }
        if (method != PathItem.HttpMethod.GET) {
            refusals.put("409", "Its present state does not allow it.");
        }
        if (method != PathItem.HttpMethod.GET && AnswerHeaders.takesPreconditions(path, method)) {
            refusals.put("412", "A precondition does not hold.");
        }
        if (method == PathItem.HttpMethod.POST) {
            refusals.put("422", "The Idempotency-Key came with another request before.");
        }
        return refusals;
    }

    private static void mayBeReplayed(APIResponse answer) {
        answer.addHeader(
                IdempotentCalls.REPLAYED,
                createHeader()
                        .description("true where the answer is that to an earlier request with the same key.")
                        .schema(text()));
    }

    private static Parameter header(String name, String description) {
        return createParameter()
                .in(Parameter.In.HEADER)
                .name(name)
                .description(description)
                .schema(text());
    }

    private static Schema text() {
        return createSchema().addType(Schema.SchemaType.STRING);
    }

    private static APIResponse problem(String status, String description) {
        Content content = createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        createMediaType().schema(createSchema().ref(PROBLEM)));
        APIResponse problem = createAPIResponse().description(description).content(content);
        return AGAIN.contains(status) ? AnswerHeaders.withRetryAfter(problem) : problem;
    }
}
