package io.muster.estate.reach;

import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.kind.NetworkAclEntry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The entries of one direction of a network ACL, some of which cannot be read. */
class AclDirectionTest {

    private static final String ANY = "0.0.0.0/0";
    private static final ServiceRange SSH = ServiceRange.asked("tcp", 22).orElseThrow();
    private static final ServiceRange HTTPS = ServiceRange.asked("tcp", 443).orElseThrow();
    private static final NetworkAclEntry ALLOWS = in(100, true, "6", 0, 1023, ANY);

    @ParameterizedTest
    @MethodSource
    void anEntryThatCannotBeReadLeavesWhatItDoesNotSpeakOf(NetworkAclEntry unread, boolean ssh, boolean https) {
        // given
        AclDirection direction = direction(unread, ALLOWS);

        // then
        assertThat(direction.readable()).isFalse();
        assertThat(direction.allowed(SSH).isEmpty()).isEqualTo(!ssh);
        assertThat(direction.allowed(HTTPS).isEmpty()).isEqualTo(!https);
        assertThat(direction.perhapsAllowed(SSH)).isEqualTo(CidrSet.parse(ANY));
        assertThat(direction.perhapsAllowed(HTTPS)).isEqualTo(CidrSet.parse(ANY));
    }

    static Stream<Arguments> anEntryThatCannotBeReadLeavesWhatItDoesNotSpeakOf() {
        return Stream.of(
                argumentSet("what it decides is lost", entry(90, null, "6", 22, 22, ANY), false, true),
                argumentSet("its number is lost", entry(null, false, "6", 22, 22, ANY), false, true),
                argumentSet("the same, behind", entry(110, null, "6", 22, 22, ANY), true, true),
                argumentSet("its protocol is lost", entry(90, false, null, null, null, ANY), false, false),
                argumentSet("a protocol of no number", entry(90, false, "ipx", null, null, ANY), false, false));
    }

    @Test
    void addressesThatCannotBeReadMayBeAll() {
        assertThat(direction(entry(90, false, "6", 22, 22, "a range"), ALLOWS).allowed(SSH))
                .isEqualTo(CidrSet.EMPTY);
    }

    @Test
    void saysThatAnEntryThatCannotBeReadMayDecide() {
        // given
        AclDirection direction = direction(entry(90, null, "6", 22, 22, null), ALLOWS);

        // then
        assertThat(direction.about(new Packet(Cidr.parse("8.8.8.8"), SSH.first())))
                .isEqualTo("an entry that cannot be read may decide");
        assertThat(direction.about(new Packet(Cidr.parse("8.8.8.8"), HTTPS.first())))
                .isEqualTo("entry 100 allows tcp 0-1023 from 0.0.0.0/0");
    }

    private static AclDirection direction(NetworkAclEntry... entries) {
        return AclDirection.of(acl("acl-1", List.of(), entries).resource().attributes(), false);
    }

    private static NetworkAclEntry entry(
            Integer number, Boolean allow, String protocol, Integer from, Integer to, String cidr) {
        return new NetworkAclEntry(number, false, allow, protocol, from, to, cidr);
    }
}
