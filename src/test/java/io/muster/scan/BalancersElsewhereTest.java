package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Nullable;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class BalancersElsewhereTest {

    private static final Scope OTHER = Scope.of("222222222222", "eu-central-1");

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.5, 10.1.0.5/32, true",
        "10.1.0.6, 10.1.0.5/32, false",
        "10.1.0.7, 10.1.0.0/28, true",
        "2600:1f18::10, 2600:1f18:0:0:0:0:0:10/128, true",
        "2600:1f18::10, 2600:1f18:0:0:0:0:0:0/80, true",
        "2600:1f18:0:0:1::10, 2600:1f18:0:0:0:0:0:0/80, false",
        "10.2.0.5, 10.2.0.5/32, false",
        "i-0123456789abcdef0, 10.1.0.5/32, false",
        "10.1.0.300, 10.1.0.0/16, false",
        "1.2.3.4444, 0.0.0.0/0, false",
        ":::::, ::/0, false",
        "1:2:3, ::/0, false",
        "arn:aws:lambda:eu-central-1:222222222222:function:f, 10.1.0.5/32, false"
    })
    void findsTargetsByAddressUnlessTheyAreOfTheGroupsOwnVpc(String target, String range, boolean leading) {
        // given
        register();
        store(
                "VPC",
                "vpc-far",
                "{\"cidrBlocks\": [\"10.0.0.0/99\", \"10.2.0.0/16\"], \"ipv6CidrBlocks\": [\"nowhere\"]}");
        store(
                "TARGET_GROUP",
                "group",
                "{\"vpcId\": \"vpc-far\", \"targets\": [{\"id\": \"i-1\"}, {\"id\": \"" + target + "\"}]}");
        store("TARGET_GROUP", "unread", "{\"vpcId\": \"vpc-far\", \"targets\": null}");

        // when
        BalancersElsewhere found = find(Set.of(range), Set.of());

        // then
        assertThat(found.leading()).isEqualTo(leading ? Set.of(OTHER) : Set.of());
        assertThat(found.known().read())
                .as("of one group, the targets are not known")
                .isEmpty();
    }

    /** The owner of a VPC is shown the interfaces of all load balancers in it. */
    @Test
    void tellsTheAccountsThatHaveLoadBalancersInAVpcOnceItsInterfacesAreListed() {
        // given
        register();
        store("VPC", "vpc-far", "{\"cidrBlocks\": [], \"ipv6CidrBlocks\": [], \"ownerId\": \"222222222222\"}");
        store("VPC", "vpc-seen", "{\"cidrBlocks\": [], \"ipv6CidrBlocks\": [], \"ownerId\": \"333333333333\"}");
        store("NETWORK_INTERFACE", "eni-node", node("ELB net/x/1", "444444444444"));
        store("NETWORK_INTERFACE", "eni-host", node("Primary network interface", "333333333333"));

        // when
        BalancersElsewhere unlisted = find(Set.of(), Set.of("vpc-far", "vpc-seen"));
        complete();
        BalancersElsewhere listed = find(Set.of(), Set.of("vpc-far", "vpc-seen"));

        // then
        assertThat(unlisted.known().tenants()).isEmpty();
        assertThat(listed.known().tenants())
                .isEqualTo(Map.of("vpc-far", Set.of(Scope.of("444444444444", "eu-central-1"))));
    }

    /** A load balancer of which it is not told whose it is may be that of any account. */
    @Test
    void tellsNoAccountsWhereTheOwnerOfANodeIsNotTold() {
        // given
        register();
        store("VPC", "vpc-far", "{\"cidrBlocks\": [], \"ipv6CidrBlocks\": [], \"ownerId\": \"222222222222\"}");
        store("VPC", "vpc-empty", "{\"cidrBlocks\": [], \"ipv6CidrBlocks\": [], \"ownerId\": \"222222222222\"}");
        store("NETWORK_INTERFACE", "eni-node", node("ELB net/x/1", "444444444444"));
        store("NETWORK_INTERFACE", "eni-other", node("ELB net/y/1", null));
        complete();

        // when
        BalancersElsewhere found = find(Set.of(), Set.of("vpc-far", "vpc-empty"));

        // then
        assertThat(found.known().tenants()).isEqualTo(Map.of("vpc-empty", Set.of()));
    }

    private void complete() {
        lab.execute("insert into cell (account_id, region, kind, state, resources, last_complete_at, last_attempt_at)"
                + " values ('222222222222', 'eu-central-1', 'NETWORK_INTERFACE', 'COMPLETE', 2, now(), now())");
    }

    private static String node(String description, @Nullable String owner) {
        String told = owner == null ? "" : ", \"ownerId\": \"" + owner + "\"";
        return "{\"vpcId\": \"vpc-far\", \"description\": \"" + description + "\"" + told + "}";
    }

    private BalancersElsewhere find(Set<String> ranges, Set<String> connected) {
        return pool.withTransaction(connection -> BalancersElsewhere.of(
                        connection,
                        Scope.of(Lab.ACCOUNT, Lab.REGION),
                        new BalancersElsewhere.Sought(ranges, Set.of(), Set.of("vpc-near"), connected, Set.of())))
                .await()
                .indefinitely();
    }

    private void register() {
        lab.execute(
                "insert into account (account_id, role_arn, external_id, regions, registered_at)"
                        + " values ($1, 'arn:aws:iam::222222222222:role/muster', 'x', '{eu-central-1}', now())",
                OTHER.accountId());
    }

    private void store(String kind, String id, String attributes) {
        lab.execute(
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash, first_seen_at, changed_at)"
                        + " values ('arn:' || $3, $2, $1, 'eu-central-1', $3, '{}', $4::text::jsonb, '\\x00', now(), now())",
                OTHER.accountId(),
                kind,
                id,
                attributes);
    }
}
