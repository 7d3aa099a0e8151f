package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A field that AWS left out, or in which it says something new, leaves an answer as it is or makes it UNKNOWN: what is reached is not
 * said to be blocked for it, and what is blocked not to be reached.
 */
class MissingFieldsTest {

    /** The fields whose absence AWS documents, with what it means: it blocks for certain. */
    private static final Map<String, String> BLOCKING = Map.of(
            "SUBNET.cidrBlock is missing",
            "a subnet without one is of IPv6 alone",
            "NETWORK_ACL.entries.egress is missing",
            "what AWS does not say of a yes or no is stored as no, and this one it always says",
            "NETWORK_INTERFACE.instanceId is missing",
            "an interface without one is attached to no instance",
            "NETWORK_INTERFACE.privateAddresses.publicIp is missing",
            "an address without one is not translated",
            "TARGET_GROUP.targets.port is missing",
            "a target without one has the port of its group",
            "VPC_ENDPOINT.serviceName is missing",
            "an endpoint without one leads to a resource or a service network",
            "MANAGED_INSTANCE.instanceId is missing",
            "a node without one is no instance of EC2",
            "SUBNET.availabilityZone is unheard of",
            "a zone of another name is another one, in which a load balancer has no node");

    /** The same of those whose absence opens. */
    private static final Map<String, String> OPENING = Map.of(
            "ACCELERATOR.listeners.endpointGroups.trafficDialPercentage is missing",
            "its default takes all traffic",
            "ACCELERATOR.listeners.endpointGroups.endpoints.weight is missing",
            "its default takes some traffic",
            "REGION_SETTINGS.vpcBlockPublicAccess is missing",
            "a region in which no subnet and no setting tells a mode has no VPC Block Public Access",
            "SECURITY_GROUP.ingress.referencedGroup is missing",
            "a group without further facts is of the account and of no peered VPC",
            "SECURITY_GROUP.ingress.referencedGroup.peeringStatus is missing",
            "a group without one is in no peered VPC");

    static Stream<ReachCase> reached() {
        return Stream.of(DirectEstates.all(), BalancedEstates.all(), HostEstates.all(), GuardedEstates.all())
                .flatMap(cases -> cases);
    }

    static Stream<ReachCase> blocked() {
        return BlockedEstates.all();
    }

    @ParameterizedTest
    @MethodSource("reached")
    void everythingIsReachedWhileNothingIsMissing(ReachCase reached) {
        assertThat(reached.question().apply(reached.estate())).isEqualTo(Reachable.YES);
    }

    @ParameterizedTest
    @MethodSource("blocked")
    void nothingIsReachedWhileNothingIsMissing(ReachCase blocked) {
        assertThat(blocked.question().apply(blocked.estate())).isEqualTo(Reachable.NO);
    }

    @ParameterizedTest
    @MethodSource("reached")
    void noFieldBlocksByItsAbsence(ReachCase reached) {
        assertThat(fields(reached, answer -> answer == Reachable.NO)).isSubsetOf(BLOCKING.keySet());
    }

    @ParameterizedTest
    @MethodSource("blocked")
    void noFieldOpensByItsAbsence(ReachCase blocked) {
        assertThat(fields(blocked, answer -> answer == Reachable.YES)).isSubsetOf(OPENING.keySet());
    }

    @Test
    void everyExceptionIsOne() {
        Set<String> blocking = new HashSet<>();
        Set<String> opening = new HashSet<>();
        reached().forEach(one -> blocking.addAll(fields(one, answer -> answer == Reachable.NO)));
        blocked().forEach(one -> opening.addAll(fields(one, answer -> answer == Reachable.YES)));

        assertThat(blocking).containsAll(BLOCKING.keySet());
        assertThat(opening).containsAll(OPENING.keySet());
    }

    @Test
    void everyKindThatAnswersRestOnIsLookedAt() {
        Set<ResourceKind> read = Stream.of(Questions.KINDS, HostReach.KINDS, AllWays.KINDS, GuardedWays.KINDS)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());

        Set<ResourceKind> changed = reached()
                .flatMap(one -> one.parts().values().stream())
                .map(part -> part.resource().kind())
                .collect(Collectors.toSet());

        assertThat(changed).containsAll(read);
    }

    private static List<String> fields(ReachCase one, Predicate<Reachable> wrong) {
        Estate estate = one.estate();
        return one.parts().values().stream()
                .<Resource<?>>map(Estates.Made::resource)
                .flatMap(resource -> MissingFields.of(resource).stream())
                .filter(change ->
                        wrong.test(one.question().apply(estate.with(List.of(change.resource()), Set.of(), Map.of()))))
                .map(MissingFields.Change::field)
                .distinct()
                .toList();
    }
}
