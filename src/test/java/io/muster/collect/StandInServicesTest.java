package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsStandIn;
import io.muster.aws.TestClients;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.KmsKey;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2AsyncClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.kms.KmsAsyncClient;

/** One kind of each protocol, made by AWS's writing calls in another implementation of AWS, in a region of its own. */
class StandInServicesTest {

    private static final String REGION = "eu-north-1";

    private static TestClients clients;
    private static AwsScope aws;
    private static Ec2AsyncClient ec2;
    private static KmsAsyncClient kms;
    private static ElasticLoadBalancingV2AsyncClient elb;

    @BeforeAll
    static void start() {
        AwsStandIn.endpoint();
        ec2 = at(Ec2AsyncClient.builder()).build();
        kms = at(KmsAsyncClient.builder()).build();
        elb = at(ElasticLoadBalancingV2AsyncClient.builder()).build();
        clients = TestClients.at(AwsStandIn.endpoint(), Map.of("max-attempts", "1"));
        aws = new AwsScope(
                Scope.of(AwsStandIn.ACCOUNT, REGION), clients.clients().session(AwsAccess.direct(AwsStandIn.ACCOUNT)));
    }

    private static <B extends AwsClientBuilder<B, ?>> B at(B builder) {
        return builder.endpointOverride(AwsStandIn.endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("builder", "builder")));
    }

    @AfterAll
    static void stop() {
        if (clients != null) {
            clients.close();
            ec2.close();
            kms.close();
            elb.close();
        }
    }

    @Test
    void aNatGateway() {
        String subnet = subnets().get(0).subnetId();
        String address = ec2.allocateAddress(r -> {}).join().allocationId();
        String id = ec2.createNatGateway(r -> r.subnetId(subnet).allocationId(address))
                .join()
                .natGateway()
                .natGatewayId();

        Resource<NatGateway> gateway = one(new NatGatewayCollector(), id);

        assertThat(gateway.attributes().state()).isEqualTo("available");
        assertThat(gateway.attributes().subnetId()).isEqualTo(subnet);
        assertThat(gateway.attributes().addresses()).hasSize(1);
        assertThat(gateway.attributes().addresses().get(0).allocationId()).isEqualTo(address);
    }

    @Test
    void aKeyWithItsPolicyAndGrants() {
        String id = kms.createKey(r -> r.description("disks")
                        .policy("{\"Version\":\"2012-10-17\",\"Statement\":[]}")
                        .tags(software.amazon.awssdk.services.kms.model.Tag.builder()
                                .tagKey("team")
                                .tagValue("data")
                                .build()))
                .join()
                .keyMetadata()
                .keyId();
        kms.enableKeyRotation(r -> r.keyId(id)).join();
        kms.createGrant(r -> r.keyId(id)
                        .granteePrincipal("arn:aws:iam::999999999999:root")
                        .operationsWithStrings("Decrypt"))
                .join();

        Resource<KmsKey> key = one(new KmsKeyCollector(), id);

        assertThat(key.arn()).isEqualTo("arn:aws:kms:" + REGION + ":" + AwsStandIn.ACCOUNT + ":key/" + id);
        assertThat(key.tags()).containsEntry("team", "data");
        KmsKey read = key.attributes();
        assertThat(read.keyState()).isEqualTo("Enabled");
        assertThat(read.rotationEnabled()).isTrue();
        assertThat(read.policy().get("Version").asText()).isEqualTo("2012-10-17");
        assertThat(read.grants()).hasSize(1);
        assertThat(read.grants().get(0).granteePrincipal()).isEqualTo("arn:aws:iam::999999999999:root");
    }

    @Test
    void aLoadBalancerWithItsListenersAndTargets() {
        List<Subnet> subnets = subnets();
        String balancer = elb.createLoadBalancer(r -> r.name("web")
                        .subnets(subnets.get(0).subnetId(), subnets.get(1).subnetId())
                        .tags(software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag.builder()
                                .key("team")
                                .value("web")
                                .build()))
                .join()
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        String group = elb.createTargetGroup(r -> r.name("web")
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .vpcId(subnets.get(0).vpcId())
                        .targetType(TargetTypeEnum.IP))
                .join()
                .targetGroups()
                .get(0)
                .targetGroupArn();
        elb.registerTargets(r -> r.targetGroupArn(group)
                        .targets(TargetDescription.builder()
                                .id("172.31.0.9")
                                .port(8080)
                                .build()))
                .join();
        elb.createListener(r -> r.loadBalancerArn(balancer)
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .defaultActions(Action.builder()
                                .type(ActionTypeEnum.FORWARD)
                                .targetGroupArn(group)
                                .build()))
                .join();

        Resource<LoadBalancer> read =
                one(new LoadBalancerCollector(), balancer.substring(balancer.indexOf(":loadbalancer/") + 14));
        assertThat(read.arn()).isEqualTo(balancer);
        assertThat(read.tags()).containsEntry("team", "web");
        Listener listener = read.attributes().listeners().get(0);
        assertThat(listener.defaultTargetGroupArns()).containsExactly(group);
        assertThat(listener.rules()).hasSize(1);

        Resource<TargetGroup> targets =
                one(new TargetGroupCollector(), group.substring(group.indexOf(":targetgroup/") + 13));
        assertThat(targets.arn()).isEqualTo(group);
        assertThat(targets.attributes().targets()).extracting(Target::id).containsExactly("172.31.0.9");
        assertThat(targets.attributes().loadBalancerArns()).containsExactly(balancer);
    }

    private static List<Subnet> subnets() {
        return ec2.describeSubnets().join().subnets();
    }

    private static <T extends Record> Resource<T> one(Collector<T> collector, String resourceId) {
        Collection<T> collection = collector.collect(aws).await().indefinitely();
        assertThat(collection).isInstanceOf(Collection.Complete.class);
        return collection.resources().stream()
                .filter(resource -> resource.resourceId().equals(resourceId))
                .findFirst()
                .orElseThrow();
    }
}
