package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.CidrAssociation;
import io.muster.inventory.kind.Vpc;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockState;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

@ApplicationScoped
class VpcCollector extends ListingCollector<software.amazon.awssdk.services.ec2.model.Vpc, Vpc> {

    private static final Comparator<CidrAssociation> BY_CIDR = Comparator.comparing(
                    CidrAssociation::cidr, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(CidrAssociation::associationId, Comparator.nullsLast(Comparator.naturalOrder()));

    VpcCollector() {
        super(
                Vpc.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeVpcs",
                        (ec2, token) -> ec2.describeVpcs(r -> r.maxResults(1000).nextToken(token)),
                        DescribeVpcsResponse::nextToken,
                        DescribeVpcsResponse::vpcs));
    }

    @Override
    public List<String> events() {
        return List.of("ec2:*VpcBlockPublicAccess*");
    }

    @Override
    Resource<Vpc> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.Vpc vpc) {
        Map<String, String> tags = Tags.of(vpc.tags());
        return aws.resource(
                vpc.vpcId(),
                Tags.name(tags),
                tags,
                new Vpc(
                        cidrBlocks(vpc),
                        ipv6CidrBlocks(vpc),
                        Canonical.isTrue(vpc.isDefault()),
                        vpc.ownerId(),
                        vpc.blockPublicAccessStates() == null
                                ? null
                                : vpc.blockPublicAccessStates().internetGatewayBlockModeAsString(),
                        associations(vpc)));
    }

    private static List<CidrAssociation> associations(software.amazon.awssdk.services.ec2.model.Vpc vpc) {
        return Stream.concat(
                        vpc.cidrBlockAssociationSet().stream()
                                .map(range -> new CidrAssociation(
                                        range.associationId(), range.cidrBlock(), state(range.cidrBlockState()), null)),
                        vpc.ipv6CidrBlockAssociationSet().stream()
                                .map(range -> new CidrAssociation(
                                        range.associationId(),
                                        range.ipv6CidrBlock(),
                                        state(range.ipv6CidrBlockState()),
                                        range.ipv6Pool())))
                .sorted(BY_CIDR)
                .toList();
    }

    private static @Nullable String state(@Nullable VpcCidrBlockState state) {
        return state == null ? null : state.stateAsString();
    }

    /** The first range stands on its own as well. */
    private static List<String> cidrBlocks(software.amazon.awssdk.services.ec2.model.Vpc vpc) {
        return Canonical.strings(Stream.concat(
                Stream.ofNullable(vpc.cidrBlock()),
                vpc.cidrBlockAssociationSet().stream()
                        .filter(range -> Canonical.inForce(state(range.cidrBlockState())))
                        .map(VpcCidrBlockAssociation::cidrBlock)));
    }

    private static List<String> ipv6CidrBlocks(software.amazon.awssdk.services.ec2.model.Vpc vpc) {
        return Canonical.strings(vpc.ipv6CidrBlockAssociationSet().stream()
                .filter(range -> Canonical.inForce(state(range.ipv6CidrBlockState())))
                .map(VpcIpv6CidrBlockAssociation::ipv6CidrBlock));
    }
}
