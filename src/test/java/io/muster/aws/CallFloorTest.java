package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.CallFloor.Calls;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The least time of calls. */
class CallFloorTest {

    private static final CallFloor FLOOR = new CallFloor(0.5, Duration.ofMillis(30), 32);
    private static final AwsOperation VOLUMES = AwsService.EC2.operation("DescribeVolumes");

    /** EC2 admits 100 calls of an operation at once, of which half is taken, and 20 a second. */
    @ParameterizedTest
    @CsvSource({"0, 0", "50, 0", "51, 100", "1050, 100000"})
    void aBucketDictatesWhatItsBurstDoesNotHold(long calls, long milliseconds) {
        assertThat(FLOOR.ofBuckets(List.of(of("111111111111", "eu-west-1", VOLUMES, calls))))
                .isEqualTo(Duration.ofMillis(milliseconds));
    }

    @Test
    void accountsAndRegionsHaveBucketsOfTheirOwn() {
        assertThat(FLOOR.ofBuckets(List.of(
                        of("111111111111", "eu-west-1", VOLUMES, 50),
                        of("111111111111", "eu-west-2", VOLUMES, 50),
                        of("222222222222", "eu-west-1", VOLUMES, 50))))
                .isZero();
    }

    /** Elastic Load Balancing admits 40 calls of all operations at once, and 10 a second. */
    @Test
    void operationsThatShareABucketAddUp() {
        assertThat(FLOOR.ofBuckets(List.of(
                        of("1", "eu-west-1", AwsService.ELASTIC_LOAD_BALANCING.operation("DescribeTags"), 15),
                        of("1", "eu-west-1", AwsService.ELASTIC_LOAD_BALANCING.operation("DescribeListeners"), 15))))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aServiceWithoutRegionsHasOneBucketOfAnAccount() {
        AwsOperation policies = AwsService.IAM.operation("GetPolicyVersion");

        assertThat(FLOOR.ofBuckets(List.of(of("1", "eu-west-1", policies, 10), of("1", "eu-west-2", policies, 12))))
                .isEqualTo(Duration.ofMillis(1_933));
    }

    @Test
    void theLongerOfBothCounts() {
        assertThat(FLOOR.of(List.of(of("1", "eu-west-1", VOLUMES, 32)))).isEqualTo(Duration.ofMillis(30));
        assertThat(FLOOR.of(List.of(of("1", "eu-west-1", VOLUMES, 60)))).isEqualTo(Duration.ofSeconds(1));
    }

    private static Calls of(String accountId, String region, AwsOperation operation, long count) {
        return new Calls(accountId, region, operation, count);
    }
}
