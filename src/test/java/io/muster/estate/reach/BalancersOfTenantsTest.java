package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.FarHosts.HERE;
import static io.muster.estate.reach.FarHosts.OTHER_ACCOUNT;
import static io.muster.estate.reach.FarHosts.peered;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From the internet to a host of a VPC that others have subnets of, or that is connected to such a one: their load balancers may lead to it. */
class BalancersOfTenantsTest {

    private static final Scope PARTICIPANT = Scope.of("777788889999", HERE.region());

    /** The VPC at the other end may be shared with an account that is not registered, whose load balancers its owner is shown. */
    @Test
    void tenantsOfAConnectedVpcCount() {
        FarHosts hosts = peered(OTHER_ACCOUNT).tenants(Map.of("vpc-1", Set.of(HERE, PARTICIPANT)));

        Outcome outcome = hosts.unread(Hosts.SSH, Set.of(), Set.of(HERE));

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
        assertThat(outcome.missing()).containsExactly("LOAD_BALANCER in eu-central-1 of account 777788889999");
        assertThat(hosts.unread(Hosts.SSH, Set.of(), Set.of(HERE, PARTICIPANT)).reachable())
                .isEqualTo(NO);
    }

    @Test
    void anyAccountMayBeATenantWhereTheInterfacesOfAConnectedVpcWereNotListed() {
        Outcome outcome = peered(OTHER_ACCOUNT).tenants(Map.of()).unread(Hosts.SSH, Set.of(), Set.of(HERE));

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
        assertThat(outcome.missing())
                .containsExactly("NETWORK_INTERFACE in eu-central-1 of account " + HERE.accountId());
    }

    @Test
    void theOwnerOfAVpcThatIsSharedIsShownAllTenants() {
        Set<Scope> owner = Set.of(PARTICIPANT);
        FarHosts hosts = FarHosts.shared(PARTICIPANT, group("sg-2").in("tcp", 22, 22, "10.2.0.0/16"));

        FarHosts own = hosts.tenants(Map.of("vpc-2", Set.of(PARTICIPANT, OTHER_ACCOUNT)));
        assertThat(own.unread(Hosts.SSH, owner, owner).reachable()).isEqualTo(NO);

        FarHosts others = hosts.tenants(Map.of("vpc-2", Set.of(Scope.of("999900001111", HERE.region()))));
        assertThat(others.unread(Hosts.SSH, owner, owner).reachable()).isEqualTo(UNKNOWN);
    }

    /** Another account may have subnets of it, too, which AWS shows to neither of them but to the owner. */
    @Test
    void accountsThatAreNotRegisteredCountInAVpcThatAnotherAccountShares() {
        FarHosts admitting = FarHosts.shared(PARTICIPANT, group("sg-2").in("tcp", 22, 22, "10.2.0.0/16"));
        FarHosts others = FarHosts.shared(PARTICIPANT, group("sg-2").in("tcp", 22, 22, "10.3.0.0/16"));
        Set<Scope> owner = Set.of(PARTICIPANT);

        Outcome outcome = admitting.unread(Hosts.SSH, owner, owner);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
        assertThat(outcome.missing()).containsExactly("the load balancers of vpc-2, which another account shares");
        assertThat(others.unread(Hosts.SSH, owner, owner).reachable()).isEqualTo(NO);
    }

    @Test
    void othersThatHaveSubnetsOfTheVpcCount() {
        FarHosts hosts = peered(OTHER_ACCOUNT, "far group", group("sg-2").in("tcp", 22, 22, "10.2.0.0/16"));

        assertThat(hosts.unread(Hosts.SSH, Set.of(), Set.of()).reachable()).isEqualTo(NO);
        assertThat(hosts.unread(Hosts.SSH, Set.of(PARTICIPANT), Set.of()).reachable())
                .isEqualTo(UNKNOWN);
        assertThat(hosts.unread(Hosts.SSH, Set.of(PARTICIPANT), Set.of(PARTICIPANT))
                        .reachable())
                .isEqualTo(NO);
    }

    /** The owner of a VPC is shown the nodes of all load balancers in it, with their addresses. */
    @Test
    void tenantsOfAnOwnVpcCountByTheirNodes() {
        FarHosts hosts =
                ownWithNode("10.2.1.50/32", PARTICIPANT.accountId()).tenants(Map.of("vpc-2", Set.of(PARTICIPANT)));

        assertThat(hosts.unread(Hosts.SSH, Set.of(), Set.of()).reachable()).isEqualTo(NO);
        assertThat(ownWithNode("10.2.1.7/32", PARTICIPANT.accountId())
                        .unread(Hosts.SSH, Set.of(), Set.of())
                        .missing())
                .containsExactly("LOAD_BALANCER in eu-central-1 of account 777788889999");
    }

    @Test
    void anyAccountMayBeATenantOfAnOwnVpcWhereItsInterfacesWereNotListed() {
        Outcome outcome = ownWithNode("10.2.1.50/32", PARTICIPANT.accountId())
                .without(ResourceKind.NETWORK_INTERFACE)
                .unread(Hosts.SSH, Set.of(), Set.of());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
        assertThat(outcome.missing().toString()).contains("NETWORK_INTERFACE in eu-central-1");
    }

    @Test
    void aNodeOfWhichTheOwnerIsNotToldMayBeOfAnyAccount() {
        FarHosts hosts = ownWithNode("10.2.1.7/32", null);

        assertThat(hosts.unread(Hosts.SSH, Set.of(), Set.of()).missing()).containsExactly("the owner of eni-n");
    }

    /** The caller may be told nothing of the account. */
    @Test
    void tenantsThatAreHiddenAreNotNamed() {
        FarHosts beyond = peered(OTHER_ACCOUNT).tenants(Map.of("vpc-1", Set.of(PARTICIPANT)));
        FarHosts beside = FarHosts.shared(PARTICIPANT, group("sg-2").in("tcp", 22, 22, "10.2.0.0/16"))
                .tenants(Map.of("vpc-2", Set.of(Scope.of("999900001111", HERE.region()))));

        assertThat(beyond.hiding(PARTICIPANT)
                        .unread(Hosts.SSH, Set.of(), Set.of(HERE))
                        .missing())
                .containsExactly("the load balancers that pcx-1 leads to");
        assertThat(beyond.unread(Hosts.SSH, Set.of(), Set.of(HERE, PARTICIPANT)).reachable())
                .isEqualTo(NO);
        assertThat(beside.hiding(Scope.of("999900001111", HERE.region()))
                        .unread(Hosts.SSH, Set.of(), Set.of(PARTICIPANT))
                        .missing())
                .containsExactly("the load balancers of vpc-2, which another account shares");
    }

    @Test
    void aNodeOfAnotherAccountCounts() {
        Outcome outcome = ownWithNode("10.2.1.7/32", "999900001111").unread(Hosts.SSH, Set.of(), Set.of());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(UNKNOWN);
        assertThat(outcome.missing().toString()).contains("of account 999900001111");
    }

    /** The VPC is the account's own, and has the node of a load balancer at 10.2.1.7. */
    private static FarHosts ownWithNode(String admitted, @Nullable String owner) {
        return peered(
                OTHER_ACCOUNT,
                "far table",
                mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local")),
                "far group",
                group("sg-2").in("tcp", 22, 22, admitted),
                "far node",
                eni("eni-n")
                        .inVpc("vpc-2")
                        .in("subnet-2")
                        .privateIps("10.2.1.7")
                        .ownedBy(owner)
                        .requesterManaged("ELB app/y/1"));
    }
}
