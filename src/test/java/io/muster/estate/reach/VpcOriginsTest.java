package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Extent;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcOrigin;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Through the VPC origins of CloudFront. */
class VpcOriginsTest extends FrontendWays {

    private static final String SERVICE_GROUP = "CloudFront-VPCOrigins-Service-SG";

    private static Estates.Made<?> origin(String arn, String policy, String status) {
        return Made.of(
                "vo-1",
                Parts.of(
                        VpcOrigin.class,
                        "status",
                        status,
                        "endpointArn",
                        arn,
                        "httpPort",
                        8080,
                        "httpsPort",
                        8443,
                        "originProtocolPolicy",
                        policy));
    }

    static Stream<Arguments> ways() {
        Estates.Made<?> service = group("sg-cf").name(SERVICE_GROUP);
        Estates.Made<?> admitting = group("sg-1").inFromGroup("sg-cf");
        Estates.Made<?> list = Made.prefixList(
                "pl-cf", "com.amazonaws.global.cloudfront.origin-facing", "AWS", "120.52.22.96/27", "13.32.0.0/15");
        return Stream.of(
                row("an instance", YES, "vo-1", "vo", origin(INSTANCE, "match-viewer", "Deployed")),
                row(
                        "the instance admits CloudFront's group",
                        YES,
                        "members of sg-cf",
                        "vo",
                        origin(INSTANCE, "http-only", "Deployed"),
                        "service",
                        service,
                        "group",
                        admitting),
                row(
                        "the instance admits CloudFront's addresses",
                        YES,
                        "pl-cf",
                        "vo",
                        origin(INSTANCE, "http-only", "Deployed"),
                        "list",
                        list,
                        "group",
                        group("sg-1").inFromList("tcp", 8080, 8080, "pl-cf")),
                row(
                        "the instance admits its subnet",
                        UNKNOWN,
                        "from which address CloudFront reaches",
                        "vo",
                        origin(INSTANCE, "http-only", "Deployed"),
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "10.0.2.0/24")),
                row(
                        "the instance admits another group",
                        NO,
                        "",
                        "vo",
                        origin(INSTANCE, "http-only", "Deployed"),
                        "group",
                        group("sg-1").inFromGroup("sg-9")),
                row("another port", NO, "", "vo", origin(INSTANCE, "https-only", "Deployed")),
                row("one that goes, until it is gone", YES, "vo-1", "vo", origin(INSTANCE, "match-viewer", "Deleting")),
                row(
                        "its VPC has no internet gateway",
                        NO,
                        "",
                        "vo",
                        origin(INSTANCE, "http-only", "Deployed"),
                        "gateway",
                        gateway("igw-1", "vpc-2")),
                row(
                        "an internal load balancer",
                        YES,
                        "vo-1",
                        behindBalancer("vo", origin(BALANCER, "https-only", "Deployed"))),
                row(
                        "a load balancer that admits CloudFront's group",
                        YES,
                        "members of sg-cf",
                        behindBalancer(
                                "vo",
                                origin(BALANCER, "https-only", "Deployed"),
                                "service",
                                service,
                                "groupOfBalancer",
                                group("sg-lb").inFromGroup("sg-cf").out("-1", null, null, "0.0.0.0/0"))));
    }

    static Stream<Arguments> unread() {
        return Stream.of(
                Arguments.of(ResourceKind.VPC_ORIGIN, network(), NO),
                Arguments.of(
                        ResourceKind.VPC_ORIGIN,
                        network("service", group("sg-cf").name(SERVICE_GROUP)),
                        UNKNOWN));
    }

    /** CloudFront makes its group in the VPC of the origin and in its account. */
    static Stream<Arguments> groupsThatWereNotListed() {
        return Stream.of(
                argumentSet("of the VPC", group("sg-1").inFromGroup("sg-9"), UNKNOWN),
                argumentSet("of the account", group("sg-1").inFromForeign("sg-9", Estates.ACCOUNT, null), UNKNOWN),
                argumentSet("of another account", group("sg-1").inFromForeign("sg-9", Estates.OTHER_ACCOUNT, null), NO),
                argumentSet("over a peering", group("sg-1").inFromForeign("sg-9", Estates.ACCOUNT, "active"), NO),
                argumentSet(
                        "over a peering that is gone",
                        group("sg-1").inFromForeign("sg-9", Estates.ACCOUNT, "deleted"),
                        NO));
    }

    @ParameterizedTest
    @MethodSource
    void groupsThatWereNotListed(Estates.Made<?> admitting, Reachable expected) {
        // given
        MadeInterface target =
                eni("eni-1").of("i-1").in("subnet-2").privateIps("10.0.2.10").groups("sg-1");
        Estate estate = Estates.estate()
                .with(network("vo", origin(INSTANCE, "http-only", "Deployed"), "group", admitting)
                        .values()
                        .toArray(Estates.Made[]::new))
                .with(target)
                .reaching(ResourceKind.SECURITY_GROUP, new Extent(Set.of(Estates.REGION.region()), true, Set.of()))
                .build();

        // when
        List<Entrance> entrances = VpcOrigins.of(estate).to(target.resource());

        // then
        assertThat(entrances.stream().map(Entrance::exposed).reduce(Exposed.NOTHING, Exposed::union))
                .extracting(Exposed::reachable)
                .isEqualTo(expected);
    }
}
