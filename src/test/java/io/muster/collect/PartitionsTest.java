package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.Scope;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;

/** What a region's name says of its partition is what the SDK says of it. */
class PartitionsTest {

    static Stream<Region> regions() {
        return Region.regions().stream().filter(region -> !region.isGlobalRegion());
    }

    @ParameterizedTest
    @MethodSource("regions")
    void everyRegionThatTheSdkKnows(Region region) {
        assertThat(Scope.of("111111111111", region.id()).partition())
                .isEqualTo(region.metadata().partition().id());
    }

    @ParameterizedTest
    @CsvSource({
        "us-newplace-1, aws",
        "cn-south-9, aws-cn",
        "us-gov-central-1, aws-us-gov",
        "eusc-fr-west-1, aws-eusc",
        "us-iso-south-1, aws-iso",
        "us-isob-north-2, aws-iso-b"
    })
    void regionsThatItDoesNotKnow(String region, String partition) {
        assertThat(Scope.of("111111111111", region).partition()).isEqualTo(partition);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws-us-gov:iam::111111111111:role/r, aws-us-gov",
        "arn:aws-eusc:iam::111111111111:role/r, aws-eusc",
        "no ARN, aws"
    })
    void anArnTellsIt(String arn, String partition) {
        Scope scope = Scope.of("111111111111", Scope.GLOBAL);
        assertThat(scope.inPartitionOf(arn)).isEqualTo(new Scope(partition, "111111111111", Scope.GLOBAL));
    }
}
