package io.muster.estate.exposure;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.targets;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInstance;
import io.muster.estate.PublicSubnet;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExposureAnalysisTest {

    private static Estates network() {
        return PublicSubnet.estate()
                .with(
                        group("sg-1").in("tcp", 22, 22, "0.0.0.0/0"),
                        eni("eni-1").of("i-1").groups("sg-1"),
                        eni("eni-2").of("i-1").groups("sg-1").publicIps("52.0.0.1"));
    }

    private static Exposure of(Estates estate, MadeInstance instance) {
        return new ExposureAnalysis(estate.with(instance).build()).of(instance.resource());
    }

    @Test
    void oneReachedInterfaceIsEnough() {
        Exposure exposure = of(network(), instance("i-1"));

        assertThat(exposure.reachable()).isEqualTo(Reachable.YES);
        assertThat(exposure.blocking()).isNull();
        assertThat(exposure.notes()).isEmpty();
        assertThat(ExposureDocument.portRanges(exposure)).isEqualTo("{[22,23)}");
        assertThat(ExposureDocument.text(exposure))
                .contains("\"sources\":[\"0.0.0.0/0\"]", "rule sgr-1 of sg-1 admits tcp 22");
    }

    @Test
    void aStoppedInstanceIsReachedLatently() {
        Exposure exposure = of(network(), instance("i-1").state(InstanceState.STOPPED));

        assertThat(exposure.reachable()).isEqualTo(Reachable.YES);
        assertThat(exposure.notes()).anyMatch(note -> note.contains("once the instance is started"));
    }

    @Test
    void unknownLoadBalancersDoNotCountWhereTheAnswerIsClearWithoutThem() {
        Exposure exposure = of(network().without(ResourceKind.LOAD_BALANCER), instance("i-2"));
        Exposure reached = of(network().without(ResourceKind.LOAD_BALANCER), instance("i-1"));

        assertThat(exposure.reachable()).isEqualTo(Reachable.NO);
        assertThat(reached.reachable()).isEqualTo(Reachable.YES);
    }

    @Test
    void anInstanceOfUnknownInterfacesIsUnknown() {
        Exposure exposure = of(network().without(ResourceKind.NETWORK_INTERFACE), instance("i-1"));

        assertThat(exposure.reachable()).isEqualTo(Reachable.UNKNOWN);
        assertThat(exposure.missing()).containsExactly("NETWORK_INTERFACE in eu-central-1");
    }

    @Test
    void notesWhereLoadBalancersOfOthersMayStand() {
        Estates estates = network()
                .with(eni("eni-3").of("i-3").groups("sg-1"))
                .with(table(
                        "rtb-2",
                        "vpc-1",
                        false,
                        List.of("subnet-1"),
                        route("0.0.0.0/0", "igw-1"),
                        route("10.9.0.0/16", "pcx-1"),
                        blackhole("10.8.0.0/16", "pcx-2")));

        assertThat(of(estates, instance("i-1")).notes()).isEmpty();
        assertThat(of(estates, instance("i-3")).notes())
                .containsExactly(
                        "load balancers in other accounts and regions, which pcx-1 may lead from, are not looked at");
    }

    /** Behind a load balancer that faces the internet, and in a subnet of which no address is public. */
    private static Exposure balanced(String... admitted) {
        MadeGroup group = group("sg-lb");
        Stream.of(admitted).forEach(range -> group.in("tcp", 443, 443, range));
        return of(
                PublicSubnet.estate()
                        .with(
                                group.out("-1", null, null, "0.0.0.0/0"),
                                group("sg-1").inFromGroup("sg-lb"),
                                eni("eni-1").of("i-1").groups("sg-1"),
                                eni("eni-nat").type("nat_gateway").publicIps("52.1.1.1"),
                                balancer(
                                        "app/x/1",
                                        "application",
                                        "internet-facing",
                                        List.of("subnet-1"),
                                        List.of("sg-lb"),
                                        listener(443, "HTTPS", "app")),
                                targets("app", "instance", 8080, null, "i-1")),
                instance("i-1"));
    }

    @Test
    void aLoadBalancerThatAdmitsTheAccountsOwnAddressesAloneExposesNothing() {
        Exposure exposure = balanced("52.1.1.1/32");

        assertThat(exposure.reachable()).as("%s", exposure).isEqualTo(Reachable.NO);
        assertThat(exposure.exposed().possible().isEmpty()).isTrue();
    }

    @Test
    void aLoadBalancerThatAdmitsAnOfficeAsWellExposesToBoth() {
        Exposure exposure = balanced("52.1.1.1/32", "8.8.8.8/32");

        assertThat(exposure.reachable()).as("%s", exposure).isEqualTo(Reachable.YES);
        assertThat(ExposureDocument.text(exposure)).contains("8.8.8.8/32", "52.1.1.1/32");
    }

    @Test
    void theGroupBlocksThatAdmitsTheAccountsOwnAddressesAlone() {
        Exposure exposure = of(
                PublicSubnet.estate()
                        .with(
                                group("sg-1").in("tcp", 22, 22, "52.1.1.1/32"),
                                eni("eni-1").of("i-1").groups("sg-1").publicIps("52.0.0.1"),
                                eni("eni-nat").type("nat_gateway").publicIps("52.1.1.1")),
                instance("i-1"));

        assertThat(exposure.reachable()).isEqualTo(Reachable.NO);
        assertThat(exposure.blocking()).isNotNull();
        assertThat(exposure.blocking().resourceId()).isEqualTo("sg-1");
    }
}
