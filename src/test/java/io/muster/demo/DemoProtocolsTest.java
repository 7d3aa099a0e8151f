package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.launch.Alongside;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2AsyncClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.scheduler.SchedulerAsyncClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.utils.builder.Buildable;

/** A service of each protocol, of which the demo cloud knows nothing but a data file. */
@Alongside
class DemoProtocolsTest {

    private static final List<String> FILES =
            List.of("kms.json", "load-balancers.json", "nat-gateways.json", "schedules.json");

    /** A listing of three items in each protocol. */
    private enum Listed {
        EC2_QUERY("ec2", "ec2", "DescribeNatGateways", "MaxResults", "NextToken", "NextToken"),
        QUERY(
                "elasticloadbalancingv2",
                "elasticloadbalancing",
                "DescribeLoadBalancers",
                "PageSize",
                "Marker",
                "NextMarker"),
        JSON("kms", "kms", "ListKeys", "Limit", "Marker", "NextMarker"),
        REST_JSON("scheduler", "scheduler", "ListSchedules", "MaxResults", "NextToken", "NextToken");

        private final String module;
        private final String iam;
        private final String operation;
        private final String size;
        private final String token;
        private final String next;

        Listed(String module, String service, String operation, String size, String token, String next) {
            this.module = module;
            this.iam = service + ":" + operation;
            this.operation = operation;
            this.size = size;
            this.token = token;
            this.next = next;
        }

        CompletableFuture<SdkPojo> page(int items, String from) {
            SdkModule sdk = new SdkModule(module);
            SdkPojo request = sdk.request(operation);
            Members.set(request, size, items);
            Members.set(request, token, from);
            return sdk.call(CLIENTS.get(sdk), operation, ((Buildable) request).build());
        }

        CompletableFuture<SdkPojo> all() {
            return page(100, null);
        }
    }

    private static final Map<SdkModule, AutoCloseable> CLIENTS = new HashMap<>();
    private static final DemoFaults FAULTS = new DemoFaults();

    private static Vertx vertx;
    private static DemoServer server;

    @BeforeAll
    static void start() {
        List<JsonNode> files = FILES.stream().map(DemoProtocolsTest::data).toList();
        List<Row> rows = files.stream().flatMap(DemoProtocolsTest::rows).toList();
        DemoCloud cloud = new DemoCloud(new DemoSize(1, List.of("eu-central-1"), 0, 42), Seeds.of(rows, files));
        vertx = Vertx.vertx();
        Answers answers = new Answers(FAULTS, cloud.hub().accountId(), new Operations(cloud, Clock.systemUTC()));
        server = new DemoServer(vertx, FAULTS, answers, "127.0.0.1");
        URI endpoint = server.start(0).join();
        for (Listed listed : Listed.values()) {
            AwsBasicCredentials hub = AwsBasicCredentials.create("AKIA", "secret");
            SdkModule sdk = new SdkModule(listed.module);
            CLIENTS.put(sdk, sdk.client(endpoint, hub, new ExecutionInterceptor() {}));
        }
    }

    @AfterEach
    void behave() {
        FAULTS.clear();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable client : CLIENTS.values()) {
            client.close();
        }
        server.stop().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static JsonNode data(String file) {
        try (InputStream data = DemoProtocolsTest.class.getResourceAsStream("/demo-data/" + file)) {
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

    @ParameterizedTest
    @EnumSource
    void listsPageByPage(Listed listed) {
        List<Integer> sizes = new ArrayList<>();
        String token = null;
        do {
            SdkPojo page = listed.page(2, token).join();
            sizes.add(items(page));
            token = Members.text(page, listed.next).orElse(null);
        } while (token != null);

        assertThat(sizes).containsExactly(2, 1);
    }

    @ParameterizedTest
    @EnumSource
    void refusesADeniedOperation(Listed listed) {
        FAULTS.deny(listed.iam);

        assertRefused(
                listed.all(),
                switch (listed) {
                    case EC2_QUERY -> "UnauthorizedOperation";
                    case QUERY -> "AccessDenied";
                    case JSON, REST_JSON -> "AccessDeniedException";
                });
    }

    @ParameterizedTest
    @EnumSource
    void throttlesEverySecondCall(Listed listed) {
        FAULTS.throttleEvery(2);

        long throttled = IntStream.range(0, 6)
                .filter(call -> listed.all()
                        .handle((answer, e) -> e != null
                                && e.getCause() instanceof AwsServiceException refused
                                && refused.isThrottlingException())
                        .join())
                .count();

        assertThat(throttled).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void breaksOffAfterTheFirstPage(Listed listed) {
        FAULTS.breakOff(listed.iam);

        String token = Members.text(listed.page(2, null).join(), listed.next).orElseThrow();

        assertThatThrownBy(() -> listed.page(2, token).join()).cause().isInstanceOf(SdkClientException.class);
    }

    /** The SDK takes what is left of an answer for an empty one; {@code io.muster.aws} does not. */
    @ParameterizedTest
    @EnumSource
    void cutsAnAnswerAfterItsHeaders(Listed listed) {
        FAULTS.cutAfterHeaders(listed.iam);

        assertNothingRead(listed);
    }

    @ParameterizedTest
    @EnumSource
    void sendsSomethingElseOnDemand(Listed listed) {
        FAULTS.alter(listed.iam, answer -> "<other");

        assertNothingRead(listed);
    }

    private static void assertNothingRead(Listed listed) {
        assertThat(listed.all()
                        .handle((answer, e) -> e != null || items(answer) == 0)
                        .join())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void refusesATokenThatItDidNotGiveOut(Listed listed) {
        assertRefused(
                listed.page(2, "made-up"),
                switch (listed) {
                    case EC2_QUERY -> "InvalidNextToken";
                    case QUERY -> "ValidationError";
                    case JSON, REST_JSON -> "ValidationException";
                });
    }

    @ParameterizedTest
    @CsvSource({
        "kms, DescribeKey, UnknownOperationException",
        "scheduler, GetScheduleGroup, UnknownOperationException",
        "elasticloadbalancingv2, DescribeTags, InvalidAction",
        "ec2, DescribeFleets, InvalidAction"
    })
    void refusesAnOperationWithoutData(String module, String operation, String code) {
        SdkModule sdk = new SdkModule(module);
        SdkPojo request = new RandomPojo(new Random(1), true).of(sdk.request(operation));

        assertRefused(sdk.call(CLIENTS.get(sdk), operation, request), code);
    }

    @Test
    void picksByTheItemsMembers() {
        assertThat(kms().listGrants(r -> r.keyId("k-1")).join().grants())
                .extracting(GrantListEntry::grantId)
                .containsExactly("g-1");
        assertThat(loadBalancers()
                        .describeListeners(r -> r.loadBalancerArn("arn:lb/1"))
                        .join()
                        .listeners())
                .extracting(Listener::port)
                .containsExactly(443, 80);
        assertThat(loadBalancers()
                        .describeLoadBalancers(r -> r.names("two"))
                        .join()
                        .loadBalancers())
                .extracting(LoadBalancer::loadBalancerArn)
                .containsExactly("arn:lb/2");
        assertThat(schedules().listSchedules(r -> r.groupName("other")).join().schedules())
                .extracting(ScheduleSummary::name)
                .containsExactly("c");
    }

    @Test
    void readsTimesOfJson() {
        Instant made = Instant.parse("2026-01-02T03:04:05Z");

        assertThat(schedules().getSchedule(r -> r.name("a")).join())
                .returns(made, GetScheduleResponse::creationDate)
                .returns("rate(1 hour)", GetScheduleResponse::scheduleExpression);
    }

    @Test
    void looksUpByIdAndByArn() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

        assertThat(kms().getKeyPolicy(r -> r.keyId("k-1")).join().policy()).isEqualTo(policy);
        assertThat(kms().getKeyPolicy(r -> r.keyId("arn:aws:kms:eu-central-1:1:key/k-1"))
                        .join()
                        .policy())
                .isEqualTo(policy);
        assertRefused(kms().getKeyPolicy(r -> r.keyId("k-9")), "NotFoundException");
        assertRefused(schedules().getSchedule(r -> r.name("z")), "ResourceNotFoundException");
    }

    @Test
    void pagesWhatIsLookedUp() {
        var first = loadBalancers()
                .describeRules(r -> r.listenerArn("arn:l/1").pageSize(1))
                .join();
        var second = loadBalancers()
                .describeRules(r -> r.listenerArn("arn:l/1").pageSize(1).marker(first.nextMarker()))
                .join();

        assertThat(first.rules()).singleElement().returns("arn:r/1", rule -> rule.ruleArn());
        assertThat(second.rules()).singleElement().returns("arn:r/2", rule -> rule.ruleArn());
        assertThat(second.nextMarker()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "vpc-id, vpc-1, nat-1 nat-2",
        "state, f*, nat-2",
        "state, availabl?, nat-1 nat-3",
        "nat-gateway-address.public-ip, 192.0.2.1, nat-1",
        "tag:Name, one, nat-1",
        "tag:Name, two, ''",
        "tag-key, Name, refused",
        "made-up, x, refused"
    })
    void filters(String name, String value, String expected) {
        CompletableFuture<DescribeNatGatewaysResponse> answer = ec2().describeNatGateways(
                        r -> r.filter(Filter.builder().name(name).values(value).build()));

        if (expected.equals("refused")) {
            assertRefused(answer, "InvalidParameterValue");
            return;
        }
        assertThat(answer.join().natGateways())
                .extracting(NatGateway::natGatewayId)
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nat-1", "nat-9"})
    void namedItemsMustExist(String id) {
        CompletableFuture<DescribeNatGatewaysResponse> answer = ec2().describeNatGateways(r -> r.natGatewayIds(id));

        if (id.equals("nat-9")) {
            assertRefused(answer, "NatGatewayNotFound");
        } else {
            assertThat(answer.join().natGateways()).hasSize(1);
        }
    }

    private static KmsAsyncClient kms() {
        return (KmsAsyncClient) CLIENTS.get(new SdkModule(Listed.JSON.module));
    }

    private static ElasticLoadBalancingV2AsyncClient loadBalancers() {
        return (ElasticLoadBalancingV2AsyncClient) CLIENTS.get(new SdkModule(Listed.QUERY.module));
    }

    private static SchedulerAsyncClient schedules() {
        return (SchedulerAsyncClient) CLIENTS.get(new SdkModule(Listed.REST_JSON.module));
    }

    private static Ec2AsyncClient ec2() {
        return (Ec2AsyncClient) CLIENTS.get(new SdkModule(Listed.EC2_QUERY.module));
    }

    private static int items(SdkPojo page) {
        return page.sdkFields().stream()
                .filter(field -> Members.items(field).isPresent())
                .mapToInt(field -> ((List<?>) field.getValueOrDefault(page)).size())
                .sum();
    }

    private static void assertRefused(CompletableFuture<?> call, String code) {
        assertThatThrownBy(call::join)
                .cause()
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo(code));
    }
}
