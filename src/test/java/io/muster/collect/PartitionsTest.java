package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;

/** What a region's name says of its partition is what the SDK says of it; and what a partition lacks. */
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

    @ParameterizedTest
    @CsvSource({"aws, ''", "aws-us-gov, ACCELERATOR VPC_ORIGIN", "aws-cn, ACCELERATOR"})
    void whereAwsHasNotTheServiceThereAreNoSuchResources(String partition, String lacking) {
        // given
        List<Collector<?>> collectors = Stream.of(
                        AllCollectors.create().regional(),
                        AllCollectors.create().global())
                .flatMap(List::stream)
                .filter(collector -> !collector.isIn(partition))
                .toList();
        AwsScope withoutAws =
                new AwsScope(Scope.of("111111111111", Scope.GLOBAL).in(partition), null);

        // then
        assertThat(collectors)
                .extracting(collector -> collector.kind().name())
                .containsExactlyInAnyOrder(lacking.isEmpty() ? new String[0] : lacking.split(" ", -1));
        assertThat(collectors)
                .allSatisfy(collector -> assertThat(
                                withoutAws.collected(collector).await().indefinitely())
                        .isEqualTo(new Collection.Complete<>(List.of())));
    }
}
