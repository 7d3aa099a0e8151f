package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeGroup;
import io.muster.estate.traffic.PortSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules whose ports did not arrive as EC2 tells them. */
class InternetIngressTest {

    private static final PortSet SSH = PortSet.range(22, 22);

    @ParameterizedTest(name = "tcp, from {0}, to {1}: open {2}, perhaps {3}")
    @CsvSource({
        "22,   22,    true,  false",
        "0,    65535, true,  false",
        ",     ,      true,  false",
        "-1,   -1,    true,  false",
        "22,   ,      false, true",
        ",     22,    false, true",
        "30,   20,    false, true",
        "20,   70000, false, true",
        "23,   24,    false, false"
    })
    void portsThatAreLostAreOpenPerhaps(Integer from, Integer to, boolean open, boolean perhaps) {
        // given
        MadeGroup group = MadeGroup.group("sg-1").in("tcp", from, to, "0.0.0.0/0");

        // when
        InternetIngress ingress = InternetIngress.of(
                group.resource().attributes(), Estates.estate().build());

        // then
        assertThat(ingress.openPorts("tcp").intersect(SSH).isEmpty()).isNotEqualTo(open);
        assertThat(ingress.possiblyOpenPorts("tcp").intersect(SSH).isEmpty()).isNotEqualTo(perhaps);
    }
}
