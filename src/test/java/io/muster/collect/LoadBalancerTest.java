package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.ListenerRule;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LoadBalancerTest extends CannedCollecting {

    private static final String PREFIX = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:";
    private static final String BALANCER = PREFIX + "loadbalancer/app/web/1";
    private static final String LISTENER = PREFIX + "listener/app/web/1/2";
    private static final String RULE = PREFIX + "listener-rule/app/web/1/2/3";
    private static final String GROUP = PREFIX + "targetgroup/web/4";
    private static final String STICKY = "<TargetGroupStickinessConfig><Enabled>true</Enabled>"
            + "<DurationSeconds>3600</DurationSeconds></TargetGroupStickinessConfig>";

    @BeforeEach
    void answer() {
        canned.query(
                        "DescribeLoadBalancers",
                        "<LoadBalancers><member><LoadBalancerArn>" + BALANCER + "</LoadBalancerArn>"
                                + "<LoadBalancerName>web</LoadBalancerName><Type>application</Type>"
                                + "<Scheme>internet-facing</Scheme><State><Code>active</Code></State><VpcId>vpc-1</VpcId>"
                                + "<DNSName>web.example</DNSName><IpAddressType>ipv4</IpAddressType>"
                                + "<SecurityGroups><member>sg-1</member></SecurityGroups><AvailabilityZones>"
                                + "<member><SubnetId>subnet-2</SubnetId></member><member><SubnetId>subnet-1</SubnetId>"
                                + "</member></AvailabilityZones></member></LoadBalancers>")
                .query(
                        "DescribeListeners",
                        "<Listeners><member><ListenerArn>" + LISTENER + "</ListenerArn><Port>443</Port>"
                                + "<Protocol>HTTPS</Protocol><SslPolicy>ELBSecurityPolicy-2016-08</SslPolicy>"
                                + "<Certificates><member><CertificateArn>c</CertificateArn></member></Certificates>"
                                + "<DefaultActions><member><Type>fixed-response</Type></member></DefaultActions>"
                                + "</member></Listeners>")
                .query(
                        "DescribeRules",
                        "<Rules><member><RuleArn>" + RULE + "/default</RuleArn><Priority>default</Priority><Actions>"
                                + "<member><Type>fixed-response</Type></member></Actions></member>"
                                + "<member><RuleArn>" + RULE + "</RuleArn><Priority>10</Priority><Conditions>"
                                + "<member><Field>host-header</Field></member></Conditions><Actions><member>"
                                + "<Type>forward</Type><ForwardConfig><TargetGroups><member><TargetGroupArn>" + GROUP
                                + "</TargetGroupArn></member></TargetGroups></ForwardConfig></member></Actions></member></Rules>")
                .query(
                        "DescribeTags",
                        "<TagDescriptions><member><Tags><member><Key>team</Key><Value>web</Value></member></Tags>"
                                + "</member></TagDescriptions>")
                .query(
                        "DescribeTargetGroups",
                        "<TargetGroups><member><TargetGroupArn>" + GROUP + "</TargetGroupArn>"
                                + "<TargetGroupName>web</TargetGroupName><TargetType>instance</TargetType>"
                                + "<Protocol>HTTP</Protocol><Port>80</Port><VpcId>vpc-1</VpcId><IpAddressType>ipv4</IpAddressType>"
                                + "<HealthCheckProtocol>HTTP</HealthCheckProtocol><HealthCheckPort>traffic-port</HealthCheckPort>"
                                + "<LoadBalancerArns><member>" + BALANCER
                                + "</member></LoadBalancerArns></member></TargetGroups>")
                .query(
                        "DescribeTargetHealth",
                        "<TargetHealthDescriptions><member><Target><Id>i-1</Id><Port>80</Port></Target><TargetHealth>"
                                + "<State>unhealthy</State><Reason>Target.Timeout</Reason></TargetHealth></member>"
                                + "</TargetHealthDescriptions>")
                .query(
                        "DescribeTargetGroupAttributes",
                        "<Attributes><member><Key>preserve_client_ip.enabled</Key><Value>true</Value></member>"
                                + "<member><Key>load_balancing.cross_zone.enabled</Key>"
                                + "<Value>use_load_balancer_configuration</Value></member></Attributes>");
    }

    @Test
    void everyAttributeIsRead() {
        Resource<LoadBalancer> balancer = only(new LoadBalancerCollector());

        assertThat(balancer.arn()).isEqualTo(BALANCER);
        assertThat(balancer.resourceId()).isEqualTo("app/web/1");
        assertThat(balancer.name()).isEqualTo("web");
        assertThat(balancer.tags()).isEqualTo(Map.of("team", "web"));
        assertThat(balancer.attributes())
                .isEqualTo(new LoadBalancer(
                        "application",
                        "internet-facing",
                        "active",
                        "web.example",
                        "ipv4",
                        "vpc-1",
                        List.of("subnet-1", "subnet-2"),
                        List.of("sg-1"),
                        null,
                        List.of(new Listener(
                                LISTENER,
                                443,
                                "HTTPS",
                                "ELBSecurityPolicy-2016-08",
                                List.of("c"),
                                List.of("fixed-response"),
                                List.of(),
                                null,
                                List.of(
                                        new ListenerRule(
                                                RULE,
                                                "10",
                                                List.of("host-header"),
                                                false,
                                                List.of("forward"),
                                                List.of(GROUP),
                                                null),
                                        new ListenerRule(
                                                RULE + "/default",
                                                "default",
                                                List.of(),
                                                null,
                                                List.of("fixed-response"),
                                                List.of(),
                                                null)))),
                        null,
                        null));
    }

    @Test
    void everyAttributeOfATargetGroupIsRead() {
        Resource<TargetGroup> group = only(new TargetGroupCollector());

        assertThat(group.arn()).isEqualTo(GROUP);
        assertThat(group.resourceId()).isEqualTo("web/4");
        assertThat(group.attributes())
                .isEqualTo(new TargetGroup(
                        "instance",
                        "HTTP",
                        80,
                        "vpc-1",
                        "ipv4",
                        List.of(BALANCER),
                        true,
                        "use_load_balancer_configuration",
                        "HTTP",
                        "traffic-port",
                        List.of(new Target("i-1", 80, null, "unhealthy", "Target.Timeout")),
                        null));
    }

    static Stream<Arguments> weights() {
        return Stream.of(
                argumentSet("nothing is said of weights", groups(group("a", ""), group("b", "")), null),
                argumentSet("one of two", groups(group("a", "0"), group("b", "1")), List.of("a")),
                argumentSet(
                        "two of three", groups(group("b", "0"), group("a", "0"), group("c", "999")), List.of("a", "b")),
                argumentSet("all of them", groups(group("a", "0"), group("b", "0")), null),
                argumentSet("one of two, whose clients stay", groups(group("a", "0"), group("b", "1")) + STICKY, null));
    }

    private static String groups(String... groups) {
        return "<TargetGroups>" + String.join("", groups) + "</TargetGroups>";
    }

    private static String group(String arn, String weight) {
        return "<member><TargetGroupArn>" + arn + "</TargetGroupArn>"
                + (weight.isEmpty() ? "" : "<Weight>" + weight + "</Weight>") + "</member>";
    }

    @ParameterizedTest
    @MethodSource("weights")
    void groupsOfNoWeightAreToldApart(String forward, @Nullable List<String> idle) {
        // given
        String actions = "<member><Type>forward</Type><ForwardConfig>" + forward + "</ForwardConfig></member>";
        canned.forget("DescribeListeners")
                .query(
                        "DescribeListeners",
                        "<Listeners><member><ListenerArn>" + LISTENER + "</ListenerArn><DefaultActions>" + actions
                                + "</DefaultActions></member></Listeners>")
                .forget("DescribeRules")
                .query(
                        "DescribeRules",
                        "<Rules><member><RuleArn>" + RULE + "</RuleArn><Actions>" + actions
                                + "</Actions></member></Rules>");

        // when
        Listener listener =
                only(new LoadBalancerCollector()).attributes().listeners().get(0);

        // then
        assertThat(listener.idleDefaultTargetGroupArns()).isEqualTo(idle);
        assertThat(listener.rules().get(0).idleTargetGroupArns()).isEqualTo(idle);
    }

    @Test
    void rulesThatAreRefusedCostTheRulesOfTheirListener() {
        canned.forget("DescribeRules").refuseQuery("DescribeRules", 403, "AccessDenied", "Not you");

        Collection<LoadBalancer> balancers = collect(new LoadBalancerCollector());

        assertThat(balancers).isInstanceOf(Collection.Partial.class);
        assertThat(balancers.unread()).isEqualTo(Unread.nothing());
        assertThat(balancers.gaps())
                .containsExactly(
                        new Gap("elasticloadbalancing:DescribeRules", "AccessDenied", "Not you (" + LISTENER + ")"));
        List<Listener> listeners = balancers.resources().get(0).attributes().listeners();
        assertThat(listeners).hasSize(1);
        assertThat(listeners.get(0).rules()).isNull();
    }

    @Test
    void aListenerThatIsGoneIsLeftOutOfItsBalancer() {
        canned.forget("DescribeRules").refuseQuery("DescribeRules", 400, "ListenerNotFound", "Gone");
        assertThat(only(new LoadBalancerCollector()).attributes().listeners()).isEmpty();
    }

    /** See <a href="https://github.com/boto/boto3/issues/3591">the report</a>: AWS answers so while the listener is there. */
    @Test
    void theListenerOfAGatewayLoadBalancerIsKeptWhichAwsRefusesTheRulesOf() {
        // given
        String listener = PREFIX + "listener/gwy/appliances/1/2";
        canned.forget("DescribeListeners")
                .query(
                        "DescribeListeners",
                        "<Listeners><member><ListenerArn>" + listener + "</ListenerArn><DefaultActions><member>"
                                + "<Type>forward</Type><TargetGroupArn>" + GROUP + "</TargetGroupArn></member>"
                                + "</DefaultActions></member></Listeners>")
                .forget("DescribeRules")
                .refuseQuery("DescribeRules", 400, "ListenerNotFound", "One or more listeners not found");

        // when
        List<Listener> listeners =
                only(new LoadBalancerCollector()).attributes().listeners();

        // then
        assertThat(listeners)
                .extracting(Listener::arn, Listener::defaultTargetGroupArns, Listener::rules)
                .containsExactly(tuple(listener, List.of(GROUP), List.of()));
        assertThat(canned.asked("DescribeRules")).isZero();
    }

    @Test
    void aBalancerThatIsGoneIsLeftOut() {
        canned.forget("DescribeListeners").refuseQuery("DescribeListeners", 400, "LoadBalancerNotFound", "Gone");
        Collection<LoadBalancer> balancers = collect(new LoadBalancerCollector());
        assertThat(balancers).isInstanceOf(Collection.Complete.class);
        assertThat(balancers.resources()).isEmpty();
    }

    @Test
    void healthThatIsRefusedCostsTheTargets() {
        canned.forget("DescribeTargetHealth").refuseQuery("DescribeTargetHealth", 403, "AccessDenied", "Not you");
        Collection<TargetGroup> groups = collect(new TargetGroupCollector());
        assertThat(groups).isInstanceOf(Collection.Partial.class);
        assertThat(groups.resources().get(0).attributes().targets()).isNull();
    }
}
