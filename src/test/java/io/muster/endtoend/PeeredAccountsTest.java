package io.muster.endtoend;

import static io.muster.aws.AwsEstateBuilder.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2AsyncClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/** Hosts of two accounts whose VPCs are peered: one answers SSH to the other's network, and the other nothing. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class PeeredAccountsTest {

    private static final String QUESTION = """
            query($from: String!, $to: String!, $port: Int!) {
              reachability(from: $from, to: $to, protocol: "tcp", port: $port) {
                verdict hops { resourceId } blocking { resourceId why } missing } }""";

    /** A VPC with one host. */
    private record Site(Member member, String vpc, String subnet, String table, String group, Instance instance) {
        static Site of(String account, String cidr) {
            Member member = Member.of(account).register();
            AwsEstateBuilder aws = member.aws();
            String vpc = aws.vpc("site", cidr + ".0.0/17", cidr + ".128.0/17");
            String subnet = aws.subnet("site", vpc, cidr + ".1.0/24", AwsEstate.ZONE);
            String group = aws.securityGroup("site", vpc);
            String image = aws.image("site", aws.snapshot(aws.volume("site", AwsEstate.ZONE, 1, true), "site"));
            return new Site(
                    member,
                    vpc,
                    subnet,
                    aws.routeTable("site", vpc, subnet),
                    group,
                    aws.instance(
                            launch -> launch.imageId(image).subnetId(subnet).securityGroupIds(group)));
        }

        String host() {
            return instance.instanceId();
        }

        void admit(int port, String cidr) {
            member.aws()
                    .allow(
                            group,
                            IpPermission.builder()
                                    .ipProtocol("tcp")
                                    .fromPort(port)
                                    .toPort(port)
                                    .ipRanges(IpRange.builder().cidrIp(cidr).build())
                                    .build());
        }

        /** The connection with the other one, which routes of both lead to. */
        String peerWith(Site other) {
            String connection = done(member.aws()
                            .client()
                            .createVpcPeeringConnection(peering ->
                                    peering.vpcId(vpc).peerVpcId(other.vpc).peerOwnerId(other.member.accountId())))
                    .vpcPeeringConnection()
                    .vpcPeeringConnectionId();
            done(other.member
                    .aws()
                    .client()
                    .acceptVpcPeeringConnection(accepted -> accepted.vpcPeeringConnectionId(connection)));
            return connection;
        }

        /** A Network Load Balancer that faces the internet, with the address as its target. */
        void balance(String address) {
            String gateway = member.aws().internetGateway("site", vpc);
            done(member.aws()
                    .client()
                    .createRoute(route -> route.routeTableId(table)
                            .destinationCidrBlock("0.0.0.0/0")
                            .gatewayId(gateway)));
            try (ElasticLoadBalancingV2AsyncClient balancing = ElasticLoadBalancingV2AsyncClient.builder()
                    .endpointOverride(AnotherAws.endpoint())
                    .region(Region.of(AwsEstate.REGION))
                    .credentialsProvider(StaticCredentialsProvider.create(
                            Member.credentials(AnotherAws.endpoint(), member.accountId())))
                    .build()) {
                String balancer = done(balancing.createLoadBalancer(
                                made -> made.name("site").type("network").subnets(subnet)))
                        .loadBalancers()
                        .get(0)
                        .loadBalancerArn();
                String targets = done(balancing.createTargetGroup(made -> made.name("site")
                                .protocol("TCP")
                                .port(22)
                                .vpcId(vpc)
                                .targetType("ip")))
                        .targetGroups()
                        .get(0)
                        .targetGroupArn();
                done(balancing.registerTargets(made -> made.targetGroupArn(targets)
                        .targets(TargetDescription.builder()
                                .id(address)
                                .availabilityZone("all")
                                .build())));
                done(balancing.createListener(made -> made.loadBalancerArn(balancer)
                        .protocol("TCP")
                        .port(22)
                        .defaultActions(Action.builder()
                                .type("forward")
                                .targetGroupArn(targets)
                                .build())));
            }
        }

        void route(String cidr, String connection) {
            done(member.aws()
                    .client()
                    .createRoute(route ->
                            route.routeTableId(table).destinationCidrBlock(cidr).vpcPeeringConnectionId(connection)));
        }

        void scan() {
            Muster.scan(member.accountId());
        }

        JsonNode reaches(Site other, int port) {
            return other.isReached(arn(), port);
        }

        private String arn() {
            return member.arn("instance", host());
        }

        JsonNode isReached(String from, int port) {
            return Muster.ask(QUESTION, Map.of("from", from, "to", arn(), "port", port))
                    .path("reachability");
        }
    }

    @Test
    void reachEachOtherByTheConnectionThatBothAccountsHave() {
        // given
        Site one = Site.of("121212121212", "10.61");
        Site other = Site.of("343434343434", "10.62");
        String connection = one.peerWith(other);
        one.route("10.62.0.0/16", connection);
        other.route("10.61.0.0/16", connection);
        other.admit(22, "10.61.0.0/16");

        // when
        one.scan();
        other.scan();

        // then
        assertThat(one.reaches(other, 22).path("verdict").asText())
                .as("%s", one.reaches(other, 22))
                .isEqualTo("YES");
        assertThat(one.reaches(other, 443).path("blocking").path("resourceId").asText())
                .isEqualTo(other.group());
        assertThat(other.reaches(one, 22).path("blocking").path("resourceId").asText())
                .isEqualTo(one.group());

        // when
        done(one.member().aws().client().deleteVpcPeeringConnection(gone -> gone.vpcPeeringConnectionId(connection)));
        one.scan();

        // then
        assertThat(one.reaches(other, 22).path("verdict").asText())
                .as("%s", one.reaches(other, 22))
                .isEqualTo("NO");
    }

    @Test
    void leadTheInternetOverALoadBalancerOfTheOneToAHostOfTheOther() {
        // given
        Site one = Site.of("565656565656", "10.63");
        Site other = Site.of("787878787878", "10.64");
        String connection = one.peerWith(other);
        one.route("10.64.0.0/16", connection);
        other.route("10.63.0.0/16", connection);
        other.admit(22, "10.63.0.0/16");
        other.scan();

        // then
        JsonNode unread = other.isReached("internet", 22);
        assertThat(unread.path("verdict").asText()).as("%s", unread).isEqualTo("UNKNOWN");
        assertThat(unread.path("missing").toString()).contains("LOAD_BALANCER in eu-central-1 of account 565656565656");

        // when
        one.scan();

        // then
        assertThat(other.isReached("internet", 22).path("verdict").asText())
                .as("%s", other.isReached("internet", 22))
                .isEqualTo("NO");

        // when
        one.balance(other.instance().privateIpAddress());
        one.scan();

        // then
        JsonNode reached = other.isReached("internet", 22);
        assertThat(reached.path("verdict").asText()).as("%s", reached).isEqualTo("UNKNOWN");
        assertThat(reached.path("missing").toString()).contains("/site/").contains("reaches eni-");
        assertThat(other.isReached("internet", 443).path("verdict").asText()).isEqualTo("NO");
    }
}
