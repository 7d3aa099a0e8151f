package io.muster.scan;

import static io.muster.scan.GraphQlAnswers.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The VPCs of a scanned account are another account's, which shares them: what it has stored of them counts where it is registered. */
@QuarkusTest
class SharedNetworksTest {

    private static final String OWNER = "222222222222";
    private static final String REACHED = "select r.resource_id from exposure e join resource r on r.id = e.resource_id"
            + " where e.valid_to = 'infinity' and e.reachable = $1 and r.account_id = $2 order by 1";

    @Inject
    Lab lab;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void theOwnerTellsOfItsGatewaysWhileItIsRegisteredAndReadCompletely() {
        // given
        lab.scan();
        List<String> reached = exposed("YES");
        String findings = findings();
        ownerWithTheNetworks();
        shareTheNetworks();

        // when
        lab.scan();

        // then
        assertThat(reached).isNotEmpty();
        assertThat(exposed("YES")).isEqualTo(reached);
        assertThat(exposed("UNKNOWN")).isEmpty();
        assertThat(findings()).isEqualTo(findings);
        assertThat(verdict(reached.get(0))).isEqualTo("YES");

        // when
        lab.execute("update cell set state = 'FAILED' where account_id = $1 and kind = 'ROUTE_TABLE'", OWNER);
        lab.scan();

        // then
        assertThat(exposed("YES")).isEmpty();
        assertThat(exposed("UNKNOWN")).containsAll(reached);
        assertThat(missing()).contains("ROUTE_TABLE in eu-central-1 of account " + OWNER);
        assertThat(verdict(reached.get(0))).isEqualTo("UNKNOWN");

        // when
        lab.execute("update cell set state = 'COMPLETE' where account_id = $1", OWNER);
        lab.scan();

        // then
        assertThat(exposed("YES")).isEqualTo(reached);

        // when
        lab.execute("delete from account where account_id = $1", OWNER);
        lab.scan();

        // then
        assertThat(exposed("YES")).isEmpty();
        assertThat(exposed("UNKNOWN")).containsAll(reached);
        assertThat(missing()).contains("which another account shares").doesNotContain("of account");
    }

    @Test
    void anotherRegionOfTheOwnerAndADisabledOwnerTellNothing() {
        // given
        lab.scan();
        List<String> reached = exposed("YES");
        ownerWithTheNetworks();
        shareTheNetworks();

        // when
        lab.execute("update account set enabled = false where account_id = $1", OWNER);
        lab.scan();

        // then
        assertThat(exposed("UNKNOWN")).containsAll(reached);

        // when
        lab.execute("update account set enabled = true where account_id = $1", OWNER);
        lab.execute("update resource set region = 'eu-west-1' where account_id = $1", OWNER);
        lab.scan();

        // then
        assertThat(exposed("UNKNOWN")).containsAll(reached);
    }

    @Test
    void theOwnerTellsOfItsNatGateways() {
        // given
        lab.scan();
        ownerWithTheNetworks();
        shareTheNetworks();
        lab.scan();
        String before = fingerprint();

        // when
        lab.execute(
                "update resource set attributes = regexp_replace(attributes::text, 'igw-[0-9a-z]+', 'nat-1', 'g')::jsonb"
                        + " where account_id = $1 and kind = 'ROUTE_TABLE'",
                Lab.ACCOUNT);

        // then
        String instance = instances().stream()
                .filter(id -> wayOut(id).equals("UNKNOWN"))
                .findFirst()
                .orElseThrow();

        // when
        ownersNatGateway();

        // then
        assertThat(wayOut(instance)).isEqualTo("YES");
        assertThat(lab.number(
                        "select count(*) from resource where resource_id = 'nat-1' and account_id = $1", Lab.ACCOUNT))
                .isZero();

        // when
        lab.scan();

        // then
        assertThat(fingerprint()).isNotEqualTo(before);
        assertThat(findings()).doesNotContain(OWNER);
    }

    @Test
    void theOwnerTellsOfItsTransitGateways() {
        // given
        lab.scan();
        ownerWithTheNetworks();
        shareTheNetworks();
        lab.scan();
        lab.execute(
                "update resource set attributes = regexp_replace(attributes::text, 'igw-[0-9a-z]+', 'tgw-1', 'g')::jsonb"
                        + " where account_id = $1 and kind = 'ROUTE_TABLE'",
                Lab.ACCOUNT);
        String instance = instances().stream()
                .filter(id -> way(id, "8.8.8.8").equals("UNKNOWN"))
                .findFirst()
                .orElseThrow();

        // when
        ownersTransitGateway();

        // then
        assertThat(way(instance, "8.8.8.8")).isEqualTo("NO");

        // when
        lab.execute(
                "update cell set state = 'FAILED' where account_id = $1 and kind = 'TRANSIT_GATEWAY_ROUTE_TABLE'",
                OWNER);

        // then
        assertThat(way(instance, "8.8.8.8")).isEqualTo("UNKNOWN");
    }

    /** It has the VPCs attached, and no route. */
    private void ownersTransitGateway() {
        String into =
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) ";
        lab.execute(
                into
                        + "select 'arn:aws:ec2:eu-central-1:' || $1 || ':transit-gateway-attachment/tgw-attach-' || resource_id,"
                        + " 'TRANSIT_GATEWAY_ATTACHMENT', $1, region, 'tgw-attach-' || resource_id, tags,"
                        + " jsonb_build_object('state', 'available', 'transitGatewayId', 'tgw-1', 'transitGatewayOwnerId', $1,"
                        + " 'attachedType', 'vpc', 'attachedId', resource_id, 'routeTableId', 'tgw-rtb-1'), content_hash,"
                        + " now(), now() from resource where account_id = $1 and kind = 'VPC'",
                OWNER);
        lab.execute(
                into + "select 'arn:aws:ec2:eu-central-1:' || $1 || ':transit-gateway-route-table/tgw-rtb-1',"
                        + " 'TRANSIT_GATEWAY_ROUTE_TABLE', $1, region, 'tgw-rtb-1', tags, jsonb_build_object('state', 'available',"
                        + " 'transitGatewayId', 'tgw-1', 'routes', '[]'::jsonb, 'associations', '[]'::jsonb), content_hash, now(), now()"
                        + " from resource where account_id = $1 and kind = 'VPC' order by resource_id limit 1",
                OWNER);
    }

    private List<String> instances() {
        return lab
                .rows(
                        "select resource_id from resource where kind = 'INSTANCE' and account_id = $1 and region = $2 order by 1",
                        Lab.ACCOUNT,
                        Lab.REGION)
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private void ownersNatGateway() {
        lab.execute(
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) select 'arn:aws:ec2:eu-central-1:' || $1 || ':natgateway/nat-1',"
                        + " 'NAT_GATEWAY', $1, region, 'nat-1', tags, jsonb_build_object('state', 'available',"
                        + " 'connectivityType', 'public', 'subnetId', resource_id, 'vpcId', attributes ->> 'vpcId',"
                        + " 'addresses', '[]'::jsonb, 'applianceArns', '[]'::jsonb), content_hash, now(), now()"
                        + " from resource s where account_id = $1 and kind = 'SUBNET' and exists (select 1 from resource t"
                        + " where t.account_id = $1 and t.kind = 'ROUTE_TABLE' and t.attributes::text like '%igw-%'"
                        + " and t.attributes -> 'subnetIds' ? s.resource_id) order by resource_id limit 1",
                OWNER);
    }

    private String fingerprint() {
        return lab.text("select fingerprint from exposure_input where account_id = '" + Lab.ACCOUNT
                + "' and region = 'eu-central-1'");
    }

    private String wayOut(String instance) {
        return way(instance, "internet");
    }

    private String way(String instance, String to) {
        return ask("{ reachability(from: \"" + instance
                        + "\", to: \"" + to
                        + "\", protocol: \"tcp\", port: 443) { verdict hops { resourceId why }"
                        + " blocking { resourceId why } missing } }")
                .getString("data.reachability.verdict");
    }

    private void shareTheNetworks() {
        lab.demo(Vpc.class)
                .forEach(vpc -> lab.alter(
                        Vpc.class,
                        vpc.vpcId(),
                        one -> one.toBuilder().ownerId(OWNER).build()));
        lab.demo(Subnet.class)
                .forEach(subnet -> lab.alter(
                        Subnet.class,
                        subnet.subnetId(),
                        one -> one.toBuilder().ownerId(OWNER).build()));
        lab.removeInternetGateways();
    }

    /** It has what is stored of the networks of the account, of its own. */
    private void ownerWithTheNetworks() {
        lab.execute(
                "insert into account (account_id, role_arn, external_id, regions, registered_at)"
                        + " values ($1, 'arn:aws:iam::222222222222:role/muster', 'x', '{eu-central-1}', now())",
                OWNER);
        String copied =
                " where account_id = $2 and region = 'eu-central-1' and kind in ('VPC', 'SUBNET', 'REGION_SETTINGS',"
                        + " 'BLOCK_PUBLIC_ACCESS_EXCLUSION', 'ROUTE_TABLE', 'NETWORK_ACL', 'INTERNET_GATEWAY', 'PREFIX_LIST',"
                        + " 'NAT_GATEWAY', 'VPC_ENDPOINT', 'TRANSIT_GATEWAY_ATTACHMENT', 'TRANSIT_GATEWAY_ROUTE_TABLE', 'VPN_GATEWAY', 'VPN_CONNECTION')";
        lab.execute(
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) select replace(arn, $2, $1), kind, $1, region, resource_id, tags,"
                        + " replace(attributes::text, $2, $1)::jsonb, content_hash, now(), now() from resource"
                        + copied,
                OWNER,
                Lab.ACCOUNT);
        lab.execute(
                "insert into cell (account_id, region, kind, state, resources, items_read, last_complete_at, last_attempt_at)"
                        + " select $1, region, kind, state, resources, items_read, now(), now() from cell"
                        + copied,
                OWNER,
                Lab.ACCOUNT);
    }

    private List<String> exposed(String reachable) {
        return lab.rows(REACHED, reachable, Lab.ACCOUNT).stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** Of the question, which is answered from the store: a port that was reached. */
    private String verdict(String resourceId) {
        long port = lab.number(
                "select greatest(lower(e.ports), 1)::bigint from exposure e join resource r on r.id = e.resource_id"
                        + " where r.resource_id = $1 and e.reachable = 'YES' order by 1 limit 1",
                resourceId);
        return ask("{ reachability(from: \"internet\", to: \"" + resourceId + "\", port: " + port + ") { verdict } }")
                .getString("data.reachability.verdict");
    }

    private String missing() {
        return lab.text("select coalesce(string_agg(e.document ->> 'missing', ' '), '') from exposure e"
                + " where e.valid_to = 'infinity' and e.reachable = 'UNKNOWN'");
    }

    /** By account, so that none is told of the owner's resources. */
    private String findings() {
        return lab.text("select string_agg(distinct account_id, ' ') from finding");
    }
}
