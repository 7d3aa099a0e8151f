package io.muster.rest;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to the OpenAPI document the headers that the answers of an operation have by its sort. */
final class AnswerHeaders {

    private AnswerHeaders() {}

    static void describe(String path, HttpMethod method, Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, answer) -> {
            switch (status) {
                case "200" -> describeRead(path, method, operation, answer);
                case "201" -> describeMade(method, answer);
                case "202" -> describeAccepted(method, answer);
                default -> {}
            }
        });
        if (method == HttpMethod.GET && answersUnchanged(path)) {
            operation
                    .getResponses()
                    .addAPIResponse("304", createAPIResponse().description("It is as If-None-Match says."));
        }
    }

    /** Whether a GET of the path is answered by 304 where the caller has its answer: those of webhooks and exemptions have counts, which no tag covers. */
    static boolean answersUnchanged(String path) {
        return path.endsWith("/{accountId}") || path.endsWith("/{scanId}");
    }

    /** Whether the change is made only where the caller's preconditions hold: of a thing, or the decision on one. */
    static boolean takesPreconditions(String path, HttpMethod method) {
        return method == HttpMethod.POST
                ? path.endsWith("/approval") || path.endsWith("/refusal")
                : path.endsWith("/{accountId}") || path.endsWith("/{id}") || path.endsWith("/{webhookId}");
    }

    static APIResponse withRetryAfter(APIResponse refusal) {
        add(refusal, "Retry-After", "In how many seconds it is worth to try again.", SchemaType.INTEGER);
        return refusal;
    }

    private static void describeRead(String path, HttpMethod method, Operation operation, APIResponse answer) {
        if (takesPreconditions(path, method)) {
            addTag(answer);
        } else if (answersUnchanged(path)) {
            add(answer, "ETag", "Changes whenever it does; for If-None-Match.", SchemaType.STRING);
        }
        if (method == HttpMethod.GET && isPage(operation)) {
            add(answer, "Link", PageLinks.DESCRIPTION, SchemaType.STRING);
        }
    }

    private static void describeMade(HttpMethod method, APIResponse answer) {
        addTag(answer);
        if (method == HttpMethod.POST) {
            addLocation(answer);
        }
    }

    private static void describeAccepted(HttpMethod method, APIResponse answer) {
        if (method == HttpMethod.POST) {
            addLocation(answer);
            add(answer, "Retry-After", "In how many seconds it is worth to look at it again.", SchemaType.INTEGER);
        }
    }

    private static boolean isPage(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "limit".equals(parameter.getName()));
    }

    private static void addTag(APIResponse answer) {
        add(answer, "ETag", "Changes whenever it does; for If-Match and If-None-Match.", SchemaType.STRING);
    }

    private static void addLocation(APIResponse answer) {
        add(answer, "Location", "Where it is found.", SchemaType.STRING);
    }

    private static void add(APIResponse answer, String name, String description, SchemaType type) {
        answer.addHeader(
                name,
                createHeader().description(description).schema(createSchema().addType(type)));
    }
}
