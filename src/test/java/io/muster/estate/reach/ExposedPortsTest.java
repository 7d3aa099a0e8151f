package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.PublicRanges;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExposedPortsTest {

    static Stream<Arguments> sourcesAreWrittenAsFewRanges() {
        return Stream.of(
                Arguments.of(CidrSet.parse("0.0.0.0/0"), List.of("0.0.0.0/0")),
                Arguments.of(CidrSet.ANY, List.of("0.0.0.0/0", "::/0")),
                Arguments.of(CidrSet.parse("0.0.0.0/0").minus(CidrSet.parse("10.0.0.0/8")), List.of("0.0.0.0/0")),
                Arguments.of(CidrSet.parse("0.0.0.0/1"), List.of("0.0.0.0/1")),
                Arguments.of(CidrSet.parse("8.8.8.8"), List.of("8.8.8.8/32")),
                Arguments.of(CidrSet.parse("8.8.8.0/24", "8.8.9.0/24"), List.of("8.8.8.0/23")),
                Arguments.of(CidrSet.parse("10.0.0.0/8"), List.of()),
                Arguments.of(CidrSet.parse("2600::/32"), List.of("2600::/32")));
    }

    @ParameterizedTest
    @MethodSource
    void sourcesAreWrittenAsFewRanges(CidrSet addresses, List<String> ranges) {
        assertThat(PublicRanges.of(addresses)).isEqualTo(ranges);
    }

    static Stream<Arguments> services() {
        return Stream.of(
                Arguments.of(ServiceRange.ALL, List.of("-1 0-65535")),
                Arguments.of(ServiceRange.ports(6, 22, 22), List.of("tcp 22-22")),
                Arguments.of(
                        new ServiceRange(
                                ServiceRange.protocol(5).first(),
                                ServiceRange.protocol(18).last()),
                        List.of("5 0-65535", "tcp 0-65535", "7-16 0-65535", "udp 0-65535", "18 0-65535")));
    }

    @ParameterizedTest
    @MethodSource("services")
    void portsAreGroupedByProtocol(ServiceRange services, List<String> expected) {
        assertThat(ExposedPorts.of(Traffic.of(services, CidrSet.ANY)))
                .extracting(ports -> ports.protocol() + " " + ports.fromPort() + "-" + ports.toPort())
                .isEqualTo(expected);
    }
}
