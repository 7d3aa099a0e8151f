package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The endpoint {@code eice-1} of 10.0.0.9 with {@code sg-eice}, and {@code i-1} of 10.0.0.10 with {@code sg-1}. */
class ConnectEndpointPathTest {

    private static final MadeInterface OWN = eni("eni-9").privateIps("10.0.0.9").groups("sg-eice");
    private static final MadeInterface OF_INSTANCE = eni("eni-1").of("i-1").groups("sg-1");
    private static final MadeGroup ALL_OUT = group("sg-eice").out("-1", null, null, "0.0.0.0/0");

    @ParameterizedTest
    @MethodSource("admissions")
    void judgesAdmissions(MadeGroup group, String asEndpoint, String asClient, String notTold) {
        assertThat(List.of(judge(group, false), judge(group, true), judge(group, null)))
                .containsExactly(asEndpoint, asClient, notTold);
    }

    static Stream<Arguments> admissions() {
        return Stream.of(
                argumentSet("its group", group("sg-1").inFromGroup("sg-eice"), "FAIL LOW", "FAIL LOW", "FAIL LOW"),
                argumentSet(
                        "its address",
                        group("sg-1").in("tcp", 22, 22, "10.0.0.9/32"),
                        "FAIL LOW",
                        "FAIL LOW",
                        "FAIL LOW"),
                argumentSet(
                        "its VPC by RDP",
                        group("sg-1").in("tcp", 3389, 3389, "10.0.0.0/16"),
                        "FAIL LOW",
                        "FAIL LOW",
                        "FAIL LOW"),
                argumentSet(
                        "clients", group("sg-1").in("tcp", 22, 22, "198.51.100.0/24"), "PASS", "FAIL LOW", "UNKNOWN"),
                argumentSet(
                        "every port",
                        group("sg-1").in("-1", null, null, "198.51.100.0/24"),
                        "PASS",
                        "FAIL LOW",
                        "UNKNOWN"),
                argumentSet("another port", group("sg-1").in("tcp", 443, 443, "0.0.0.0/0"), "PASS", "PASS", "PASS"),
                argumentSet("over UDP", group("sg-1").in("udp", 22, 22, "0.0.0.0/0"), "PASS", "PASS", "PASS"),
                argumentSet("another group", group("sg-1").inFromGroup("sg-2"), "PASS", "PASS", "PASS"),
                argumentSet("nobody", group("sg-1"), "PASS", "PASS", "PASS"),
                argumentSet(
                        "a list", group("sg-1").inFromList("tcp", 22, 22, "pl-1"), "FAIL LOW", "FAIL LOW", "FAIL LOW"),
                argumentSet(
                        "a list that cannot be read",
                        group("sg-1").inFromList("tcp", 22, 22, "pl-9"),
                        "UNKNOWN",
                        "UNKNOWN",
                        "UNKNOWN"));
    }

    private static String judge(MadeGroup group, Boolean preserved) {
        return Judging.judge(
                new ConnectEndpointPath(),
                endpoint("create-complete", preserved),
                OWN,
                ALL_OUT,
                OF_INSTANCE,
                group,
                Made.prefixList("pl-1", "all", Estates.ACCOUNT, "10.0.0.0/8"));
    }

    @ParameterizedTest
    @MethodSource
    void lettingOut(MadeGroup ofEndpoint, String expected) {
        MadeGroup ssh = group("sg-1").in("tcp", 22, 22, "10.0.0.0/16");
        assertThat(List.of(false, true))
                .allSatisfy(preserved -> assertThat(Judging.judge(
                                new ConnectEndpointPath(),
                                endpoint("create-complete", preserved),
                                OWN,
                                OF_INSTANCE,
                                ofEndpoint,
                                ssh))
                        .isEqualTo(expected));
    }

    static Stream<Arguments> lettingOut() {
        return Stream.of(
                argumentSet("to its group", group("sg-eice").outToGroup("sg-1"), "FAIL LOW"),
                argumentSet("to its address", group("sg-eice").out("tcp", 22, 22, "10.0.0.10/32"), "FAIL LOW"),
                argumentSet("to another group", group("sg-eice").outToGroup("sg-2"), "PASS"),
                argumentSet("elsewhere", group("sg-eice").out("tcp", 22, 22, "10.0.9.0/24"), "PASS"),
                argumentSet("RDP alone", group("sg-eice").out("tcp", 3389, 3389, "0.0.0.0/0"), "PASS"),
                argumentSet("nothing", group("sg-eice"), "PASS"),
                argumentSet("to a list that cannot be read", group("sg-eice").outToList("-1", "pl-9"), "UNKNOWN"),
                argumentSet("by rules that were not read", group("sg-other"), "UNKNOWN"));
    }

    @ParameterizedTest
    @CsvSource({
        "create-complete, FAIL LOW",
        "update-complete, FAIL LOW",
        "update-failed, FAIL LOW",
        "create-in-progress, NOT_APPLICABLE",
        "create-failed, NOT_APPLICABLE",
        "delete-complete, NOT_APPLICABLE",
        ", UNKNOWN"
    })
    void judgesStates(String state, String expected) {
        assertThat(Judging.judge(
                        new ConnectEndpointPath(),
                        endpoint(state, false),
                        OWN,
                        ALL_OUT,
                        OF_INSTANCE,
                        group("sg-1").inFromGroup("sg-eice")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("roles")
    void judgesRoles(MadeRole role, String expected) {
        assertThat(Judging.judge(
                        new ConnectEndpointPath(),
                        endpoint("create-complete", false),
                        OWN,
                        ALL_OUT,
                        OF_INSTANCE,
                        group("sg-1").inFromGroup("sg-eice"),
                        role))
                .isEqualTo(expected);
    }

    static Stream<Arguments> roles() {
        String tunnel = "ec2-instance-connect:OpenTunnel";
        return Stream.of(
                argumentSet("through any endpoint", role("r").inline(allow(tunnel, "*")), "FAIL MEDIUM"),
                argumentSet("everything", role("r").inline(allow("*", "*")), "FAIL MEDIUM"),
                argumentSet(
                        "through one",
                        role("r")
                                .inline(allow(
                                        tunnel,
                                        "arn:aws:ec2:eu-central-1:111122223333:instance-connect-endpoint/eice-1")),
                        "FAIL LOW"),
                argumentSet("others", role("r").inline(allow("ec2:Describe*", "*")), "FAIL LOW"));
    }

    @Test
    void needsNoRoles() {
        InstanceConnectEndpoint endpoint =
                endpoint("create-complete", false).resource().attributes();
        Estates.Made<InstanceConnectEndpoint> made = Made.of("eice-1", endpoint);
        assertThat(Judging.judge(
                        new ConnectEndpointPath(),
                        made,
                        Estates.estate()
                                .with(
                                        made,
                                        OWN,
                                        ALL_OUT,
                                        OF_INSTANCE,
                                        group("sg-1").inFromGroup("sg-eice"))
                                .without(ResourceKind.ROLE)
                                .build()))
                .isEqualTo("FAIL LOW");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void judgesMachines(List<Estates.Made<?>> others, String expected) {
        var endpoint = endpoint("create-complete", false);
        assertThat(Judging.judge(
                        new ConnectEndpointPath(),
                        endpoint,
                        Estates.estate()
                                .with(endpoint, ALL_OUT, group("sg-1").in("tcp", 22, 22, "10.0.0.0/16"))
                                .with(others.toArray(Estates.Made[]::new))
                                .build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> machines() {
        return Stream.of(
                argumentSet("none", List.of(OWN), "PASS"),
                argumentSet("of a load balancer", List.of(OWN, eni("eni-1").groups("sg-1")), "PASS"),
                argumentSet(
                        "of another VPC",
                        List.of(OWN, eni("eni-1").of("i-1").groups("sg-1").inVpc("vpc-2")),
                        "PASS"),
                argumentSet("address of the endpoint not known", List.of(OF_INSTANCE), "UNKNOWN"));
    }

    @Test
    void anotherAccountsAndOneWithoutVpc() {
        assertThat(Judging.judge(
                        new ConnectEndpointPath(), endpoint("create-complete", "vpc-1", Estates.OTHER_ACCOUNT, false)))
                .isEqualTo("NOT_APPLICABLE");
        assertThat(Judging.judge(new ConnectEndpointPath(), endpoint("create-complete", null, Estates.ACCOUNT, false)))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void evidenceNamesTheInstances() {
        assertThat(Judging.evidence(
                        new ConnectEndpointPath(),
                        endpoint("create-complete", false),
                        OWN,
                        ALL_OUT,
                        OF_INSTANCE,
                        group("sg-1").inFromGroup("sg-eice"),
                        role("r").inline(allow("*", "*"))))
                .containsEntry("instanceIds", List.of("i-1"))
                .containsEntry("rolesWithTunnels", List.of("arn:aws:iam::111122223333:role/r"));
    }

    private static Estates.Made<InstanceConnectEndpoint> endpoint(String state, Boolean preserved) {
        return endpoint(state, "vpc-1", Estates.ACCOUNT, preserved);
    }

    private static Estates.Made<InstanceConnectEndpoint> endpoint(
            String state, String vpc, String owner, Boolean preserved) {
        return Made.of(
                "eice-1",
                new InstanceConnectEndpoint(
                        state,
                        null,
                        vpc,
                        "subnet-1",
                        List.of("sg-eice"),
                        List.of("eni-9"),
                        preserved,
                        null,
                        null,
                        null,
                        owner,
                        null));
    }
}
