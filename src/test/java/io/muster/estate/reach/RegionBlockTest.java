package io.muster.estate.reach;

import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.BlockPublicAccessExclusion;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The region's setting and the exclusions from it, where no subnet tells its block mode, or another one: what passes by an internet gateway, and what goes out. */
class RegionBlockTest {

    private static final String DONE = "create-complete";
    private static final String BOTH_WAYS = "allow-bidirectional";
    private static final String OUT = "allow-egress";
    private static final String ALL = "block-bidirectional";
    private static final String IN = "block-ingress";

    @ParameterizedTest
    @MethodSource
    void followsTheExclusion(String mode, List<Estates.Made<?>> exclusions, Reachable byGateway, Reachable outwards) {
        Estate estate = Network.estate(
                Stream.concat(Stream.of(subnet(null), Made.publicAccess(mode, "allowed")), exclusions.stream())
                        .toArray(Estates.Made[]::new));

        assertThat(reachable(Subnets.of(estate).publicAccess("subnet-1"))).isEqualTo(byGateway);
        assertThat(reachable(Subnets.of(estate).outboundAccess("subnet-1"))).isEqualTo(outwards);
        assertThat(reachable(Subnets.of(estate).outboundAccessOfVpc("vpc-1"))).isEqualTo(outwards);
    }

    static Stream<Arguments> followsTheExclusion() {
        return Stream.of(
                Arguments.of("off", List.of(), YES, YES),
                Arguments.of("off", List.of(ofSubnet(OUT, DONE)), YES, YES),
                Arguments.of(null, List.of(), YES, YES),
                Arguments.of("block-something", List.of(), UNKNOWN, UNKNOWN),
                Arguments.of(IN, List.of(), NO, YES),
                Arguments.of(ALL, List.of(), NO, NO),
                Arguments.of(ALL, List.of(ofSubnet(BOTH_WAYS, DONE)), YES, YES),
                Arguments.of(ALL, List.of(ofSubnet(OUT, DONE)), NO, YES),
                Arguments.of(ALL, List.of(ofVpc(BOTH_WAYS, "update-complete")), YES, YES),
                Arguments.of(ALL, List.of(ofVpc(BOTH_WAYS, DONE), ofSubnet(OUT, DONE)), NO, YES),
                Arguments.of(ALL, List.of(exclusion("subnet/subnet-2", BOTH_WAYS, DONE)), NO, NO),
                Arguments.of(ALL, List.of(ofSubnet(BOTH_WAYS, "create-failed")), NO, NO),
                Arguments.of(ALL, List.of(ofSubnet(BOTH_WAYS, "delete-complete")), NO, NO),
                Arguments.of(ALL, List.of(ofSubnet(BOTH_WAYS, "disable-complete")), NO, NO),
                Arguments.of(ALL, List.of(ofSubnet(BOTH_WAYS, "create-in-progress")), UNKNOWN, UNKNOWN),
                Arguments.of(ALL, List.of(ofSubnet(BOTH_WAYS, "update-in-progress")), UNKNOWN, UNKNOWN),
                Arguments.of(ALL, List.of(ofSubnet(BOTH_WAYS, "delete-in-progress")), UNKNOWN, UNKNOWN),
                Arguments.of(ALL, List.of(ofSubnet(BOTH_WAYS, null)), UNKNOWN, UNKNOWN),
                Arguments.of(ALL, List.of(ofSubnet("allow-something", DONE)), UNKNOWN, UNKNOWN),
                Arguments.of(ALL, List.of(ofSubnet(null, DONE)), UNKNOWN, UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource
    void aSubnetThatContradictsTheRegionIsUnknown(
            String ofSubnet, String ofRegion, List<Estates.Made<?>> exclusions, Reachable expected) {
        Estate estate = Network.estate(
                Stream.concat(Stream.of(subnet(ofSubnet), Made.publicAccess(ofRegion, "allowed")), exclusions.stream())
                        .toArray(Estates.Made[]::new));

        assertThat(reachable(Subnets.of(estate).publicAccess("subnet-1"))).isEqualTo(expected);
        assertThat(reachable(Subnets.of(estate).outboundAccess("subnet-1"))).isEqualTo(expected);
        assertThat(reachable(Subnets.of(estate).outboundAccessOfVpc("vpc-1"))).isEqualTo(expected);
    }

    static Stream<Arguments> aSubnetThatContradictsTheRegionIsUnknown() {
        return Stream.of(
                Arguments.of(ALL, "off", List.of(), UNKNOWN),
                Arguments.of("off", ALL, List.of(), UNKNOWN),
                Arguments.of(ALL, ALL, List.of(ofVpc(BOTH_WAYS, DONE)), UNKNOWN),
                Arguments.of("off", ALL, List.of(ofVpc(BOTH_WAYS, DONE)), YES),
                Arguments.of(ALL, ALL, List.of(), NO),
                Arguments.of(ALL, null, List.of(), NO));
    }

    @Test
    void whatTheSubnetTellsCountsBeforeARegionThatIsNotClear() {
        assertThat(reachable(Subnets.of(Network.estate(
                                subnet("off"),
                                Made.publicAccess(ALL, "allowed"),
                                ofSubnet(BOTH_WAYS, "create-in-progress")))
                        .publicAccess("subnet-1")))
                .isEqualTo(YES);
    }

    @Test
    void exclusionsThatWereNotReadMayBeThere() {
        Estate estate = Estates.estate()
                .with(subnet(null), Made.publicAccess(ALL, "allowed"))
                .without(ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION)
                .build();

        assertThat(reachable(Subnets.of(estate).publicAccess("subnet-1"))).isEqualTo(UNKNOWN);
    }

    private static Estates.Made<?> subnet(String mode) {
        return Network.subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, mode);
    }

    private static Estates.Made<?> ofSubnet(String mode, String state) {
        return exclusion("subnet/subnet-1", mode, state);
    }

    private static Estates.Made<?> ofVpc(String mode, String state) {
        return exclusion("vpc/vpc-1", mode, state);
    }

    private static Estates.Made<?> exclusion(String of, String mode, String state) {
        String arn = "arn:aws:ec2:eu-central-1:" + Estates.ACCOUNT + ":" + of;
        return Made.of(
                "vpcbpa-exclude-" + of.replace('/', '-'),
                Parts.of(
                        BlockPublicAccessExclusion.class,
                        "internetGatewayExclusionMode",
                        mode,
                        "resourceArn",
                        arn,
                        "state",
                        state));
    }

    private static Reachable reachable(Gate gate) {
        return Exposed.of(gate.admits()).reachable();
    }
}
