package io.muster.estate.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, IPV4, 0, 0",
        "10.1.2.3/8, IPV4, 167772160, 8",
        "255.255.255.255, IPV4, 4294967295, 32",
        "::/0, IPV6, 0, 0",
        "::1, IPV6, 1, 128",
        "2000::/3, IPV6, 42535295865117307932921825928971026432, 3",
        "::ffff:1.2.3.4, IPV6, 281470698652420, 128",
        "2001:DB8::/32, IPV6, 42540766411282592856903984951653826560, 32"
    })
    void readsRangesAndClearsTheBitsOfTheHost(String text, IpFamily family, BigInteger network, int length) {
        // when
        Cidr range = Cidr.parse(text);

        // then
        assertThat(range).isEqualTo(new Cidr(family, network, length));
        assertThat(range.network()).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "10.0.0.0/", "10.0.0.0/33", "10.0.0/8", "010.0.0.1", "256.1.1.1/8", "10.0.0.0/-1", "::/129",
                "::1::/64", ":::", ".:", "g::/3", "fe80::1%eth0/64", "pl-1234", "10.0.0.0/8/8", "10.0.0.0 /8",
                        "1.2.3.4.5"
            })
    void refusesEverythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text));
        assertThat(Cidr.tryParse(text)).isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse("300.0.0.1/8"))
                .withMessageContaining("300.0.0.1")
                .withMessageContaining("octet");
    }
}
