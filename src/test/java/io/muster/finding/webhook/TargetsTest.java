package io.muster.finding.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.finding.webhook.Targets.LookUp;
import io.muster.platform.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

    private static final WebhooksConfig USUAL = Settings.of(WebhooksConfig.class, Map.of());
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final URI HOOK = URI.create("https://hooks.example.com/a");

    private static final LookUp NONE = host -> {
        throw new UnknownHostException(host);
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/a",
                "ftp://hooks.example.com/a",
                "//hooks.example.com/a",
                "https:///a",
                "https://user@hooks.example.com/a",
                "https://hooks.example.com/a#b",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:70000/",
                "https://a b/",
                "https://10.0.0.1/",
                "https://127.0.0.1:8080/",
                "https://2130706433/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[fd00:ec2::254]/",
                "https://[fe80::1%25lo]/",
                "https://[fe80::1%25eth0]:8443/a",
                "https://[2606:4700::1111%251]/",
                "https://999.1.1.1/",
                "https://1.2.3.4.5/",
                "https://169.254.169.254/latest/meta-data"
            })
    void anAddressIsRefusedByItsText(String url) {
        assertThat(new Targets(USUAL, NONE).fault(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.example.com", "HTTPS://Hooks.example.com:8443/a?b=c", "https://8.8.8.8/"})
    void anyOtherIsTaken(String url) {
        assertThat(new Targets(USUAL, NONE).fault(url)).isEmpty();
    }

    static Stream<Arguments> hosts() {
        return Stream.of(
                argumentSet("the host", "https://hooks.example.com/", true),
                argumentSet("in other letters", "https://HOOKS.example.com/", true),
                argumentSet("below the domain", "https://a.chat.example.org/", true),
                argumentSet("the domain itself", "https://chat.example.org/", false),
                argumentSet("a host that ends alike", "https://evilchat.example.org/", false),
                argumentSet("a host below", "https://a.hooks.example.com/", false),
                argumentSet("another", "https://example.net/", false));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void whereHostsAreListedNoOtherIsCalled(String url, boolean allowed) {
        // given
        Targets targets = new Targets(
                Settings.of(
                        WebhooksConfig.class,
                        Map.of("muster.webhooks.allowed-hosts", "hooks.example.com,*.chat.example.org")),
                NONE);

        // when, then
        assertThat(targets.fault(url).isEmpty()).isEqualTo(allowed);
    }

    static Stream<Arguments> lookUps() {
        return Stream.of(
                argumentSet("public", List.of("8.8.8.8", "2606:4700::1111"), "8.8.8.8"),
                argumentSet("private", List.of("10.0.0.1"), null),
                argumentSet("one of two is private", List.of("8.8.8.8", "10.0.0.1"), null),
                argumentSet("metadata over IPv6", List.of("fd00:ec2::254"), null));
    }

    @ParameterizedTest
    @MethodSource("lookUps")
    void aNameIsJudgedByAllItsAddresses(List<String> addresses, String taken) {
        // given
        Targets targets = new Targets(USUAL, host -> all(addresses));

        // when, then
        if (taken == null) {
            assertThatThrownBy(() -> targets.resolve(HOOK).await().atMost(LIMIT))
                    .isInstanceOf(Targets.Refused.class);
        } else {
            assertThat(targets.resolve(HOOK).await().atMost(LIMIT).getHostAddress())
                    .isEqualTo(taken);
        }
    }

    /** The second look-up of an attempt would be the attacker's: there is none. */
    @Test
    void aNameIsLookedUpOnceForAnAttempt() {
        // given
        Deque<String> answers = new ArrayDeque<>(List.of("8.8.8.8", "10.0.0.1"));
        Targets targets = new Targets(USUAL, host -> all(List.of(answers.remove())));

        // when
        InetAddress address = targets.resolve(HOOK).await().atMost(LIMIT);

        // then
        assertThat(address.getHostAddress()).isEqualTo("8.8.8.8");
        assertThat(answers).hasSize(1);
    }

    @Test
    void aNameWithoutAnAddressIsSaidSo() {
        assertThatThrownBy(() -> new Targets(USUAL, NONE).resolve(HOOK).await().atMost(LIMIT))
                .isInstanceOf(Targets.Refused.class)
                .hasMessageContaining("no address");
    }

    private static InetAddress[] all(List<String> addresses) throws UnknownHostException {
        InetAddress[] all = new InetAddress[addresses.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getAllByName(addresses.get(i))[0];
        }
        assertThat(Arrays.asList(all)).doesNotContainNull();
        return all;
    }
}
