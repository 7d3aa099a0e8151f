package io.muster.estate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "::/0",
                "2000::/3",
                "0.0.0.0/1",
                "0.0.0.0/1 128.0.0.0/1",
                "3.0.0.0/8",
                "3.0.0.0/9 3.128.0.0/9",
                "3.0.0.0/9 54.0.0.0/9",
                "2600::/12",
                "2600::/13 2a00::/13"
            })
    void isTheInternet(String ranges) {
        assertThat(Internet.isInternet(CidrSet.parse(ranges.split(" ", -1)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 169.254.0.0/16",
                "224.0.0.0/3",
                "127.0.0.0/8",
                "3.0.0.0/9",
                "3.0.0.0/9 10.0.0.0/8",
                "203.0.113.7/32",
                "fc00::/7 fe80::/10 ff00::/8",
                "2600::/13",
                "8000::/1"
            })
    void isNotTheInternet(String ranges) {
        assertThat(Internet.isInternet(CidrSet.parse(ranges.split(" ", -1)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, true",
        "::/0, true",
        "2000::/3, true",
        "0.0.0.0/1 128.0.0.0/1, true",
        "0.0.0.0/1, false",
        "3.0.0.0/8, false",
        "2000::/4, false"
    })
    void everythingIsAllOfAFamily(String ranges, boolean everything) {
        assertThat(Internet.isEverything(CidrSet.parse(ranges.split(" ", -1)))).isEqualTo(everything);
    }

    @ParameterizedTest
    @CsvSource({"129.224.0.0/17, false", "129.224.128.0/17, true", "10.0.0.0/8, false", "2600::/12, true"})
    void aNetworkOfVpcLatticeIsNotPublic(String range, boolean isPublic) {
        assertThat(Internet.touches(CidrSet.parse(range))).isEqualTo(isPublic);
    }
}
