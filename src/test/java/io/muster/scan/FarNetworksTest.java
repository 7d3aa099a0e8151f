package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.inventory.SharedNetworks;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is read beside a region with a shared VPC, vpc-1: the owner has it peered with vpc-8 of one account and attached to a transit gateway of
 * another one, to which a third has attached vpc-9.
 */
@QuarkusTest
class FarNetworksTest {

    private static final String OWNER = "222222222222";
    private static final String HUB = "333333333333";
    private static final String FAR = "444444444444";
    private static final String PEER = "555555555555";

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @BeforeEach
    void networks() {
        lab.reset();
        List.of(OWNER, HUB, FAR, PEER)
                .forEach(account -> lab.execute(
                        "insert into account (account_id, role_arn, external_id, regions, registered_at)"
                                + " values ($1, 'arn:aws:iam::' || $1 || ':role/muster', 'x', '{eu-central-1}', now())",
                        account));
        put(Lab.ACCOUNT, "VPC", "vpc-1", "{'ownerId': '" + OWNER + "'}");
        put(OWNER, "VPC", "vpc-1", "{'ownerId': '" + OWNER + "'}");
        put(OWNER, "VPC", "vpc-2", "{'ownerId': '" + OWNER + "'}");
        put(OWNER, "VPN_GATEWAY", "vgw-1", "{'vpcIds': ['vpc-1']}");
        put(OWNER, "VPN_GATEWAY", "vgw-2", "{'vpcIds': ['vpc-2']}");
        put(OWNER, "VPN_CONNECTION", "vpn-1", "{'vpnGatewayId': 'vgw-1'}");
        put(OWNER, "VPN_CONNECTION", "vpn-2", "{'vpnGatewayId': 'vgw-2'}");
        put(OWNER, "TRANSIT_GATEWAY_ATTACHMENT", "a-1", attachment("vpc-1", OWNER));
        put(OWNER, "VPC_PEERING_CONNECTION", "pcx-1", peering("eu-central-1", "vpc-8"));
        put(OWNER, "VPC_PEERING_CONNECTION", "pcx-2", peering("eu-west-1", "vpc-7"));
        put(HUB, "TRANSIT_GATEWAY_ATTACHMENT", "a-1", attachment("vpc-1", OWNER));
        put(HUB, "TRANSIT_GATEWAY_ATTACHMENT", "a-9", attachment("vpc-9", FAR));
        put(HUB, "TRANSIT_GATEWAY_ROUTE_TABLE", "t-1", "{'transitGatewayId': 'tgw-1'}");
        put(HUB, "TRANSIT_GATEWAY_ROUTE_TABLE", "t-2", "{'transitGatewayId': 'tgw-2'}");
        put(HUB, "VPC", "vpc-3", "{}");
        put(FAR, "VPC", "vpc-9", "{}");
        put(FAR, "SUBNET", "subnet-9", "{'vpcId': 'vpc-9'}");
        put(FAR, "SUBNET", "subnet-3", "{'vpcId': 'vpc-3'}");
        put(PEER, "VPC", "vpc-8", "{}");
        put(PEER, "VPC", "vpc-7", "{}");
        put(PEER, "eu-west-1", "SUBNET", "subnet-7", "{'vpcId': 'vpc-7'}");
        put(PEER, "ROUTE_TABLE", "rtb-8", "{'vpcId': 'vpc-8'}");
    }

    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void theOwnersOfGatewaysAndOfTheVpcsAtOtherEndsTellOfTheseAlone() {
        assertThat(tellers(read())).containsExactlyInAnyOrder(OWNER, HUB, FAR, PEER, PEER + " eu-west-1");
        assertThat(told())
                .containsExactlyInAnyOrder(
                        OWNER + " vpc-1",
                        OWNER + " vgw-1",
                        OWNER + " vpn-1",
                        OWNER + " a-1",
                        OWNER + " pcx-1",
                        OWNER + " pcx-2",
                        HUB + " a-1",
                        HUB + " a-9",
                        HUB + " t-1",
                        FAR + " vpc-9",
                        FAR + " subnet-9",
                        PEER + " vpc-8",
                        PEER + " rtb-8",
                        PEER + " subnet-7");
    }

    /** What a VPC of the account itself leads to is told on demand: in another region too, and of the account's own there. */
    @Test
    void theNetworksThatOwnVpcsLeadToAreToldOnDemand() {
        // given
        lab.execute("update resource set deleted_at = now() where account_id in ($1, $2)", Lab.ACCOUNT, OWNER);
        put(Lab.ACCOUNT, "VPC", "vpc-5", "{'ownerId': '" + Lab.ACCOUNT + "'}");
        put(Lab.ACCOUNT, "TRANSIT_GATEWAY_ATTACHMENT", "a-5", attachment("vpc-5", Lab.ACCOUNT));
        put(Lab.ACCOUNT, "VPC_PEERING_CONNECTION", "pcx-5", peering("vpc-5", Lab.ACCOUNT, "eu-west-1", "vpc-6"));
        put(Lab.ACCOUNT, "eu-west-1", "VPC", "vpc-6", "{}");
        put(Lab.ACCOUNT, "eu-west-1", "VPC", "vpc-4", "{}");

        // when, then
        assertThat(read()).isEqualTo(SharedNetworks.NONE);
        assertThat(told(read(SharedNetworks.Followed.OWN)))
                .containsExactlyInAnyOrder(
                        Lab.ACCOUNT + " vpc-6",
                        HUB + " a-1",
                        HUB + " a-9",
                        HUB + " t-1",
                        FAR + " vpc-9",
                        FAR + " subnet-9");
    }

    static Stream<Arguments> peerings() {
        String ends = ", 'peering': {'requester': {'transitGatewayId': 'tgw-5', 'ownerId': '" + Lab.ACCOUNT
                + "', 'region': 'eu-central-1'}, 'accepter': {'transitGatewayId': 'tgw-6', 'ownerId': '" + FAR
                + "', 'region': 'us-west-1'}}";
        return Stream.of(argumentSet("whose ends were read", ends), argumentSet("whose ends were not read", ""));
    }

    /** The gateway at the other end, all of its tables and attachments, what is attached to it, and the gateway behind that. */
    @ParameterizedTest
    @MethodSource("peerings")
    void theOtherEndsOfPeeringsAreRead(String ends) {
        // given
        lab.execute("update resource set deleted_at = now()");
        put(Lab.ACCOUNT, "VPC", "vpc-5", "{'ownerId': '" + Lab.ACCOUNT + "'}");
        put(
                Lab.ACCOUNT,
                "TRANSIT_GATEWAY_ATTACHMENT",
                "a-5",
                attached("tgw-5", Lab.ACCOUNT, "vpc", "vpc-5", Lab.ACCOUNT, ""));
        put(
                Lab.ACCOUNT,
                "TRANSIT_GATEWAY_ATTACHMENT",
                "p-5",
                attached("tgw-5", Lab.ACCOUNT, "peering", "tgw-6", FAR, ends));
        put(
                FAR,
                "us-west-1",
                "TRANSIT_GATEWAY_ATTACHMENT",
                "p-5",
                attached("tgw-6", FAR, "peering", "tgw-5", Lab.ACCOUNT, ends));
        put(FAR, "us-west-1", "TRANSIT_GATEWAY_ATTACHMENT", "p-6", attached("tgw-6", FAR, "peering", "tgw-7", HUB, ""));
        put(FAR, "us-west-1", "TRANSIT_GATEWAY_ATTACHMENT", "a-6", attached("tgw-6", FAR, "vpc", "vpc-6", PEER, ""));
        put(FAR, "us-west-1", "TRANSIT_GATEWAY_ROUTE_TABLE", "t-6", "{'transitGatewayId': 'tgw-6'}");
        put(FAR, "TRANSIT_GATEWAY_ROUTE_TABLE", "t-8", "{'transitGatewayId': 'tgw-8'}");
        put(PEER, "us-west-1", "VPC", "vpc-6", "{}");
        put(PEER, "us-west-1", "VPC", "vpc-0", "{}");
        put(HUB, "us-west-1", "TRANSIT_GATEWAY_ATTACHMENT", "p-6", attached("tgw-7", HUB, "peering", "tgw-6", FAR, ""));
        put(HUB, "us-west-1", "TRANSIT_GATEWAY_ROUTE_TABLE", "t-7", "{'transitGatewayId': 'tgw-7'}");

        // when, then
        assertThat(read()).isEqualTo(SharedNetworks.NONE);
        assertThat(told(read(SharedNetworks.Followed.OWN)))
                .containsExactlyInAnyOrder(
                        FAR + " p-5",
                        FAR + " p-6",
                        FAR + " a-6",
                        FAR + " t-6",
                        PEER + " vpc-6",
                        HUB + " p-6",
                        HUB + " t-7");
    }

    private static String attached(
            String gateway, String owner, String type, String attached, String account, String more) {
        return "{'transitGatewayId': '" + gateway + "', 'transitGatewayOwnerId': '" + owner + "', 'attachedType': '"
                + type + "', 'attachedId': '" + attached + "', 'attachedOwnerId': '" + account + "'" + more + "}";
    }

    @Test
    void aDisabledAccountTellsNothingNorLeadsOn() {
        // given
        String before = fingerprint();

        // when
        lab.execute("update account set enabled = false where account_id = $1", HUB);

        // then
        assertThat(tellers(read())).containsExactlyInAnyOrder(OWNER, PEER, PEER + " eu-west-1");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void theAccountItselfIsNoTellerOfItsOwnVpcs() {
        put(HUB, "TRANSIT_GATEWAY_ATTACHMENT", "a-5", attachment("vpc-5", Lab.ACCOUNT));

        assertThat(tellers(read())).containsExactlyInAnyOrder(OWNER, HUB, FAR, PEER, PEER + " eu-west-1");
    }

    @Test
    void whereNoVpcIsSharedNoAccountIsRead() {
        lab.execute("update resource set deleted_at = now() where account_id = $1", Lab.ACCOUNT);

        assertThat(read()).isEqualTo(SharedNetworks.NONE);
    }

    private static String attachment(String vpc, String account) {
        return "{'transitGatewayId': 'tgw-1', 'transitGatewayOwnerId': '" + HUB
                + "', 'attachedType': 'vpc', 'attachedId': '" + vpc + "', 'attachedOwnerId': '" + account + "'}";
    }

    private static String peering(String region, String vpc) {
        return peering("vpc-1", PEER, region, vpc);
    }

    private static String peering(String own, String account, String region, String vpc) {
        return "{'vpcIds': ['" + own + "', '" + vpc + "'], 'requester': " + side(OWNER, "eu-central-1", own)
                + ", 'accepter': " + side(account, region, vpc) + "}";
    }

    private static String side(String account, String region, String vpc) {
        return "{'ownerId': '" + account + "', 'region': '" + region + "', 'vpcId': '" + vpc + "'}";
    }

    private void put(String account, String kind, String id, String attributes) {
        put(account, Lab.REGION, kind, id, attributes);
    }

    private void put(String account, String region, String kind, String id, String attributes) {
        lab.execute(
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) values ($1 || '/' || $2 || '/' || $3, $2, $1, $4, $3, '{}',"
                        + " replace($5, '''', '\"')::jsonb, sha256($5::bytea), now(), now())",
                account,
                kind,
                id,
                region,
                attributes);
    }

    /** The accounts, with their regions where these are others than that of the question. */
    private static List<String> tellers(SharedNetworks networks) {
        return networks.complete().keySet().stream()
                .map(teller -> teller.accountId() + (teller.region().equals(Lab.REGION) ? "" : " " + teller.region()))
                .toList();
    }

    private List<String> told() {
        return told(read());
    }

    private static List<String> told(SharedNetworks networks) {
        return networks.resources().stream()
                .map(one -> one.resource().scope().accountId() + " "
                        + one.resource().resourceId())
                .toList();
    }

    private SharedNetworks read() {
        return read(SharedNetworks.Followed.SHARED);
    }

    private SharedNetworks read(SharedNetworks.Followed followed) {
        return pool.withTransaction(
                        connection -> SharedNetworks.of(connection, Scope.of(Lab.ACCOUNT, Lab.REGION), followed))
                .await()
                .indefinitely();
    }

    private String fingerprint() {
        return pool.withTransaction(
                        connection -> SharedNetworks.fingerprint(connection, Scope.of(Lab.ACCOUNT, Lab.REGION)))
                .await()
                .indefinitely();
    }
}
