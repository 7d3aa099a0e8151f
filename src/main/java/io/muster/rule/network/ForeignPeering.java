package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcPeeringConnection;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A connection that is not accepted yet carries no traffic: its risk is an acceptance by mistake. */
@Singleton
class ForeignPeering extends RecordRule<VpcPeeringConnection> {

    private static final Set<String> OVER = Set.of("deleted", "deleting", "rejected", "failed", "expired");
    private static final String ACTIVE = "active";

    private final Baseline baseline;

    ForeignPeering(Baseline baseline) {
        super(
                new RuleMetadata(
                        "vpc-foreign-network-attachment",
                        "VPC is peered with a VPC of an account that is not yours",
                        Severity.HIGH,
                        Area.NETWORK,
                        ResourceKind.VPC_PEERING_CONNECTION,
                        "Over a peering connection a foreign network reaches private addresses past every internet gateway;"
                                + " routes and security groups are all that is left between the two.",
                        "Delete the connection with aws ec2 delete-vpc-peering-connection, or reject it while it is pending. A"
                                + " partner's account may be named in muster.baseline.trusted-accounts.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
                                "https://docs.aws.amazon.com/vpc/latest/peering/security-vpc-peering.html"),
                        List.of()),
                VpcPeeringConnection.class);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<VpcPeeringConnection> resource, Estate estate) {
        VpcPeeringConnection peering = resource.attributes();
        if (peering.status() == null) {
            return Verdict.unknown("AWS did not tell the status of the connection");
        }
        if (OVER.contains(peering.status())) {
            return Verdict.notApplicable();
        }
        List<String> foreign = owners(peering)
                .filter(owner -> !baseline.knows(owner, estate))
                .distinct()
                .toList();
        if (foreign.isEmpty()) {
            return owner(peering.requester()) == null || owner(peering.accepter()) == null
                    ? Verdict.unknown("AWS did not tell the owners of both VPCs")
                    : Verdict.pass();
        }
        return connected(resource, foreign, estate);
    }

    private static Stream<String> owners(VpcPeeringConnection peering) {
        return Stream.concat(
                        peering.ownerIds().stream(),
                        Stream.of(peering.requester(), peering.accepter())
                                .filter(Objects::nonNull)
                                .map(PeeringSide::ownerId))
                .filter(Objects::nonNull);
    }

    private static @Nullable String owner(@Nullable PeeringSide side) {
        return side == null ? null : side.ownerId();
    }

    private Verdict connected(Resource<VpcPeeringConnection> resource, List<String> foreign, Estate estate) {
        VpcPeeringConnection peering = resource.attributes();
        boolean active = ACTIVE.equals(peering.status());
        return Verdict.fail(
                active ? metadata().severity() : Severity.MEDIUM,
                "A VPC "
                        + (active ? "is peered with one" : "may be peered, once that is accepted, with one")
                        + " of an account that is neither yours nor trusted: " + String.join(", ", foreign) + ".",
                Evidence.of("vpcPeeringConnectionId", resource.resourceId())
                        .and("status", peering.status())
                        .and("foreignAccounts", foreign)
                        .and("vpcIds", peering.vpcIds())
                        .and("judgedBy", Baseline.knownFrom(estate))
                        .facts());
    }
}
