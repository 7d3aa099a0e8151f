package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.attack.MadeNetworks;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A way from another account's host leads over a connection of which something was not read: it is not lost without a word. */
@QuarkusTest
class UnseenNetworksTest {

    private static final Scope NEAR = Estates.REGION;
    private static final Scope FAR = MadeNetworks.FAR;
    private static final Scope HUB = Scope.of("777788889999", NEAR.region());
    private static final String UNTOLD = "what transit gateways lead to, as their owners did not tell: 1";

    @Inject
    Lab lab;

    @Inject
    JudgedNetworks networks;

    @BeforeEach
    void accounts() {
        lab.reset();
        List.of(NEAR, FAR).forEach(networks::register);
    }

    @AfterEach
    void reset() {
        lab.reset();
    }

    private void peered() {
        networks.store(MadeNetworks.near());
        networks.store(MadeNetworks.far());
        networks.judge(FAR);
    }

    /** To a transit gateway of a third account, which tells of all that is attached to it. */
    private void attached() {
        networks.store(MadeNetworks.nearAttached());
        networks.store(MadeNetworks.farAttached());
        lab.execute(
                "update resource set attributes = jsonb_set(attributes, '{transitGatewayOwnerId}', to_jsonb($1::text))"
                        + " where kind = 'TRANSIT_GATEWAY_ATTACHMENT'",
                HUB.accountId());
        lab.execute(
                "update resource set account_id = $1 where account_id = $2 and (kind = 'TRANSIT_GATEWAY_ROUTE_TABLE'"
                        + " or kind = 'TRANSIT_GATEWAY_ATTACHMENT' and resource_id = 'tgw-attach-of-vpc-2')",
                HUB.accountId(),
                NEAR.accountId());
        networks.judge(FAR);
    }

    /** As where a kind is denied from the first scan on. */
    private void neverListed(Scope scope, String kind) {
        lab.execute("delete from resource where account_id = $1 and kind = $2", scope.accountId(), kind);
        lab.execute("delete from cell where account_id = $1 and kind = $2", scope.accountId(), kind);
        lab.execute(
                "insert into cell (account_id, region, kind, state, last_attempt_at) values ($1, $2, $3, 'FAILED', now())",
                scope.accountId(),
                scope.region(),
                kind);
    }

    private List<String> missing() {
        networks.judge(NEAR);
        return JudgedNetworks.missing(NEAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VPC_PEERING_CONNECTION", "VPC"})
    void theOwnEndOfAPeeringIsNotRead(String kind) {
        // given
        peered();
        neverListed(NEAR, kind);

        // when, then
        assertThat(missing()).anyMatch(what -> what.endsWith(kind + " in " + NEAR.region()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRANSIT_GATEWAY_ATTACHMENT", "VPC"})
    void theOwnEndOfATransitGatewayIsNotRead(String kind) {
        // given
        networks.register(HUB);
        attached();
        neverListed(NEAR, kind);

        // when, then
        assertThat(missing()).anyMatch(what -> what.endsWith(kind + " in " + NEAR.region()));
    }

    /** Of a connection that AWS shows without the other end, and of one that is not shown. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update resource set attributes = attributes #- '{accepter,region}' where resource_id = 'pcx-1'",
                "delete from resource where resource_id = 'pcx-1'"
            })
    void theOtherEndOfAPeeringIsNotTold(String change) {
        // given
        peered();
        lab.execute(change);

        // when, then
        assertThat(missing())
                .anyMatch(what -> what.endsWith("the other ends of peering connections and attachments: 1"));
    }

    @Test
    void theOwnerOfTheGatewayIsNotRegistered() {
        attached();

        assertThat(missing()).anyMatch(what -> what.endsWith(UNTOLD));
    }

    @Test
    void theOwnerOfTheGatewayTellsOfItOnceItsAttachmentsAreListed() {
        // given
        networks.register(HUB);
        attached();
        lab.execute(
                "update cell set state = 'FAILED' where account_id = $1 and kind = 'TRANSIT_GATEWAY_ATTACHMENT'",
                HUB.accountId());
        assertThat(missing()).anyMatch(what -> what.endsWith(UNTOLD));

        // when
        lab.execute("update cell set state = 'COMPLETE' where account_id = $1", HUB.accountId());

        // then
        assertThat(missing()).noneMatch(what -> what.contains("transit gateways"));
        assertThat(JudgedNetworks.nodes(NEAR)).hasSize(1);
    }

    /** The gateway behind it is one of which nothing is told. */
    @Test
    void aGatewayBehindTheGatewayIsNotTold() {
        // given
        networks.register(HUB);
        attached();
        lab.execute(
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash, first_seen_at,"
                        + " changed_at) values ('peering', 'TRANSIT_GATEWAY_ATTACHMENT', $1, $2, 'tgw-attach-peering', '{}', $3::text::jsonb,"
                        + " '\\x01', now(), now())",
                HUB.accountId(),
                HUB.region(),
                "{\"transitGatewayId\": \"tgw-1\", \"transitGatewayOwnerId\": \"" + HUB.accountId()
                        + "\", \"state\": \"available\", \"attachedType\": \"peering\", \"attachedId\": \"tgw-9\"}");

        // when, then
        assertThat(missing()).anyMatch(what -> what.endsWith(UNTOLD));
    }

    /** A way to an account that is not registered is no gap. */
    @Test
    void anAccountThatIsNotRegisteredAtTheOtherEndOfAPeeringIsNoGap() {
        // given
        peered();
        lab.execute("delete from account where account_id = $1", FAR.accountId());

        // when, then
        assertThat(missing()).isEmpty();
    }

    /** Nor is a connection that the tables do not lead to. */
    @Test
    void whereNoTableLeadsToConnectionsNothingIsMissing() {
        // given
        peered();
        neverListed(NEAR, "VPC_PEERING_CONNECTION");
        lab.execute(
                "update resource set attributes = jsonb_set(attributes, '{routes}', '[]') where account_id = $1 and kind = 'ROUTE_TABLE'",
                NEAR.accountId());

        // when, then
        assertThat(missing()).isEmpty();
    }
}
