package io.muster.finding.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.finding.webhook.AddressGuard.Reach;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGuardTest {

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "9.255.255.255, PUBLIC",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "11.0.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.64.0.0, PRIVATE",
        "100.127.255.255, PRIVATE",
        "100.128.0.0, PUBLIC",
        "127.0.0.1, PRIVATE",
        "127.255.255.254, PRIVATE",
        "169.253.255.255, PUBLIC",
        "169.254.169.254, NEVER",
        "169.254.170.2, NEVER",
        "169.255.0.0, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0, PUBLIC",
        "192.168.1.1, PRIVATE",
        "192.169.0.0, PUBLIC",
        "192.0.0.8, NEVER",
        "192.0.2.1, NEVER",
        "198.18.0.1, PRIVATE",
        "198.19.255.255, PRIVATE",
        "198.20.0.0, PUBLIC",
        "198.51.100.7, NEVER",
        "203.0.113.9, NEVER",
        "0.0.0.0, NEVER",
        "0.1.2.3, NEVER",
        "223.255.255.255, PUBLIC",
        "224.0.0.1, NEVER",
        "239.255.255.255, NEVER",
        "240.0.0.1, NEVER",
        "255.255.255.255, NEVER",
        "2606:4700::1111, PUBLIC",
        "2a00:1450::1, PUBLIC",
        "::, NEVER",
        "::1, PRIVATE",
        "::2, NEVER",
        "fc00::1, PRIVATE",
        "fdff::1, PRIVATE",
        "fd00:ec2::254, NEVER",
        "fd00:ec2::23, NEVER",
        "fe80::1, NEVER",
        "febf::1, NEVER",
        "fec0::1, NEVER",
        "ff02::1, NEVER",
        "2001::1, NEVER",
        "2001:db8::1, NEVER",
        "3fff::1, NEVER",
        "4000::1, NEVER",
        "64:ff9b::8.8.8.8, PUBLIC",
        "64:ff9b::169.254.169.254, NEVER",
        "64:ff9b::10.0.0.1, PRIVATE",
        "64:ff9b:1::1, NEVER",
        "2002:0808:0808::1, PUBLIC",
        "2002:a9fe:a9fe::1, NEVER",
        "2002:0a00:0001::1, PRIVATE",
        "::ffff:10.0.0.1, PRIVATE",
        "::ffff:169.254.169.254, NEVER"
    })
    void anAddressIsJudgedByItsRange(String address, Reach reach) throws UnknownHostException {
        assertThat(AddressGuard.reach(InetAddress.getAllByName(address)[0])).isEqualTo(reach);
    }

    /** Java makes an IPv4 address of its text: some look-ups give it as it is. */
    @Test
    void aMappedAddressIsTheOneInside() throws UnknownHostException {
        // given
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 169, (byte) 254, (byte) 169, (byte) 254};

        // when
        InetAddress address = Inet6Address.getByAddress(null, mapped, -1);

        // then
        assertThat(address).isInstanceOf(Inet6Address.class);
        assertThat(AddressGuard.reach(address)).isEqualTo(Reach.NEVER);
    }

    @Test
    void privateNetworksCanBeAllowedAndMetadataServicesCannot() throws UnknownHostException {
        // given
        InetAddress within = InetAddress.getAllByName("10.1.2.3")[0];
        InetAddress metadata = InetAddress.getAllByName("169.254.169.254")[0];

        // when, then
        assertThat(new AddressGuard(false).refusal(within)).isPresent();
        assertThat(new AddressGuard(true).refusal(within)).isEmpty();
        assertThat(new AddressGuard(true).refusal(metadata)).isPresent();
    }
}
