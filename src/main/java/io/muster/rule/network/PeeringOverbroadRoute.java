package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcPeeringConnection;
import io.muster.rule.Area;
import io.muster.rule.KnownStates;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Each side is judged by its own routes and groups, in the region and by the account that has them. A route is overbroad
 * where it covers a whole CIDR of the other VPC, be it as a supernet or together with other routes of its table.
 */
@Singleton
class PeeringOverbroadRoute extends RecordRule<VpcPeeringConnection> {

    private static final String ACTIVE = "active";

    PeeringOverbroadRoute() {
        super(
                new RuleMetadata(
                        "vpc-peering-overbroad-route",
                        "Peering routes and groups open whole VPCs to each other",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.VPC_PEERING_CONNECTION,
                        "Where routes lead to the whole of a peered VPC and a group admits all of it to an administration port,"
                                + " an attacker on one machine there can go on to the machines here.",
                        "Route to the subnets that are needed alone with aws ec2 replace-route, and admit these, or the peer's"
                                + " security group, in place of the whole VPC.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html",
                                "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html"),
                        List.of(
                                Control.cis("3.0", "5.5"),
                                Control.cis("4.0", "5.6"),
                                Control.cis("5.0", "5.6"),
                                Control.cis("6.0", "6.6"),
                                Control.cis("7.0", "6.6"),
                                Control.prowler("vpc_peering_routing_tables_with_least_privilege"))),
                VpcPeeringConnection.class,
                ResourceKind.ROUTE_TABLE,
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.SECURITY_GROUP);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.PREFIX_LIST);
    }

    @Override
    public Verdict judge(Resource<VpcPeeringConnection> resource, Estate estate) {
        VpcPeeringConnection peering = resource.attributes();
        if (!KnownStates.PEERING.hold(peering.status())) {
            return Verdict.unknown("AWS did not tell the status of the connection");
        }
        if (!peering.status().equals(ACTIVE)) {
            return Verdict.notApplicable();
        }
        if (peering.requester() == null || peering.accepter() == null) {
            return Verdict.unknown("AWS did not tell both VPCs of the connection");
        }
        return judge(
                resource,
                List.of(
                        new Side(peering.requester(), peering.accepter()),
                        new Side(peering.accepter(), peering.requester())),
                estate);
    }

    /** One of the VPCs, as the other one sees it. */
    private record Side(PeeringSide here, PeeringSide peer) {

        boolean isIn(Estate estate) {
            return estate.scope().accountId().equals(here.ownerId())
                    && estate.scope()
                            .region()
                            .equals(Objects.requireNonNullElse(
                                    here.region(), estate.scope().region()));
        }

        /** Whether it is not judged: neither this estate nor that of another registered account or region. */
        boolean unseen(Estate estate) {
            return here.ownerId() == null || !estate.beside().isJudged(here.ownerId());
        }

        List<CidrSet> peerNetworks() {
            return Stream.concat(peer.cidrBlocks().stream(), peer.ipv6CidrBlocks().stream())
                    .map(Cidr::tryParse)
                    .flatMap(Optional::stream)
                    .map(CidrSet::of)
                    .toList();
        }
    }

    private Verdict judge(Resource<VpcPeeringConnection> resource, List<Side> sides, Estate estate) {
        List<Side> local = sides.stream().filter(side -> side.isIn(estate)).toList();
        List<PeeringPaths> paths = local.stream()
                .filter(side -> side.here().vpcId() != null)
                .map(side -> PeeringPaths.of(resource.resourceId(), side.here().vpcId(), side.peerNetworks(), estate))
                .toList();
        Optional<PeeringPaths> open = paths.stream().filter(PeeringPaths::open).findFirst();
        if (open.isPresent()) {
            return fail(
                    "Routes of " + open.get().vpcId() + " lead to a whole network of the peered VPC, and groups of its"
                            + " instances admit all of it to administration ports.",
                    open.get().facts(resource.resourceId()));
        }
        if (local.isEmpty() || paths.size() < local.size() || paths.stream().anyMatch(PeeringPaths::undecided)) {
            return Verdict.unknown("the networks, routes or groups of the VPC on this side are not all known");
        }
        return sides.stream().anyMatch(side -> side.unseen(estate))
                ? Verdict.unknown("the other side is of an account whose routes and groups are not seen")
                : Verdict.pass();
    }
}
