package io.muster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Calls Muster over HTTP, at whichever address it is given for each call. Keeps connections alive, as services do. */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String RESOURCES = """
            query($account: String!, $after: String) {
              resources(filter: {accountIds: [$account]}, first: 500, after: $after) {
                pageInfo { hasNextPage endCursor }
                nodes { id resourceId kind accountId region name tags { key value } attributes firstSeenAt } } }""";

    private static final String FINDINGS = """
            query($account: String!, $after: String) {
              findings(filter: {accountIds: [$account]}, first: 500, after: $after) {
                pageInfo { hasNextPage endCursor }
                nodes { ruleId resourceArn status stale message evidence firstSeenAt } } }""";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Supplier<URI> address;

    Client(Supplier<URI> address) {
        this.address = address;
    }

    static Client of(Replica replica) {
        return new Client(replica::address);
    }

    /** Whether the address answers 200. */
    boolean isUp(URI readiness) {
        try {
            return send(HttpRequest.newBuilder(readiness)).statusCode() == 200;
        } catch (UncheckedIOException nobody) {
            return false;
        }
    }

    JsonNode get(String path) {
        return expect(200, request(path));
    }

    void register(String accountId, Map<String, ?> account) {
        expect(201, request("/api/v1/accounts/" + accountId).method("PUT", json(account)));
    }

    /** Asks for a scan of the account, and returns its id. */
    String scan(String accountId) {
        return expect(202, askForScan(accountId)).path("scanId").asText();
    }

    /** Asks for a scan of the account, which may be refused. */
    HttpResponse<String> askForScan(String accountId) {
        return sendJson(request("/api/v1/accounts/" + accountId + "/scans").POST(BodyPublishers.noBody()));
    }

    /** Makes something, and returns it. */
    JsonNode make(String path, Map<String, ?> body) {
        return expect(201, request(path).POST(json(body)));
    }

    JsonNode ask(String query, Map<String, ?> variables) {
        JsonNode answer = expect(200, request("/graphql").POST(json(Map.of("query", query, "variables", variables))));
        assertThat(answer.path("errors")).as(query).isEmpty();
        return answer.path("data");
    }

    List<JsonNode> resources(String accountId) {
        return all("resources", RESOURCES, accountId);
    }

    List<JsonNode> findings(String accountId) {
        return all("findings", FINDINGS, accountId);
    }

    private List<JsonNode> all(String field, String query, String accountId) {
        JsonNode page = ask(query, Map.of("account", accountId)).path(field);
        Stream<JsonNode> nodes = each(page);
        while (page.path("pageInfo").path("hasNextPage").asBoolean()) {
            Map<String, Object> variables = new LinkedHashMap<>();
            variables.put("account", accountId);
            variables.put("after", page.path("pageInfo").path("endCursor").asText());
            page = ask(query, variables).path(field);
            nodes = Stream.concat(nodes, each(page));
        }
        return nodes.toList();
    }

    private static Stream<JsonNode> each(JsonNode page) {
        return StreamSupport.stream(page.path("nodes").spliterator(), false);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.get().resolve(path));
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return BodyPublishers.ofString(Documents.write(body));
    }

    private JsonNode expect(int status, HttpRequest.Builder request) {
        return expect(status, sendJson(request));
    }

    private static JsonNode expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as("%s: %s", answer.request(), answer.body())
                .isEqualTo(status);
        return Documents.tree(answer.body());
    }

    private HttpResponse<String> sendJson(HttpRequest.Builder request) {
        return send(request.header("Content-Type", "application/json").header("Accept", "application/json"));
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(PATIENCE).build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
