package io.muster.demo;

import static io.muster.demo.DataFileCloud.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.builder.Buildable;

/** A service of each protocol, of which the demo cloud knows nothing but a data file. */
class DemoProtocolsTest {

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
            return sdk.call(CLOUD.client(sdk.name()), operation, ((Buildable) request).build());
        }

        CompletableFuture<SdkPojo> all() {
            return page(100, null);
        }
    }

    private static final DataFileCloud CLOUD = new DataFileCloud();

    @AfterEach
    void behave() {
        CLOUD.faults().clear();
    }

    @AfterAll
    static void stop() throws Exception {
        CLOUD.close();
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
        CLOUD.faults().deny(listed.iam);

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
        CLOUD.faults().throttleEvery(2);

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
        CLOUD.faults().breakOff(listed.iam);

        String token = Members.text(listed.page(2, null).join(), listed.next).orElseThrow();

        assertThatThrownBy(() -> listed.page(2, token).join()).cause().isInstanceOf(SdkClientException.class);
    }

    /** The SDK takes what is left of an answer for an empty one; {@code io.muster.aws} does not. */
    @ParameterizedTest
    @EnumSource
    void cutsAnAnswerAfterItsHeaders(Listed listed) {
        CLOUD.faults().cutAfterHeaders(listed.iam);

        assertNothingRead(listed);
    }

    @ParameterizedTest
    @EnumSource
    void sendsSomethingElseOnDemand(Listed listed) {
        CLOUD.faults().alter(listed.iam, answer -> "<other");

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

        assertRefused(sdk.call(CLOUD.client(sdk.name()), operation, request), code);
    }

    private static int items(SdkPojo page) {
        return page.sdkFields().stream()
                .filter(field -> Members.items(field).isPresent())
                .mapToInt(field -> ((List<?>) field.getValueOrDefault(page)).size())
                .sum();
    }
}
