package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.attack.MadeNetworks;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the attack paths of one account tell of its hosts is a source of ways into another one, whose VPC is peered with its. */
@QuarkusTest
class HeldHostsTest {

    private static final Scope NEAR = Estates.REGION;
    private static final Scope FAR = MadeNetworks.FAR;
    private static final String GROUP = FAR.arn(ResourceKind.SECURITY_GROUP, "sg-2");

    @Inject
    Lab lab;

    @Inject
    JudgedNetworks networks;

    @BeforeEach
    void networks() {
        lab.reset();
        networks.storePeered();
    }

    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void aWayComesAndGoesWithTheOtherHost() {
        // given that the other account was not judged yet
        judge(NEAR);
        assertThat(nodes()).isEmpty();
        assertThat(missing()).anyMatch(what -> what.endsWith("regions that did not tell all of their hosts: 1"));

        // when
        judge(FAR);
        judge(NEAR);

        // then
        JsonPath answer = answer();
        assertThat(nodes()).hasSize(1);
        assertThat(missing()).noneMatch(what -> what.contains("hosts"));
        assertThat(answer.getString("data.attackPaths.nodes[0].title"))
                .isEqualTo("From a host of another account over i-1 to admin, which is an administrator");
        assertThat(answer.getInt("data.attackPaths.nodes[0].hiddenSteps")).isZero();
        assertThat(answer.getList("data.attackPaths.nodes[0].steps.resourceArn", String.class))
                .anyMatch(arn -> arn.endsWith(FAR.accountId() + ":instance/i-2"));

        // when nothing changed
        String stored = lab.text("select string_agg(valid_from::text, ',') from attack_path");
        judge(NEAR);

        // then
        assertThat(lab.text("select string_agg(valid_from::text, ',') from attack_path"))
                .isEqualTo(stored);

        // when the internet does not get in there any more
        lab.execute(
                "update resource set attributes = jsonb_set(attributes, '{ingress}', '[]'), content_hash = '\\x00' where arn = $1",
                GROUP);
        judge(FAR);
        judge(NEAR);

        // then
        assertThat(lab.number("select count(*) from held_host")).isZero();
        assertThat(nodes()).isEmpty();
    }

    @Test
    void anAccountThatIsNotReadOrDisabledTellsNothing() {
        // given
        judge(FAR);
        judge(NEAR);
        assertThat(nodes()).hasSize(1);

        // when its interfaces were not listed
        lab.execute(
                "update cell set state = 'FAILED' where account_id = $1 and kind = 'NETWORK_INTERFACE'",
                FAR.accountId());
        judge(FAR);
        judge(NEAR);

        // then
        assertThat(answer().getList("data.attackPaths.nodes.certain")).isEqualTo(List.of(false));

        // when
        lab.execute("update account set enabled = false where account_id = $1", FAR.accountId());
        judge(NEAR);

        // then
        assertThat(nodes()).isEmpty();
    }

    @Test
    void anInstanceThatIsNoMoreIsTakenBack() {
        for (String change : List.of(
                "attributes = jsonb_set(attributes, '{state}', '\"TERMINATED\"')",
                "attributes = jsonb_set(attributes, '{state}', '\"STOPPED\"')",
                "deleted_at = now()")) {
            // given
            lab.execute("update resource set deleted_at = null,"
                    + " content_hash = '\\x03', attributes = jsonb_set(attributes, '{state}', '\"RUNNING\"')"
                    + " where resource_id = 'i-2' and kind = 'INSTANCE'");
            judge(FAR);
            assertThat(lab.number("select count(*) from held_host")).isOne();

            // when
            lab.execute("update resource set content_hash = '\\x02', " + change
                    + " where resource_id = 'i-2' and kind = 'INSTANCE'");
            judge(FAR);

            // then
            assertThat(lab.number("select count(*) from held_host")).as(change).isZero();
        }
    }

    /** Whether the instance over which the host was held still leads to it cannot be told. */
    @Test
    void aHostThatIsHeldOverAnUnreadInstanceStays() {
        // given a host that is held over another instance
        judge(FAR);
        String over = FAR.arn(ResourceKind.INSTANCE, "i-3");
        lab.execute("update held_host set steps = jsonb_set(steps, '{0,resourceArn}', to_jsonb($1::text))", over);
        lab.execute(
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) select $1, kind, account_id, region, 'i-3', tags, attributes, '\\x04',"
                        + " now(), now() from resource where resource_id = 'i-2' and kind = 'INSTANCE'",
                over);
        lab.execute(
                "update resource set attributes = jsonb_set(attributes, '{ingress}', '[]'), content_hash = '\\x05' where arn = $1",
                GROUP);

        // when that instance is not read
        String cell =
                "update cell set state = $2, unread = string_to_array($3, ',') where account_id = $1 and kind = 'INSTANCE'";
        lab.execute(cell, FAR.accountId(), "FAILED", over);
        judge(FAR);

        // then
        assertThat(lab.number("select count(*) from held_host")).isOne();

        // when it is read
        lab.execute(cell, FAR.accountId(), "COMPLETE", null);
        judge(FAR);

        // then
        assertThat(lab.number("select count(*) from held_host")).isZero();
    }

    /** Its steps name a kind that only a newer version of Muster knows. */
    @Test
    void aHostWithAStepOfAnUnknownKindIsLeftOutAndTold() {
        // given
        judge(FAR);
        lab.execute("update held_host set steps = jsonb_set(steps, '{0,kind}', '\"QUANTUM_GATEWAY\"')");

        // when
        judge(NEAR);

        // then
        assertThat(nodes()).isEmpty();
        assertThat(missing()).anyMatch(what -> what.endsWith("further hosts of other accounts and regions"));
    }

    private void judge(Scope scope) {
        networks.judge(scope);
    }

    private static JsonPath answer() {
        return JudgedNetworks.answer(NEAR);
    }

    private static List<Object> nodes() {
        return JudgedNetworks.nodes(NEAR);
    }

    private static List<String> missing() {
        return JudgedNetworks.missing(NEAR);
    }
}
