package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.3.7,                10.0.3.7",
        "10.0.3.7/32,             10.0.3.7",
        "10.0.0.0/8,              10.0.0.0/8",
        "0.0.0.0/0,               0.0.0.0/0",
        "0.0.0.0,                 0.0.0.0",
        "255.255.255.255,         255.255.255.255",
        "2001:db8::7,             2001:db8::7",
        "2001:DB8:0:0:0:0:0:7,    2001:db8::7",
        "2001:0db8:0000::0007,    2001:db8::7",
        "2001:db8::0.0.0.7,       2001:db8::7",
        "64:ff9b::10.0.3.7,       64:ff9b::a00:307",
        "2001:db8::/32,           2001:db8::/32",
        "2001:db8:1:2:3::/80,     2001:db8:1:2:3::/80",
        "::,                      ::",
        "::/0,                    ::/0",
        "::1,                     ::1",
        "::ffff:10.0.3.7,         10.0.3.7",
        "::FFFF:a00:307,          10.0.3.7",
        "0:0:0:0:0:ffff:10.0.3.7, 10.0.3.7",
        "::ffff:10.0.0.0/104,     10.0.0.0/8",
        "::ffff:0:0/96,           0.0.0.0/0",
        "::fffe:10.0.3.7,         ::fffe:a00:307"
    })
    void readsAnySpelling(String text, String canonical) {
        assertThat(IpRange.read(text)).map(IpRange::toString).contains(canonical);
        assertThat(IpRange.read(canonical)).isEqualTo(IpRange.read(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.3.7/24          | 10.0.3.7/24 has bits set behind its prefix. Did you mean 10.0.3.0/24, or 10.0.3.7 alone?
            10.0.3.7/0           | 10.0.3.7/0 has bits set behind its prefix. Did you mean 0.0.0.0/0, or 10.0.3.7 alone?
            2001:db8::7/64       | 2001:db8::7/64 has bits set behind its prefix. Did you mean 2001:db8::/64, or 2001:db8::7 alone?
            ::ffff:10.0.3.7/120  | ::ffff:10.0.3.7/120 has bits set behind its prefix. Did you mean 10.0.3.0/24, or 10.0.3.7 alone?
            10.0.3.7/33          | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.3.7?
            10.0.3.0/            | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.3.0?
            10.0.0.0/08          | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.0.0/8?
            10.0.03.007          | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.3.7?
            ' 10.0.3.7 '         | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.3.7?
            10.0.3.7:443         | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.3.7?
            http://10.0.3.7:80/  | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.3.7?
            [2001:db8::7]        | is not an IPv4 or IPv6 address or CIDR. Did you mean 2001:db8::7?
            fe80::1%eth0         | is not an IPv4 or IPv6 address or CIDR. Did you mean fe80::1?
            10                   | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.0.0/8?
            10.0.                | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.0.0/16?
            10.0.3.*             | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.3.0/24?
            10.*.*.*             | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.0.0/8?
            10.0.0.0/255.0.0.0   | is not an IPv4 or IPv6 address or CIDR. Did you mean 10.0.0.0/8?
            10.0.0.0/255.0.255.0 | is not an IPv4 or IPv6 address or CIDR: write it like
            2001:db8::/129       | is not an IPv4 or IPv6 address or CIDR. Did you mean 2001:db8::?
            999.0.0.1            | is not an IPv4 or IPv6 address or CIDR: write it like
            example.org          | is not an IPv4 or IPv6 address or CIDR: write it like
            .:1                  | is not an IPv4 or IPv6 address or CIDR: write it like
            1.2:3                | is not an IPv4 or IPv6 address or CIDR: write it like
            1:2:3                | is not an IPv4 or IPv6 address or CIDR: write it like
            ''                   | is not an IPv4 or IPv6 address or CIDR: write it like

            """)
    void namesTheNearest(String text, String message) {
        assertThatThrownBy(() -> IpRange.asked("filter.ipAddress", text))
                .isInstanceOfSatisfying(MusterException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST);
                    assertThat(refusal.violations())
                            .extracting(MusterException.Violation::field)
                            .containsExactly("filter.ipAddress");
                    assertThat(refusal.violations().get(0).message()).startsWith(message);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.3.7", " 10.0.3.7\n", "10.0.3.0/24", "10.0.3.7/24", "2001:DB8::7"})
    void searchesForWhatIsAnAddress(String text) {
        assertThat(IpRange.searched(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.3", "web", "10.0.3.7 web", "i-0abc", "", "dead:beef", "::ffff:10.0.3.7%1"})
    void searchesForTextAlone(String text) {
        assertThat(IpRange.searched(text)).isEmpty();
    }

    /** An expression that takes the square of a text's length would not end on it. */
    @Test
    void noTextIsTooLongToBeTakenForNone() {
        assertThat(IpRange.searched(":".repeat(2_000_000) + "g")).isEmpty();
    }

    @Property
    void isReadAsJavaReadsIt(@ForAll @Size(16) byte[] address) throws UnknownHostException {
        String spelt = InetAddress.getByAddress(address).getHostAddress();
        assertThat(IpRange.read(spelt))
                .map(IpRange::network)
                .contains(new BigInteger(1, InetAddress.getByName(spelt).getAddress()));
    }

    @Property
    void holdsWhatBeginsWithTheSameBits(
            @ForAll("addresses") long address,
            @ForAll("addresses") long other,
            @ForAll @IntRange(max = 32) int length) {
        long network = length == 0 ? 0 : address >> (32 - length) << (32 - length);
        IpRange range = IpRange.read(spelt(network) + "/" + length).orElseThrow();

        assertThat(range.toString()).isEqualTo(length == 32 ? spelt(network) : spelt(network) + "/" + length);
        assertThat(IpRange.read(spelt(address) + "/" + length).isPresent()).isEqualTo(address == network);
        assertThat(IpRange.searched(spelt(address) + "/" + length)).contains(range);
        assertThat(IpRange.searched(spelt(other) + "/" + length)
                        .equals(IpRange.searched(spelt(address) + "/" + length)))
                .isEqualTo((address ^ other) >> (32 - length) == 0);
    }

    @Provide
    Arbitrary<Long> addresses() {
        return Arbitraries.longs().between(0, 0xffff_ffffL);
    }

    private static String spelt(long address) {
        return "%d.%d.%d.%d".formatted(address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255);
    }
}
