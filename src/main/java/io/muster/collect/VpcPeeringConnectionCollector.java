package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.VpcPeeringConnection;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CidrBlock;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.Ipv6CidrBlock;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReason;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

@ApplicationScoped
class VpcPeeringConnectionCollector
        extends ListingCollector<software.amazon.awssdk.services.ec2.model.VpcPeeringConnection, VpcPeeringConnection> {

    VpcPeeringConnectionCollector() {
        super(
                VpcPeeringConnection.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeVpcPeeringConnections",
                        (ec2, token) -> ec2.describeVpcPeeringConnections(
                                r -> r.maxResults(1000).nextToken(token)),
                        DescribeVpcPeeringConnectionsResponse::nextToken,
                        DescribeVpcPeeringConnectionsResponse::vpcPeeringConnections));
    }

    @Override
    Resource<VpcPeeringConnection> resource(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.VpcPeeringConnection connection) {
        Map<String, String> tags = Tags.of(connection.tags());
        VpcPeeringConnectionStateReason status = connection.status();
        PeeringSide requester = side(connection.requesterVpcInfo());
        PeeringSide accepter = side(connection.accepterVpcInfo());
        VpcPeeringConnection attributes = new VpcPeeringConnection(
                status == null ? null : status.codeAsString(),
                status == null ? null : status.message(),
                requester,
                accepter,
                Canonical.strings(sides(requester, accepter).map(PeeringSide::vpcId)),
                Canonical.strings(sides(requester, accepter).map(side -> vpcArn(aws.scope(), side))),
                Canonical.strings(sides(requester, accepter).map(PeeringSide::ownerId)),
                connection.expirationTime());
        return aws.resource(connection.vpcPeeringConnectionId(), Tags.name(tags), tags, attributes);
    }

    private static Stream<PeeringSide> sides(@Nullable PeeringSide requester, @Nullable PeeringSide accepter) {
        return Stream.of(requester, accepter).filter(Objects::nonNull);
    }

    /** The VPC in its own account and region, which may be others than those of the viewer. */
    private static @Nullable String vpcArn(Scope viewer, PeeringSide side) {
        if (side.vpcId() == null) {
            return null;
        }
        Scope home = new Scope(
                viewer.partition(),
                Objects.requireNonNullElseGet(side.ownerId(), viewer::accountId),
                Objects.requireNonNullElseGet(side.region(), viewer::region));
        return home.arn(ResourceKind.VPC, side.vpcId());
    }

    private static @Nullable PeeringSide side(@Nullable VpcPeeringConnectionVpcInfo vpc) {
        return vpc == null
                ? null
                : new PeeringSide(
                        vpc.vpcId(),
                        vpc.ownerId(),
                        vpc.region(),
                        // the one range stands in the set as well, and alone where there is no set yet
                        Canonical.strings(Stream.concat(
                                Stream.ofNullable(vpc.cidrBlock()),
                                vpc.cidrBlockSet().stream().map(CidrBlock::cidrBlock))),
                        Canonical.strings(vpc.ipv6CidrBlockSet().stream().map(Ipv6CidrBlock::ipv6CidrBlock)),
                        vpc.peeringOptions() == null
                                ? null
                                : vpc.peeringOptions().allowDnsResolutionFromRemoteVpc());
    }
}
