package io.muster.rule.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.AllowedPrincipal;
import io.muster.inventory.kind.VpcEndpointService;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EndpointServiceExposedTest {

    private static final String PARTNER = "arn:aws:iam::555566667777:root";
    private static final String STRANGER = "arn:aws:iam::444455556666:role/consumer";
    private static final String OWN = "arn:aws:iam::" + Estates.ACCOUNT + ":root";
    private static final EndpointServiceExposed RULE = new EndpointServiceExposed(
            Baselines.of(Map.of("trusted-accounts", "555566667777", "trusted-organizations", "o-a1b2c3d4e5")));

    @ParameterizedTest
    @MethodSource
    void judges(Estates.Made<VpcEndpointService> service, String expected) {
        assertThat(Judging.judge(RULE, service)).isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("accepting, nobody named", service("Available", true, List.of()), "PASS"),
                argumentSet("accepting, one named", service("Available", true, List.of(PARTNER)), "PASS"),
                argumentSet("accepting, own account", service("Available", true, List.of(OWN)), "PASS"),
                argumentSet(
                        "accepting, a stranger", service("Available", true, List.of(PARTNER, STRANGER)), "FAIL LOW"),
                argumentSet(
                        "accepting, an account's number",
                        service("Available", true, List.of("444455556666")),
                        "FAIL LOW"),
                argumentSet(
                        "accepting, a trusted organization",
                        service("Available", true, List.of(unit("o-a1b2c3d4e5"))),
                        "PASS"),
                argumentSet(
                        "accepting, another organization",
                        service("Available", true, List.of(unit("o-zzzzzzzzzz"))),
                        "FAIL LOW"),
                argumentSet(
                        "accepting, a service of AWS",
                        service("Available", true, List.of("vpce.amazonaws.com")),
                        "PASS"),
                argumentSet("not accepting, a stranger", service("Available", false, List.of(STRANGER)), "FAIL HIGH"),
                argumentSet("accepting, everybody", service("Available", true, List.of(PARTNER, "*")), "FAIL LOW"),
                argumentSet("accepting, not read", service("Available", true, null), "UNKNOWN"),
                argumentSet(
                        "accepting, a principal without name",
                        service("Available", true, Arrays.asList((String) null)),
                        "PASS"),
                argumentSet("not accepting", service("Available", false, List.of(PARTNER)), "FAIL HIGH"),
                argumentSet("not accepting, everybody", service("Available", false, List.of("*")), "FAIL HIGH"),
                argumentSet("not accepting, not read", service("Available", false, null), "FAIL HIGH"),
                argumentSet("no state", service(null, false, List.of("*")), "FAIL HIGH"),
                argumentSet("acceptance not told", service("Available", null, List.of("*")), "UNKNOWN"),
                argumentSet("deleted", service("deleted", false, List.of("*")), "NOT_APPLICABLE"),
                argumentSet("failed", service("Failed", false, List.of("*")), "NOT_APPLICABLE"));
    }

    @Test
    void evidenceNamesTheServiceAndWhoMayConnect() {
        assertThat(Judging.evidence(RULE, service("Available", false, List.of("*"))))
                .containsEntry("serviceName", "service-1")
                .containsEntry("allowedPrincipals", List.of("*"));
    }

    @Test
    void evidenceNamesStrangers() {
        assertThat(Judging.evidence(RULE, service("Available", true, List.of(PARTNER, STRANGER))))
                .containsEntry("foreignPrincipals", List.of(STRANGER));
    }

    private static String unit(String organization) {
        return "arn:aws:organizations::555566667777:ou/" + organization + "/ou-ab12-cdefghij";
    }

    private static Estates.Made<VpcEndpointService> service(String state, Boolean acceptance, List<String> principals) {
        return Made.of(
                "vpce-svc-1",
                new VpcEndpointService(
                        "service-1",
                        List.of("Interface"),
                        state,
                        acceptance,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        List.of(),
                        null,
                        principals == null
                                ? null
                                : principals.stream()
                                        .map(principal -> new AllowedPrincipal(principal, null))
                                        .toList(),
                        null,
                        null));
    }
}
