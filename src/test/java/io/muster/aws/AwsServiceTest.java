package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsClient;

/** What follows from the constant of a service. */
class AwsServiceTest {

    static Stream<AwsService<?>> services() {
        return Arrays.stream(AwsService.class.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == AwsService.class)
                .map(field -> {
                    try {
                        return (AwsService<?>) field.get(null);
                    } catch (IllegalAccessException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("services")
    void itsClientIsOfItsRegionOrOfThePartition(AwsService<?> service) {
        ScheduledExecutorService workers = Executors.newSingleThreadScheduledExecutor();
        AwsConfig config = TestClients.config(Map.of());
        String partition = service.isIn("aws-us-gov") ? "aws-us-gov" : "aws";
        try (ClientFactory factory = TestClients.factory(config, new CountedBudget(config), workers, new EventLoops());
                AwsClient client = factory.open(service, service.regional() ? "eu-west-1" : partition)) {
            String global = service.onlyRegion().orElse(partition + "-global");
            assertThat(region(client)).isEqualTo(service.regional() ? "eu-west-1" : global);
        } finally {
            workers.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({"aws, true, true", "aws-cn, false, true", "aws-us-gov, false, false"})
    void notAllPartitionsHaveAllServices(String partition, boolean accelerators, boolean cloudFront) {
        assertThat(AwsService.GLOBAL_ACCELERATOR.isIn(partition)).isEqualTo(accelerators);
        assertThat(AwsService.CLOUDFRONT.isIn(partition)).isEqualTo(cloudFront);
        assertThat(AwsService.IAM.isIn(partition)).isTrue();
    }

    private static String region(AwsClient client) {
        return client.serviceClientConfiguration().region().id();
    }

    @ParameterizedTest
    @MethodSource("services")
    void itsRatesAreFit(AwsService<?> service) {
        assertThat(service.operation("DescribeAnything").rate().perSecond()).isPositive();
        assertThat(service.operation("DescribeAnything").rate().burst()).isGreaterThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ec2, EC2_QUERY",
        "query, QUERY",
        "json, JSON",
        "rest-json, REST_JSON",
        "smithy-rpc-v2-cbor, RPC_V2_CBOR"
    })
    void theProtocolsOfTheSdkAreKnown(String sdkName, AnswerProtocol protocol) {
        assertThat(AnswerProtocol.named(sdkName)).isEqualTo(protocol);
    }

    @Test
    void anOperationMayHaveARateOfItsOwn() {
        assertThat(AwsService.EC2.operation("DescribeVpcs").rate()).isEqualTo(new RequestRate(100, 20));
        assertThat(AwsService.EC2.operation("DescribeStaleSecurityGroups").rate())
                .isEqualTo(new RequestRate(20, 5));
    }

    @Test
    void operationsShareABucketWhereTheirServiceHasOne() {
        RequestRates shared = RequestRates.shared(40, 10).except(5, 1, "DescribeTargetHealth");
        assertThat(shared.bucket("DescribeRules")).isEqualTo(shared.bucket("DescribeListeners"));
        assertThat(shared.bucket("DescribeTargetHealth")).isNotEqualTo(shared.bucket("DescribeRules"));
        RequestRates own = RequestRates.perOperation(100, 20);
        assertThat(own.bucket("DescribeVpcs")).isNotEqualTo(own.bucket("DescribeSubnets"));
    }

    @Test
    void aSmallPartOfARateLetsACallPass() {
        assertThat(new RequestRate(15, 15).part(0.01)).isEqualTo(new RequestRate(1, 0.15));
        assertThatCode(() -> new RequestRate(100, 20).part(1)).doesNotThrowAnyException();
    }
}
