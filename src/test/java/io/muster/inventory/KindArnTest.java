package io.muster.inventory;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.docs.GeneratedFile;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The ARN of each kind, letter by letter: ids of resources and findings follow from it, and must not change. Forms are those of
 * the AWS Service Authorization Reference, in the viewer's account (ADR 5).
 */
class KindArnTest {

    private static final String GOLDEN = """
            INSTANCE i-1 arn:aws:ec2:eu-west-1:111111111111:instance/i-1
            NETWORK_INTERFACE eni-1 arn:aws:ec2:eu-west-1:111111111111:network-interface/eni-1
            SECURITY_GROUP sg-1 arn:aws:ec2:eu-west-1:111111111111:security-group/sg-1
            VPC vpc-1 arn:aws:ec2:eu-west-1:111111111111:vpc/vpc-1
            SUBNET subnet-1 arn:aws:ec2:eu-west-1:111111111111:subnet/subnet-1
            ROUTE_TABLE rtb-1 arn:aws:ec2:eu-west-1:111111111111:route-table/rtb-1
            NETWORK_ACL acl-1 arn:aws:ec2:eu-west-1:111111111111:network-acl/acl-1
            INTERNET_GATEWAY igw-1 arn:aws:ec2:eu-west-1:111111111111:internet-gateway/igw-1
            EGRESS_ONLY_INTERNET_GATEWAY eigw-1 arn:aws:ec2:eu-west-1:111111111111:egress-only-internet-gateway/eigw-1
            NAT_GATEWAY nat-1 arn:aws:ec2:eu-west-1:111111111111:natgateway/nat-1
            CARRIER_GATEWAY cagw-1 arn:aws:ec2:eu-west-1:111111111111:carrier-gateway/cagw-1
            VPN_GATEWAY vgw-1 arn:aws:ec2:eu-west-1:111111111111:vpn-gateway/vgw-1
            CUSTOMER_GATEWAY cgw-1 arn:aws:ec2:eu-west-1:111111111111:customer-gateway/cgw-1
            VPN_CONNECTION vpn-1 arn:aws:ec2:eu-west-1:111111111111:vpn-connection/vpn-1
            CLIENT_VPN_ENDPOINT cvpn-endpoint-1 arn:aws:ec2:eu-west-1:111111111111:client-vpn-endpoint/cvpn-endpoint-1
            TRANSIT_GATEWAY tgw-1 arn:aws:ec2:eu-west-1:111111111111:transit-gateway/tgw-1
            TRANSIT_GATEWAY_ATTACHMENT tgw-attach-1 arn:aws:ec2:eu-west-1:111111111111:transit-gateway-attachment/tgw-attach-1
            TRANSIT_GATEWAY_ROUTE_TABLE tgw-rtb-1 arn:aws:ec2:eu-west-1:111111111111:transit-gateway-route-table/tgw-rtb-1
            TRANSIT_GATEWAY_POLICY_TABLE tgw-ptb-1 arn:aws:ec2:eu-west-1:111111111111:transit-gateway-policy-table/tgw-ptb-1
            VPC_PEERING_CONNECTION pcx-1 arn:aws:ec2:eu-west-1:111111111111:vpc-peering-connection/pcx-1
            VPC_ENDPOINT vpce-1 arn:aws:ec2:eu-west-1:111111111111:vpc-endpoint/vpce-1
            VPC_ENDPOINT_SERVICE vpce-svc-1 arn:aws:ec2:eu-west-1:111111111111:vpc-endpoint-service/vpce-svc-1
            PREFIX_LIST pl-1 arn:aws:ec2:eu-west-1:111111111111:prefix-list/pl-1
            ELASTIC_IP eipalloc-1 arn:aws:ec2:eu-west-1:111111111111:elastic-ip/eipalloc-1
            INSTANCE_CONNECT_ENDPOINT eice-1 arn:aws:ec2:eu-west-1:111111111111:instance-connect-endpoint/eice-1
            BLOCK_PUBLIC_ACCESS_EXCLUSION vpcbpa-exclude-1 arn:aws:ec2:eu-west-1:111111111111:vpc-block-public-access-exclusion/vpcbpa-exclude-1
            VPC_ENCRYPTION_CONTROL vpcec-1 arn:aws:ec2:eu-west-1:111111111111:vpc-encryption-control/vpcec-1
            SECURITY_GROUP_VPC_ASSOCIATION sg-1/vpc-1 arn:aws:muster:eu-west-1:111111111111:security-group-vpc-association/sg-1/vpc-1
            ROUTE_SERVER rs-1 arn:aws:ec2:eu-west-1:111111111111:route-server/rs-1
            VOLUME vol-1 arn:aws:ec2:eu-west-1:111111111111:volume/vol-1
            SNAPSHOT snap-1 arn:aws:ec2:eu-west-1:111111111111:snapshot/snap-1
            IMAGE ami-1 arn:aws:ec2:eu-west-1:111111111111:image/ami-1
            KEY_PAIR key-1 arn:aws:ec2:eu-west-1:111111111111:key-pair/key-1
            LAUNCH_TEMPLATE lt-1 arn:aws:ec2:eu-west-1:111111111111:launch-template/lt-1
            SPOT_FLEET_REQUEST sfr-1 arn:aws:ec2:eu-west-1:111111111111:spot-fleet-request/sfr-1
            FLEET fleet-1 arn:aws:ec2:eu-west-1:111111111111:fleet/fleet-1
            LOAD_BALANCER app/web/1 arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/1
            CLASSIC_LOAD_BALANCER web arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/web
            ACCELERATOR a-1 arn:aws:globalaccelerator::111111111111:accelerator/a-1
            VPC_ORIGIN vo_1 arn:aws:cloudfront::111111111111:vpcorigin/vo_1
            TARGET_GROUP web/1 arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/web/1
            FLOW_LOG fl-1 arn:aws:ec2:eu-west-1:111111111111:vpc-flow-log/fl-1
            INSTANCE_PROFILE web arn:aws:iam::111111111111:instance-profile/web
            ROLE path/web arn:aws:iam::111111111111:role/path/web
            POLICY web arn:aws:iam::111111111111:policy/web
            ORGANIZATION_POLICY p-1 arn:aws:organizations::111111111111:policy/p-1
            KMS_KEY k-1 arn:aws:kms:eu-west-1:111111111111:key/k-1
            LIFECYCLE_POLICY policy-1 arn:aws:dlm:eu-west-1:111111111111:policy/policy-1
            BACKUP_PLAN p-1 arn:aws:backup:eu-west-1:111111111111:backup-plan:p-1
            BACKUP_VAULT Default arn:aws:backup:eu-west-1:111111111111:backup-vault:Default
            PROTECTED_RESOURCE vol-1 arn:aws:muster:eu-west-1:111111111111:protected-resource/vol-1
            BACKUP_SETTINGS 111111111111 arn:aws:muster:eu-west-1:111111111111:backup-settings/111111111111
            SNAPSHOT_LOCK snap-1 arn:aws:muster:eu-west-1:111111111111:snapshot-lock/snap-1
            RECYCLE_BIN_RULE r-1 arn:aws:rbin:eu-west-1:111111111111:rule/r-1
            TRAIL web arn:aws:cloudtrail:eu-west-1:111111111111:trail/web
            DETECTOR d-1 arn:aws:guardduty:eu-west-1:111111111111:detector/d-1
            INSPECTOR_SETTINGS 111111111111 arn:aws:muster:eu-west-1:111111111111:inspector-settings/111111111111
            CONFIG_RECORDER default/1 arn:aws:config:eu-west-1:111111111111:configuration-recorder/default/1
            MANAGED_INSTANCE mi-1 arn:aws:ssm:eu-west-1:111111111111:managed-instance/mi-1
            SSM_SETTINGS 111111111111 arn:aws:muster:eu-west-1:111111111111:ssm-settings/111111111111
            ALARM high-cpu arn:aws:cloudwatch:eu-west-1:111111111111:alarm:high-cpu
            REGION_SETTINGS 111111111111 arn:aws:muster:eu-west-1:111111111111:region-settings/111111111111
            ACCOUNT_SETTINGS 111111111111 arn:aws:muster::111111111111:account-settings/111111111111
            """;

    private static final List<ResourceKind> GIVEN = List.of(
            ResourceKind.AUTO_SCALING_GROUP, ResourceKind.LAUNCH_CONFIGURATION, ResourceKind.SECURITY_GROUP_USER);

    /** The ARNs of kinds that the table does not name, as they were when the kinds were new. */
    private static final GeneratedFile LATER =
            new GeneratedFile(Path.of("src", "test", "resources", "golden-arns.txt"), KindArnTest.class);

    @Test
    void everyKindsArnIsTheseLetters() {
        GOLDEN.lines()
                .map(line -> line.split(" "))
                .forEach(line -> assertThat(
                                Scope.of("111111111111", "eu-west-1").arn(ResourceKind.valueOf(line[0]), line[1]))
                        .isEqualTo(line[2]));
    }

    @Test
    void theArnsOfLaterKindsStayAsTheyWere() throws IOException {
        // given
        Set<ResourceKind> later = EnumSet.allOf(ResourceKind.class);
        GOLDEN.lines().map(line -> ResourceKind.valueOf(line.split(" ", -1)[0])).forEach(later::remove);
        GIVEN.forEach(later::remove);
        List<String> golden = Files.exists(LATER.path()) ? Files.readAllLines(LATER.path()) : List.of();

        // when
        List<String> now = later.stream()
                .map(kind -> kind + " " + Scope.of("111111111111", "eu-west-1").arn(kind, "x"))
                .toList();

        // then what is in the file is never written anew, a new kind is
        assertThat(now).containsAll(golden);
        LATER.holds(now.stream().map(line -> line + "\n").collect(joining()));
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO_SCALING_GROUP", "LAUNCH_CONFIGURATION", "SECURITY_GROUP_USER"})
    void anArnWithAnIdThatAwsAloneKnowsIsNotMadeUp(ResourceKind kind) {
        Scope scope = Scope.of("111111111111", "eu-west-1");
        assertThatThrownBy(() -> scope.arn(kind, "web")).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "cn-north-1, ALARM, arn:aws-cn:cloudwatch:cn-north-1:111111111111:alarm:x",
        "us-gov-west-1, KMS_KEY, arn:aws-us-gov:kms:us-gov-west-1:111111111111:key/x",
        "eusc-de-east-1, NAT_GATEWAY, arn:aws-eusc:ec2:eusc-de-east-1:111111111111:natgateway/x"
    })
    void thePartitionIsTheScopes(String region, ResourceKind kind, String arn) {
        assertThat(Scope.of("111111111111", region).arn(kind, "x")).isEqualTo(arn);
    }
}
