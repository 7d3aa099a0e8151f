package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * In each protocol, the SDK's own client reads the object that the demo cloud wrote, and the demo cloud the request that the
 * client wrote, whatever is in them.
 */
class ProtocolRoundTripTest {

    private static final Map<String, List<String>> FURTHER = Map.of(
            "kms", List.of("DescribeKey", "GetKeyPolicy", "ListAliases", "ListGrants", "ListKeys", "ListResourceTags"),
            "elasticloadbalancingv2",
                    List.of(
                            "DescribeListeners",
                            "DescribeLoadBalancerAttributes",
                            "DescribeLoadBalancers",
                            "DescribeRules",
                            "DescribeTags",
                            "DescribeTargetHealth"),
            "scheduler", List.of("GetSchedule", "ListScheduleGroups", "ListSchedules", "ListTagsForResource"));

    /** Their clients compare checksums in the answer with the message. */
    private static final Set<String> CHECKED = Set.of("SendMessage", "ReceiveMessage");

    private static final AtomicReference<SdkPojo> ANSWER = new AtomicReference<>();
    private static final AtomicReference<Call> ASKED = new AtomicReference<>();

    private static final Map<SdkModule, AutoCloseable> CLIENTS = new HashMap<>();

    private static Vertx vertx;
    private static DemoServer server;
    private static List<SentCall> calls;

    @BeforeContainer
    static void start() {
        calls = Stream.concat(
                        Rows.ALL.stream()
                                .filter(row -> !CHECKED.contains(row.name()))
                                .map(row -> SentCall.of(new SdkModule(row.module()), row.name())),
                        FURTHER.entrySet().stream()
                                .flatMap(module -> module.getValue().stream()
                                        .map(name -> SentCall.of(new SdkModule(module.getKey()), name))))
                .toList();
        Map<Row, Operation> operations = new HashMap<>();
        calls.forEach(call -> operations.put(call.row(), asked -> {
            ASKED.set(asked);
            return ANSWER.get();
        }));
        vertx = Vertx.vertx();
        DemoFaults none = new DemoFaults();
        server =
                new DemoServer(vertx, none, new Answers(none, "111111111111", new Operations(operations)), "127.0.0.1");
        URI endpoint = server.start(0).join();
        calls.stream()
                .map(SentCall::module)
                .distinct()
                .forEach(module -> CLIENTS.put(
                        module,
                        module.client(
                                endpoint,
                                AwsBasicCredentials.create("AKIA", "secret"),
                                new ExecutionInterceptor() {})));
    }

    @AfterContainer
    static void stop() throws Exception {
        for (AutoCloseable client : CLIENTS.values()) {
            client.close();
        }
        server.stop().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Property(tries = 300)
    void answersAndRequestsArriveAsTheyWereMade(@ForAll("calls") SentCall call, @ForAll long seed) {
        SdkPojo answer = new RandomPojo(new Random(seed), false).of(call.row().response());
        SdkPojo request = new RandomPojo(new Random(~seed), true).of(call.row().request());
        ANSWER.set(answer);

        SdkPojo read = call.module()
                .call(CLIENTS.get(call.module()), call.operation(), request)
                .join();

        assertThat(ASKED.get().row()).returns(call.operation(), Row::name);
        assertThat(ASKED.get().request().equalsBySdkFields(request))
                .as("%s is not %s", ASKED.get().request(), request)
                .isTrue();
        assertThat(read.equalsBySdkFields(answer))
                .as("%s is not %s", read, answer)
                .isTrue();
    }

    @Provide
    Arbitrary<SentCall> calls() {
        return Arbitraries.of(calls);
    }
}
