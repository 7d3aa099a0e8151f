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

/** Adds to the OpenAPI document what holds for every operation of its sort: the refusals, and the headers that it takes. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final String PROBLEM = "#/components/schemas/Problem";

    /** Members that answers leave out where they have no value; all others are there, if only as null. */
    private static final Set<String> LEFT_OUT = Set.of("joined", "violations", "externalId", "history");

    /** Members that may be null in answers; in bodies each may be, which is the same as to leave it out. */
    private static final Set<String> NULLABLE =
            Set.of("name", "roleArn", "schedule", "startedAt", "finishedAt", "nextCursor", "accounts", "sessionEndsAt");

    /** Nullable members of one schema, whose names stand for members of other schemas that are never null. */
    private static final Map<String, Set<String>> NULLABLE_IN = Map.of(
            "ExemptionAnswer",
            Set.of(
                    "findingId",
                    "ruleId",
                    "accountId",
                    "ouPath",
                    "region",
                    "resourceArn",
                    "tag",
                    "verdict",
                    "evidence",
                    "owner",
                    "until",
                    "decidedBy",
                    "decidedAt",
                    "endedBy",
                    "endedAt"),
            "ExemptionEvent",
            Set.of("byName", "note"),
            "WebhookAnswer",
            Set.of("digestHour", "nextDigestAt"),
            "WebhookTrialAnswer",
            Set.of("statusCode", "answer"),
            "DeliveryAnswer",
            Set.of("findingId", "ruleId", "accountId", "dueAt", "endedAt", "statusCode", "answer"));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> describe(path, method, operation)));
        api.getComponents().getSchemas().forEach(ApiDescription::describe);
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

    private static void describe(String name, Schema schema) {
        if (schema.getProperties() == null) {
            return;
        }
        boolean body = name.endsWith("Body");
        schema.getProperties().forEach((property, type) -> {
            if (body
                    || NULLABLE.contains(property)
                    || NULLABLE_IN.getOrDefault(name, Set.of()).contains(property)) {
                type.addType(Schema.SchemaType.NULL);
            }
        });
        if (!body) {
            schema.setRequired(schema.getProperties().keySet().stream()
                    .filter(property -> !LEFT_OUT.contains(property))
                    .toList());
        }
    }

    private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        headers(path, method).forEach(operation::addParameter);
        AnswerHeaders.describe(path, method, operation);
        refusals(path, method)
                .forEach(
                        (status, description) -> operation.getResponses().addAPIResponse(status, problem(description)));
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
            case POST ->
                headers.add(header(
                        IdempotentCalls.HEADER,
                        "Any text of up to 255 visible ASCII characters, a UUID at best: the same request with the same key is"
                                + " answered as it was the first time, for 24 hours."));
            case GET -> {
                if (AnswerHeaders.answersUnchanged(path)) {
                    headers.add(header("If-None-Match", "Answers 304 if it still has one of these entity tags."));
                }
            }
            case PUT, PATCH, DELETE -> {
                if (AnswerHeaders.takesPreconditions(path)) {
                    headers.add(
                            header("If-Match", "Refuses with 412 unless it has one of these entity tags; * for any."));
                    headers.add(
                            header("If-None-Match", "Refuses with 412 if it has one of these entity tags; * for any."));
                }
            }
            default -> {}
        }
        return headers;
    }

    private static Map<String, String> refusals(String path, PathItem.HttpMethod method) {
        Map<String, String> refusals = new TreeMap<>(Map.of(
                "400", "An input is not good; the violations name each.",
                "401", "There is no valid identity.",
                "403", "The caller may not do that, or not to that account.",
                "406", "Nothing that the call accepts can be given.",
                "503", "The database cannot be reached just now: try again."));
        boolean sends = method != PathItem.HttpMethod.GET && method != PathItem.HttpMethod.DELETE;
        if (sends) {
            refusals.put("413", "The body is larger than a mebibyte.");
            refusals.put("415", "The body is not said to be JSON.");
        }
        if (path.endsWith("/scans") && method == PathItem.HttpMethod.POST) {
            refusals.put("429", "The caller has as many scans under way as one may have.");
        }
        if (path.contains("{") || method == PathItem.HttpMethod.POST) {
            refusals.put("404", "There is no such thing.");
        }
        if (method != PathItem.HttpMethod.GET) {
            refusals.put("409", "Its present state does not allow it.");
        }
        if (AnswerHeaders.takesPreconditions(path) && method != PathItem.HttpMethod.GET) {
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

    private static APIResponse problem(String description) {
        Content content = createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        createMediaType().schema(createSchema().ref(PROBLEM)));
        return createAPIResponse().description(description).content(content);
    }
}
