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
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;

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
    private record Site(Member member, String vpc, String table, String group, String host) {
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
                    aws.routeTable("site", vpc, subnet),
                    group,
                    aws.instance(launch ->
                                    launch.imageId(image).subnetId(subnet).securityGroupIds(group))
                            .instanceId());
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
            return Muster.ask(
                            QUESTION,
                            Map.of(
                                    "from",
                                    member.arn("instance", host),
                                    "to",
                                    other.member.arn("instance", other.host),
                                    "port",
                                    port))
                    .path("reachability");
        }
    }

    @Test
    void reachEachOtherByTheConnectionThatBothAccountsHave() {
        // given
        Site one = Site.of("121212121212", "10.61");
        Site other = Site.of("343434343434", "10.62");
        String connection = done(one.member()
                        .aws()
                        .client()
                        .createVpcPeeringConnection(peering -> peering.vpcId(one.vpc())
                                .peerVpcId(other.vpc())
                                .peerOwnerId(other.member().accountId())))
                .vpcPeeringConnection()
                .vpcPeeringConnectionId();
        done(other.member()
                .aws()
                .client()
                .acceptVpcPeeringConnection(accepted -> accepted.vpcPeeringConnectionId(connection)));
        one.route("10.62.0.0/16", connection);
        other.route("10.61.0.0/16", connection);
        other.member()
                .aws()
                .allow(
                        other.group(),
                        IpPermission.builder()
                                .ipProtocol("tcp")
                                .fromPort(22)
                                .toPort(22)
                                .ipRanges(
                                        IpRange.builder().cidrIp("10.61.0.0/16").build())
                                .build());

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
}
