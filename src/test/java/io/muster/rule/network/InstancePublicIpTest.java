package io.muster.rule.network;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.PrivateAddress;
import io.muster.inventory.kind.Subnet;
import io.muster.rule.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InstancePublicIpTest {

    @ParameterizedTest
    @MethodSource
    void judges(MadeInstance instance, MadeInterface eni, String expected) {
        assertThat(Judging.judge(new InstancePublicIp(), instance, eni)).isEqualTo(expected);
    }

    /** A block of a private scope of IPAM is of the customer's own public addresses, and AWS does not advertise it. */
    @ParameterizedTest
    @CsvSource({"2600:1f18:0:1::1, PASS", "2600:1f18:0:2::1, FAIL MEDIUM"})
    void anIpv6AddressThatIsPrivateToAwsIsNotPublic(String address, String expected) {
        Estates.Made<Subnet> subnet = Made.of(
                "subnet-1",
                Parts.of(
                        Subnet.class,
                        "vpcId",
                        "vpc-1",
                        "ipv6CidrBlocks",
                        List.of("2600:1f18:0:1::/64", "2600:1f18:0:2::/64"),
                        "privateIpv6CidrBlocks",
                        List.of("2600:1f18:0:1::/64")));

        assertThat(Judging.judge(
                        new InstancePublicIp(),
                        instance("i-1"),
                        eni("e").of("i-1").ipv6(address),
                        subnet))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("private", instance("i-1"), eni("e").of("i-1"), "PASS"),
                argumentSet("Elastic IP", instance("i-1"), eni("e").of("i-1").publicIps("3.1.2.3"), "FAIL MEDIUM"),
                argumentSet(
                        "another instance's",
                        instance("i-1"),
                        eni("e").of("i-2").publicIps("3.1.2.3"),
                        "PASS"),
                argumentSet("what EC2 shows alone", instance("i-1").publicIp("3.1.2.3"), eni("e"), "FAIL MEDIUM"),
                argumentSet("global IPv6", instance("i-1"), eni("e").of("i-1").ipv6("2600:1f18::1"), "FAIL MEDIUM"),
                argumentSet(
                        "unique local IPv6", instance("i-1"), eni("e").of("i-1").ipv6("fd00::1"), "PASS"),
                argumentSet(
                        "delegated prefix",
                        instance("i-1"),
                        eni("e").of("i-1").ipv6Prefixes("2600:1f18::/80"),
                        "FAIL MEDIUM"),
                argumentSet(
                        "IPv6 that EC2 bars",
                        instance("i-1"),
                        eni("e").of("i-1").ipv6("2600::1").denyAllIgwTraffic(),
                        "PASS"),
                argumentSet(
                        "IPv4 beside it",
                        instance("i-1"),
                        eni("e").of("i-1").publicIps("3.1.2.3").denyAllIgwTraffic(),
                        "FAIL MEDIUM"),
                argumentSet(
                        "an address of a carrier",
                        instance("i-1"),
                        eni("e").of("i-1").publicIps("3.1.2.3").addresses(address("carrierIp", "3.1.2.3")),
                        "FAIL MEDIUM"),
                argumentSet(
                        "an address of the customer's own network, by a local gateway",
                        instance("i-1"),
                        eni("e").of("i-1").publicIps("10.9.2.3").addresses(address("customerOwnedIp", "10.9.2.3")),
                        "PASS"),
                argumentSet(
                        "such an address beside a public one",
                        instance("i-1"),
                        eni("e").of("i-1")
                                .publicIps("3.1.2.3", "10.9.2.3")
                                .addresses(address("customerOwnedIp", "10.9.2.3"), address("publicIp", "3.1.2.3")),
                        "FAIL MEDIUM"),
                argumentSet(
                        "stopped",
                        instance("i-1").state(InstanceState.STOPPED),
                        eni("e").of("i-1").publicIps("3.1.2.3"),
                        "FAIL MEDIUM"),
                argumentSet(
                        "ended",
                        instance("i-1").state(InstanceState.TERMINATED),
                        eni("e").of("i-1").publicIps("3.1.2.3"),
                        "NOT_APPLICABLE"),
                argumentSet(
                        "run by a service",
                        instance("i-1").operatorManaged(),
                        eni("e").of("i-1").publicIps("3.1.2.3"),
                        "NOT_APPLICABLE"));
    }

    private static PrivateAddress address(String part, String value) {
        return Parts.of(PrivateAddress.class, part, value);
    }
}
