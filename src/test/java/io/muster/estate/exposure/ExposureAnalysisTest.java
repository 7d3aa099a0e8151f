package io.muster.estate.exposure;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeInstance;
import io.muster.estate.PublicSubnet;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
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
}
