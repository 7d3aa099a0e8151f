package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** A demo cloud that knows nothing but a data file for a service of each protocol, with a client of each. */
final class DataFileCloud {

    private static final List<String> FILES =
            List.of("kms.json", "load-balancers.json", "nat-gateways.json", "schedules.json");

    private final DemoFaults faults = new DemoFaults();
    private final Map<String, AutoCloseable> clients = new HashMap<>();
    private final Vertx vertx = Vertx.vertx();
    private final DemoServer server;

    DataFileCloud() {
        List<JsonNode> files = FILES.stream().map(DataFileCloud::data).toList();
        List<Row> rows = files.stream().flatMap(DataFileCloud::rows).toList();
        DemoCloud cloud = new DemoCloud(new DemoSize(1, List.of("eu-central-1"), 0, 42), Seeds.of(rows, files));
        Answers answers = new Answers(faults, cloud.hub().accountId(), new Operations(cloud, Clock.systemUTC()));
        server = new DemoServer(vertx, faults, answers, "127.0.0.1");
        URI endpoint = server.start(0).join();
        AwsBasicCredentials hub = AwsBasicCredentials.create("AKIA", "secret");
        for (Row row : rows) {
            clients.computeIfAbsent(
                    row.module(), module -> new SdkModule(module).client(endpoint, hub, new ExecutionInterceptor() {}));
        }
    }

    private static JsonNode data(String file) {
        try (InputStream data = DataFileCloud.class.getResourceAsStream("/demo-data/" + file)) {
            return new ObjectMapper().readTree(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Row> rows(JsonNode file) {
        SdkModule module = new SdkModule(file.path("service").asText());
        return file.path("operations").properties().stream()
                .map(operation -> SentCall.of(module, operation.getKey()).row());
    }

    DemoFaults faults() {
        return faults;
    }

    AutoCloseable client(String module) {
        return clients.get(module);
    }

    static void assertRefused(CompletableFuture<?> call, String code) {
        assertThatThrownBy(call::join)
                .cause()
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo(code));
    }

    void close() throws Exception {
        for (AutoCloseable client : clients.values()) {
            client.close();
        }
        server.stop().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
