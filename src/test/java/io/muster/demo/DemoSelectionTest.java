package io.muster.demo;

import static io.muster.demo.DataFileCloud.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2AsyncClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.scheduler.SchedulerAsyncClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/** Which items of the data files an operation answers with follows from the names of its parameters and of the items' members. */
class DemoSelectionTest {

    private static final DataFileCloud CLOUD = new DataFileCloud();

    @AfterAll
    static void stop() throws Exception {
        CLOUD.close();
    }

    @Test
    void picksByTheItemsMembers() {
        assertThat(kms().listGrants(r -> r.keyId("k-1")).join().grants())
                .extracting(GrantListEntry::grantId)
                .containsExactly("g-1");
        assertThat(loadBalancers()
                        .describeListeners(r -> r.loadBalancerArn("arn:lb/1"))
                        .join()
                        .listeners())
                .extracting(Listener::port)
                .containsExactly(443, 80);
        assertThat(loadBalancers()
                        .describeLoadBalancers(r -> r.names("two"))
                        .join()
                        .loadBalancers())
                .extracting(LoadBalancer::loadBalancerArn)
                .containsExactly("arn:lb/2");
        assertThat(schedules().listSchedules(r -> r.groupName("other")).join().schedules())
                .extracting(ScheduleSummary::name)
                .containsExactly("c");
    }

    @Test
    void readsTimesOfJson() {
        Instant made = Instant.parse("2026-01-02T03:04:05Z");

        assertThat(schedules().getSchedule(r -> r.name("a")).join())
                .returns(made, GetScheduleResponse::creationDate)
                .returns("rate(1 hour)", GetScheduleResponse::scheduleExpression);
    }

    @Test
    void looksUpByIdAndByArn() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

        assertThat(kms().getKeyPolicy(r -> r.keyId("k-1")).join().policy()).isEqualTo(policy);
        assertThat(kms().getKeyPolicy(r -> r.keyId("arn:aws:kms:eu-central-1:1:key/k-1"))
                        .join()
                        .policy())
                .isEqualTo(policy);
        assertRefused(kms().getKeyPolicy(r -> r.keyId("k-9")), "NotFoundException");
        assertRefused(schedules().getSchedule(r -> r.name("z")), "ResourceNotFoundException");
    }

    @Test
    void pagesWhatIsLookedUp() {
        var first = loadBalancers()
                .describeRules(r -> r.listenerArn("arn:l/1").pageSize(1))
                .join();
        var second = loadBalancers()
                .describeRules(r -> r.listenerArn("arn:l/1").pageSize(1).marker(first.nextMarker()))
                .join();

        assertThat(first.rules()).singleElement().returns("arn:r/1", rule -> rule.ruleArn());
        assertThat(second.rules()).singleElement().returns("arn:r/2", rule -> rule.ruleArn());
        assertThat(second.nextMarker()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "vpc-id, vpc-1, nat-1 nat-2",
        "state, f*, nat-2",
        "state, availabl?, nat-1 nat-3",
        "nat-gateway-address.public-ip, 192.0.2.1, nat-1",
        "tag:Name, one, nat-1",
        "tag:Name, two, ''",
        "tag-key, Name, refused",
        "made-up, x, refused"
    })
    void aFilterPicksByTheItemsMembers(String name, String value, String expected) {
        CompletableFuture<DescribeNatGatewaysResponse> answer = ec2().describeNatGateways(
                        r -> r.filter(Filter.builder().name(name).values(value).build()));

        if (expected.equals("refused")) {
            assertRefused(answer, "InvalidParameterValue");
            return;
        }
        assertThat(answer.join().natGateways())
                .extracting(NatGateway::natGatewayId)
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nat-1", "nat-9"})
    void namedItemsMustExist(String id) {
        CompletableFuture<DescribeNatGatewaysResponse> answer = ec2().describeNatGateways(r -> r.natGatewayIds(id));

        if (id.equals("nat-9")) {
            assertRefused(answer, "NatGatewayNotFound");
        } else {
            assertThat(answer.join().natGateways()).hasSize(1);
        }
    }

    private static KmsAsyncClient kms() {
        return (KmsAsyncClient) CLOUD.client("kms");
    }

    private static ElasticLoadBalancingV2AsyncClient loadBalancers() {
        return (ElasticLoadBalancingV2AsyncClient) CLOUD.client("elasticloadbalancingv2");
    }

    private static SchedulerAsyncClient schedules() {
        return (SchedulerAsyncClient) CLOUD.client("scheduler");
    }

    private static Ec2AsyncClient ec2() {
        return (Ec2AsyncClient) CLOUD.client("ec2");
    }
}
