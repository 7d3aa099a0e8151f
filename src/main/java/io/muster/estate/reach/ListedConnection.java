package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.VpcPeeringConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A peering connection as the accounts and regions at its ends list it, perhaps at different times: it begins, is active, and ends for good.
 *
 * @param first as the account itself lists it, or the owner of a VPC that is shared with it
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html">VPC peering connection lifecycle</a>: traffic can
 *     flow over an active connection
 */
record ListedConnection(Estate estate, String id, VpcPeeringConnection first) {

    private static final String ACTIVE = "active";

    /** The statuses of connections that carry nothing yet. */
    private static final Set<String> BEGINNING = Set.of("initiating-request", "pending-acceptance", "provisioning");

    /** Of those that carry nothing any more. */
    private static final Set<String> ENDED = Set.of("failed", "expired", "rejected", "deleted");

    static boolean isActive(VpcPeeringConnection connection) {
        return ACTIVE.equals(connection.status());
    }

    static boolean isBeginning(VpcPeeringConnection connection) {
        return BEGINNING.contains(String.valueOf(connection.status()));
    }

    static boolean hasEnded(VpcPeeringConnection connection) {
        return ENDED.contains(String.valueOf(connection.status()));
    }

    private static boolean isUnclear(VpcPeeringConnection connection) {
        return !isActive(connection) && !isBeginning(connection) && !hasEnded(connection);
    }

    /** As the last of the listings has it; of a status that is not clear beside an active or a beginning one, it is not known which is the later. */
    VpcPeeringConnection latest() {
        List<VpcPeeringConnection> told = Stream.concat(
                        Stream.of(first), others().flatMap(other -> listed(other).stream()))
                .toList();
        Predicate<VpcPeeringConnection> clear = told.stream().anyMatch(ListedConnection::isActive)
                ? ListedConnection::isActive
                : ListedConnection::isBeginning;
        Stream<Predicate<VpcPeeringConnection>> latestFirst =
                Stream.of(ListedConnection::hasEnded, ListedConnection::isUnclear, clear);
        return latestFirst
                .flatMap(state -> told.stream().filter(state).limit(1))
                .findFirst()
                .orElse(first);
    }

    /** The cell that may show the connection as active, where the listings that were read show it as it was before. */
    Optional<String> unread() {
        return Optional.of(latest())
                .filter(ListedConnection::isBeginning)
                .flatMap(
                        beginning -> ends().flatMap(end -> unread(end).stream()).findFirst());
    }

    private Optional<String> unread(Scope end) {
        Optional<Estate> other = new NetworkOwners(estate).at(end.accountId(), end.region());
        return other.isEmpty()
                ? Optional.of(SharedVpcs.cell(ResourceKind.VPC_PEERING_CONNECTION, end.region(), end.accountId()))
                : other.filter(one -> !one.knows(ResourceKind.VPC_PEERING_CONNECTION)
                                && listed(one).isEmpty())
                        .map(one -> one.missing(ResourceKind.VPC_PEERING_CONNECTION));
    }

    private Stream<Scope> ends() {
        return PeeredVpcs.sides(first)
                .filter(side -> side.ownerId() != null && side.region() != null)
                .map(side -> Scope.of(side.ownerId(), side.region()))
                .distinct();
    }

    private Stream<Estate> others() {
        return ends().flatMap(end -> new NetworkOwners(estate).at(end.accountId(), end.region()).stream())
                .filter(other -> !other.equals(estate));
    }

    private Optional<VpcPeeringConnection> listed(Estate other) {
        return other.stored(VpcPeeringConnection.class, id)
                .filter(other::current)
                .map(Resource::attributes);
    }
}
