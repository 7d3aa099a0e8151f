package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Set;

/**
 * The guarded ways to an interface from those that Verified Access has made for its endpoints, which are told by their tags. What an endpoint leads to is
 * not read: such a way is possible at most, also by load balancers.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSVPCVerifiedAccessServiceRolePolicy.html">AWS managed policy
 *     AWSVPCVerifiedAccessServiceRolePolicy</a>: it names the tag
 */
record VerifiedAccessWays(Estate estate, Resource<NetworkInterface> eni) {

    private static final String TAG = "VerifiedAccessManaged";
    private static final String GUARD = "the policies of an endpoint of Verified Access";

    List<GuardedWay> ask(ServiceRange services) {
        return estate.stored(NetworkInterface.class).stream()
                .filter(own -> "true".equals(own.tags().get(TAG)))
                .map(own ->
                        new GuardedWay(ResourceKind.NETWORK_INTERFACE, own.resourceId(), GUARD, from(own, services)))
                .filter(way -> way.outcome().reachable() != Reachable.NO || isInVpcOf(way.resourceId()))
                .toList();
    }

    private boolean isInVpcOf(String own) {
        return estate.stored(NetworkInterface.class, own)
                .filter(one -> one.attributes().vpcId() != null
                        && one.attributes().vpcId().equals(eni.attributes().vpcId()))
                .isPresent();
    }

    private Outcome from(Resource<NetworkInterface> own, ServiceRange services) {
        Outcome outcome =
                Questions.of(estate).ask(new Endpoint.Host(List.of(own)), new Endpoint.Host(List.of(eni)), services);
        return outcome.reachable() == Reachable.NO
                ? outcome
                : new Outcome(
                        Reachable.UNKNOWN,
                        Traffic.NONE,
                        outcome.possible(),
                        outcome.hops(),
                        null,
                        Admission.both(
                                outcome.missing(),
                                Set.of("to what the Verified Access endpoint of " + own.resourceId() + " leads")),
                        outcome.notes());
    }
}
