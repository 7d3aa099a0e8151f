package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Knowledge;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The VPCs of which another account shares subnets: AWS shows the account neither their gateways nor the route tables of these, but the
 * tables and network ACLs of the subnets, with the ids of what their routes lead to. What it does not show, the owner tells where it is
 * registered as well.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html">Share your VPC subnets with other accounts</a>
 */
final class SharedVpcs {

    private final Estate estate;

    /** By a subnet of the VPC, where the VPC itself was not listed. */
    private final Map<String, String> ownersOfSubnets = new HashMap<>();

    private SharedVpcs(Estate estate) {
        this.estate = estate;
        for (Resource<Subnet> subnet : estate.stored(Subnet.class)) {
            if (subnet.attributes().vpcId() != null && subnet.attributes().ownerId() != null) {
                ownersOfSubnets.put(
                        subnet.attributes().vpcId(), subnet.attributes().ownerId());
            }
        }
    }

    static SharedVpcs of(Estate estate) {
        return estate.view(SharedVpcs.class, SharedVpcs::new);
    }

    /** Why something of the VPC need not have been listed; empty for a VPC of the account itself. */
    Optional<String> hides(String what, String vpcId) {
        if (owner(vpcId).isPresent()) {
            return Optional.of(what + " of " + vpcId + ", which another account shares")
                    .filter(doubt -> isForeign(vpcId));
        }
        return estate.stored(Vpc.class, vpcId).isPresent()
                ? Optional.of("the owner of " + vpcId)
                : Optional.of(ResourceKind.VPC)
                        .filter(kind -> !estate.knows(kind))
                        .map(estate::missing);
    }

    /** Why it is not known what a route of the VPC leads to. */
    String unread(ResourceKind kind, String target, String vpcId) {
        return isForeign(vpcId) ? untold(target, vpcId) : estate.knows(kind) ? target : estate.missing(kind);
    }

    static String untold(String target, String vpcId) {
        return "where " + target + " leads to in " + vpcId + ", which another account shares";
    }

    /** Whether it is known that another account owns the VPC. */
    boolean isForeign(String vpcId) {
        return foreignOwner(vpcId).isPresent();
    }

    /** The account that owns the VPC, where that is another one. */
    Optional<String> foreignOwner(String vpcId) {
        return owner(vpcId).filter(owner -> !owner.equals(estate.scope().accountId()));
    }

    /**
     * The estate of the account that shares the VPC: of what it tells, only the mode of a block and the tables and network ACLs that decide
     * may be named, see {@link OwnersGates}. Empty for a VPC of the account itself, and where the owner is not registered or has not listed the VPC.
     */
    Optional<Estate> ownersOf(String vpcId) {
        return foreignOwner(vpcId)
                .flatMap(estate.beside()::owner)
                .filter(owners -> owners.stored(Vpc.class, vpcId).isPresent());
    }

    /** The estate of the account that shares the VPC of a subnet, as {@link #ownersOf} has it. */
    Optional<Estate> ownersOfSubnet(String subnetId) {
        return estate.stored(Subnet.class, subnetId)
                .flatMap(subnet -> Optional.ofNullable(subnet.attributes().vpcId()))
                .flatMap(this::ownersOf);
    }

    /** A cell of another account, of which nothing is told. */
    static String cell(ResourceKind kind, String region, String account) {
        return Knowledge.ofOther(Scope.of(account, region), Set.of(kind), Set.of())
                .missing(kind);
    }

    private Optional<String> owner(String vpcId) {
        return estate.stored(Vpc.class, vpcId)
                .map(vpc -> vpc.attributes().ownerId())
                .or(() -> Optional.ofNullable(ownersOfSubnets.get(vpcId)));
    }
}
