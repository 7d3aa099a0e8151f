package io.muster.rule.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.SecurityGroupVpcAssociation;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayPeer;
import io.muster.inventory.kind.TransitGatewayPeering;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpcPeeringConnection;
import io.muster.rule.Baseline;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks, groups and resources of other accounts: trusted is 555566667777, registered 666677778888, foreign 444455556666. */
class ForeignNetworkRulesTest {

    private static final String OWN = Estates.ACCOUNT;
    private static final String FOREIGN = Estates.OTHER_ACCOUNT;
    private static final String TRUSTED = "555566667777";
    private static final String REGISTERED = "666677778888";
    private static final Baseline BASELINE = Baselines.of(Map.of("trusted-accounts", TRUSTED));

    @ParameterizedTest
    @CsvSource({
        "active, 111122223333, 444455556666, FAIL HIGH",
        "active, 444455556666, 111122223333, FAIL HIGH",
        "active, 111122223333, 111122223333, PASS",
        "active, 111122223333, 555566667777, PASS",
        "active, 111122223333, 666677778888, PASS",
        "pending-acceptance, 444455556666, 111122223333, FAIL MEDIUM",
        "pending-acceptance, 111122223333, 444455556666, FAIL MEDIUM",
        "provisioning, 111122223333, 444455556666, FAIL MEDIUM",
        "initiating-request, 111122223333, 555566667777, PASS",
        "deleted, 111122223333, 444455556666, NOT_APPLICABLE",
        "deleting, 111122223333, 444455556666, NOT_APPLICABLE",
        "rejected, 111122223333, 444455556666, NOT_APPLICABLE",
        "failed, 111122223333, 444455556666, NOT_APPLICABLE",
        "expired, 111122223333, 444455556666, NOT_APPLICABLE",
        ", 111122223333, 444455556666, UNKNOWN",
        "active, 111122223333, , UNKNOWN",
        "active, , 444455556666, FAIL HIGH"
    })
    void judgesPeering(String status, String requester, String accepter, String expected) {
        assertThat(judge(new ForeignPeering(BASELINE), peering(status, side(requester), side(accepter))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("attachment")
    void judgesAttachment(Estates.Made<TransitGatewayAttachment> attachment, String expected) {
        assertThat(judge(new ForeignAttachment(BASELINE), attachment)).isEqualTo(expected);
    }

    static Stream<Arguments> attachment() {
        return Stream.of(
                argumentSet("own VPC on own gateway", attachment("available", OWN, OWN, null), "PASS"),
                argumentSet("own VPC on a foreign gateway", attachment("available", FOREIGN, OWN, null), "FAIL HIGH"),
                argumentSet("foreign VPC on own gateway", attachment("available", OWN, FOREIGN, null), "FAIL HIGH"),
                argumentSet("while it is changed", attachment("modifying", OWN, FOREIGN, null), "FAIL HIGH"),
                argumentSet("registered", attachment("available", OWN, REGISTERED, null), "PASS"),
                argumentSet("trusted", attachment("available", TRUSTED, OWN, null), "PASS"),
                argumentSet("pending", attachment("pendingAcceptance", OWN, FOREIGN, null), "FAIL MEDIUM"),
                argumentSet("deleted", attachment("deleted", OWN, FOREIGN, null), "NOT_APPLICABLE"),
                argumentSet("rejected", attachment("rejected", OWN, FOREIGN, null), "NOT_APPLICABLE"),
                argumentSet("failing", attachment("failing", OWN, FOREIGN, null), "NOT_APPLICABLE"),
                argumentSet("peered with foreign gateway", attachment("available", OWN, OWN, FOREIGN), "FAIL HIGH"),
                argumentSet("peered with own gateway", attachment("available", OWN, OWN, OWN), "PASS"),
                argumentSet("no state", attachment(null, OWN, FOREIGN, null), "UNKNOWN"),
                argumentSet("owner of the resource not told", attachment("available", OWN, null, null), "UNKNOWN"),
                argumentSet("owner of the gateway not told", attachment("available", null, OWN, null), "UNKNOWN"),
                argumentSet(
                        "one owner not told, one foreign", attachment("available", null, FOREIGN, null), "FAIL HIGH"));
    }

    @ParameterizedTest
    @CsvSource({
        "associated, 111122223333, PASS",
        "associated, 444455556666, FAIL HIGH",
        "associated, 555566667777, FAIL MEDIUM",
        "associated, 666677778888, FAIL MEDIUM",
        "associating, 444455556666, NOT_APPLICABLE",
        "disassociated, 444455556666, NOT_APPLICABLE",
        "association-failed, 444455556666, NOT_APPLICABLE",
        ", 444455556666, UNKNOWN",
        "associated, , UNKNOWN"
    })
    void judgesGroup(String state, String owner, String expected) {
        assertThat(judge(
                        new GroupOfForeignAccount(BASELINE),
                        Made.of(
                                "sg-1/vpc-1",
                                new SecurityGroupVpcAssociation("sg-1", owner, "vpc-1", OWN, state, null))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("endpoint")
    void judgesEndpoint(Estates.Made<VpcEndpoint> endpoint, String expected) {
        assertThat(judge(new EndpointToResource(BASELINE), endpoint)).isEqualTo(expected);
    }

    static Stream<Arguments> endpoint() {
        return Stream.of(
                argumentSet("own resource", endpoint("Resource", "Available", resource(OWN), null), "FAIL INFO"),
                argumentSet(
                        "trusted resource", endpoint("Resource", "Available", resource(TRUSTED), null), "FAIL INFO"),
                argumentSet("registered", endpoint("Resource", "Available", resource(REGISTERED), null), "FAIL INFO"),
                argumentSet("foreign", endpoint("Resource", "Available", resource(FOREIGN), null), "FAIL MEDIUM"),
                argumentSet(
                        "foreign network",
                        endpoint("ServiceNetwork", "Available", null, network(FOREIGN)),
                        "FAIL MEDIUM"),
                argumentSet("own network", endpoint("servicenetwork", "available", null, network(OWN)), "FAIL INFO"),
                argumentSet("no ARN", endpoint("Resource", "Available", null, null), "FAIL INFO"),
                argumentSet("no ARN at all", endpoint("Resource", "Available", "rcfg-1", null), "FAIL INFO"),
                argumentSet("no state", endpoint("Resource", null, resource(FOREIGN), null), "FAIL MEDIUM"),
                argumentSet("interface", endpoint("Interface", "Available", null, null), "NOT_APPLICABLE"),
                argumentSet("deleted", endpoint("Resource", "Deleted", resource(FOREIGN), null), "NOT_APPLICABLE"),
                argumentSet("type not told", endpoint(null, "Available", null, null), "UNKNOWN"),
                argumentSet(
                        "another account's endpoint",
                        endpoint("Resource", "Available", FOREIGN, resource(FOREIGN), null),
                        "NOT_APPLICABLE"));
    }

    @Test
    void evidenceNamesTheForeignAccounts() {
        assertThat(Judging.evidence(new ForeignPeering(BASELINE), peering("active", side(OWN), side(FOREIGN))))
                .containsEntry("foreignAccounts", List.of(FOREIGN))
                .hasEntrySatisfying(
                        "judgedBy",
                        by -> assertThat(by).asString().contains("the accounts of an organization are not known"));
        assertThat(Judging.evidence(new ForeignAttachment(BASELINE), attachment("available", FOREIGN, OWN, null)))
                .containsEntry("foreignAccounts", List.of(FOREIGN))
                .containsEntry("transitGatewayId", "tgw-1");
        assertThat(Judging.evidence(
                        new EndpointToResource(BASELINE), endpoint("Resource", "Available", resource(FOREIGN), null)))
                .containsEntry("ownerId", FOREIGN);
    }

    private static <T extends Record> String judge(io.muster.rule.Rule<T> rule, Estates.Made<T> judged) {
        return Judging.judge(
                rule,
                judged,
                Estates.estate().registered(REGISTERED).with(judged).build());
    }

    private static Estates.Made<VpcPeeringConnection> peering(
            String status, PeeringSide requester, PeeringSide accepter) {
        return Made.of(
                "pcx-1",
                new VpcPeeringConnection(
                        status, null, requester, accepter, List.of("vpc-1", "vpc-2"), List.of(), List.of(), null));
    }

    private static PeeringSide side(String owner) {
        return new PeeringSide("vpc-1", owner, "eu-central-1", List.of(), List.of(), null);
    }

    private static Estates.Made<TransitGatewayAttachment> attachment(
            String state, String gatewayOwner, String attachedOwner, String peer) {
        return Made.of(
                "tgw-attach-1",
                new TransitGatewayAttachment(
                        state,
                        "tgw-1",
                        gatewayOwner,
                        "vpc",
                        "vpc-1",
                        attachedOwner,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        peer == null
                                ? null
                                : new TransitGatewayPeering(
                                        null, new TransitGatewayPeer("tgw-2", null, peer, "eu-west-1"), null, null),
                        null,
                        null));
    }

    private static Estates.Made<VpcEndpoint> endpoint(String type, String state, String resource, String network) {
        return endpoint(type, state, OWN, resource, network);
    }

    private static Estates.Made<VpcEndpoint> endpoint(
            String type, String state, String owner, String resource, String network) {
        return Made.of(
                "vpce-1",
                new VpcEndpoint(
                        type, state, null, null, "vpc-1", List.of(), List.of(), List.of(), List.of(), null, null,
                        List.of(), null, false, owner, resource, network, null, null));
    }

    private static String resource(String account) {
        return "arn:aws:vpc-lattice:eu-central-1:" + account + ":resourceconfiguration/rcfg-1";
    }

    private static String network(String account) {
        return "arn:aws:vpc-lattice:eu-central-1:" + account + ":servicenetwork/sn-1";
    }
}
