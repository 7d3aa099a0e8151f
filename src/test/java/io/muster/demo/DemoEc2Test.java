package io.muster.demo;

import static io.muster.demo.Demo.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessOptionsResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.GetEbsDefaultKmsKeyIdResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.GetSerialConsoleAccessStatusResponse;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** What the SDK's own client reads of each operation is what was generated. */
class DemoEc2Test {

    private static Demo demo;
    private static Ec2AsyncClient ec2;

    @BeforeAll
    static void start() {
        demo = Demo.ofInstances(25);
        ec2 = demo.ec2();
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void describesInstancesInTheirReservations() {
        List<Reservation> reservations = ec2.describeInstances().join().reservations();

        assertThat(reservations).hasSize(13).allSatisfy(reservation -> {
            assertThat(reservation.reservationId()).matches("r-0[0-9a-f]{16}");
            assertThat(reservation.ownerId()).isEqualTo(demo.hub().accountId());
        });
        assertThat(instancesOf(reservations)).isEqualTo(demo.generated(Instance.class));
    }

    @Test
    void pagesInstancesWithoutRepeats() {
        List<List<Instance>> pages = new ArrayList<>();
        ec2.describeInstancesPaginator(r -> r.maxResults(6))
                .subscribe(page -> pages.add(instancesOf(page.reservations())))
                .join();

        assertThat(pages).hasSize(5).allSatisfy(page -> assertThat(page).hasSizeLessThanOrEqualTo(6));
        assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(demo.generated(Instance.class));
    }

    @Test
    void describesTheInstancesThatAreNamed() {
        Instance wanted = demo.generated(Instance.class).get(7);

        assertThat(instancesOf(ec2.describeInstances(r -> r.instanceIds(wanted.instanceId()))
                        .join()
                        .reservations()))
                .containsExactly(wanted);
    }

    @Test
    void describesVpcs() {
        demo.assertListed(
                Vpc.class,
                token -> ec2.describeVpcs(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> Demo.page(r.vpcs(), r.nextToken())));
    }

    @Test
    void describesSubnets() {
        demo.assertListed(
                Subnet.class,
                token -> ec2.describeSubnets(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> Demo.page(r.subnets(), r.nextToken())));
    }

    @Test
    void describesInternetGateways() {
        demo.assertListed(
                InternetGateway.class,
                token -> ec2.describeInternetGateways(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> Demo.page(r.internetGateways(), r.nextToken())));
    }

    @Test
    void describesRouteTables() {
        demo.assertListed(
                RouteTable.class,
                token -> ec2.describeRouteTables(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> Demo.page(r.routeTables(), r.nextToken())));
    }

    @Test
    void describesNetworkAcls() {
        demo.assertListed(
                NetworkAcl.class,
                token -> ec2.describeNetworkAcls(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> Demo.page(r.networkAcls(), r.nextToken())));
    }

    @Test
    void describesNetworkInterfaces() {
        demo.assertListed(
                NetworkInterface.class,
                token -> ec2.describeNetworkInterfaces(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> Demo.page(r.networkInterfaces(), r.nextToken())));
    }

    @Test
    void describesSecurityGroups() {
        demo.assertListed(
                SecurityGroup.class,
                token -> ec2.describeSecurityGroups(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> Demo.page(r.securityGroups(), r.nextToken())));
    }

    @Test
    void describesTheRulesOfAllSecurityGroups() {
        List<SecurityGroupRule> rules = Demo.walk(
                token -> ec2.describeSecurityGroupRules(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> Demo.page(r.securityGroupRules(), r.nextToken())));

        long sources = demo.generated(SecurityGroup.class).stream()
                .flatMap(group -> Stream.concat(group.ipPermissions().stream(), group.ipPermissionsEgress().stream()))
                .mapToLong(p -> p.ipRanges().size()
                        + p.ipv6Ranges().size()
                        + p.prefixListIds().size()
                        + p.userIdGroupPairs().size())
                .sum();
        assertThat(rules).hasSize((int) sources);
        assertThat(rules).extracting(SecurityGroupRule::securityGroupRuleId).doesNotHaveDuplicates();
        assertThat(rules)
                .anySatisfy(rule -> {
                    assertThat(rule.isEgress()).isFalse();
                    assertThat(rule.fromPort()).isEqualTo(22);
                    assertThat(rule.cidrIpv4()).isEqualTo("0.0.0.0/0");
                })
                .anySatisfy(
                        rule -> assertThat(rule.referencedGroupInfo().groupId()).startsWith("sg-"));
    }

    @Test
    void describesVolumes() {
        demo.assertListed(
                Volume.class,
                token -> ec2.describeVolumes(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> Demo.page(r.volumes(), r.nextToken())));
    }

    @Test
    void describesPrefixListsAndTheirEntries() {
        demo.assertListed(
                ManagedPrefixList.class,
                token -> ec2.describeManagedPrefixLists(r -> r.maxResults(1).nextToken(token))
                        .thenApply(r -> Demo.page(r.prefixLists(), r.nextToken())));
        for (ManagedPrefixList list : demo.generated(ManagedPrefixList.class)) {
            assertThat(Demo.walk(token -> ec2.getManagedPrefixListEntries(r -> r.prefixListId(list.prefixListId())
                                    .maxResults(1)
                                    .nextToken(token))
                            .thenApply(r -> Demo.page(r.entries(), r.nextToken()))))
                    .isEqualTo(demo.cloud()
                            .listings(demo.hub().accountId(), REGION)
                            .of(GetManagedPrefixListEntriesResponse.class)
                            .find(list.prefixListId())
                            .orElseThrow()
                            .entries());
        }
    }

    @Test
    void describesFlowLogs() {
        demo.assertListed(
                FlowLog.class,
                token -> ec2.describeFlowLogs(r -> r.maxResults(1).nextToken(token))
                        .thenApply(r -> Demo.page(r.flowLogs(), r.nextToken())));
    }

    @Test
    void describesKeyPairs() {
        assertThat(ec2.describeKeyPairs().join().keyPairs()).isEqualTo(demo.generated(KeyPairInfo.class));
    }

    @Test
    void describesRegions() {
        assertThat(ec2.describeRegions().join().regions())
                .extracting(Region::regionName)
                .containsExactly(REGION, Demo.OTHER_REGION);
        assertThat(ec2.describeRegions(r -> r.allRegions(true)).join().regions())
                .anySatisfy(region -> assertThat(region.optInStatus()).isEqualTo("not-opted-in"));
    }

    @Test
    void tellsTheSettingsOfTheRegion() {
        assertSetting(GetEbsEncryptionByDefaultResponse.class, ec2.getEbsEncryptionByDefault(r -> {}));
        assertSetting(GetEbsDefaultKmsKeyIdResponse.class, ec2.getEbsDefaultKmsKeyId(r -> {}));
        assertSetting(GetInstanceMetadataDefaultsResponse.class, ec2.getInstanceMetadataDefaults(r -> {}));
        assertSetting(GetSnapshotBlockPublicAccessStateResponse.class, ec2.getSnapshotBlockPublicAccessState(r -> {}));
        assertSetting(GetImageBlockPublicAccessStateResponse.class, ec2.getImageBlockPublicAccessState(r -> {}));
        assertSetting(GetSerialConsoleAccessStatusResponse.class, ec2.getSerialConsoleAccessStatus(r -> {}));
        assertSetting(
                DescribeVpcBlockPublicAccessOptionsResponse.class, ec2.describeVpcBlockPublicAccessOptions(r -> {}));
    }

    private static <T extends SdkPojo> void assertSetting(Class<T> type, CompletableFuture<T> read) {
        T setting = read.join();
        assertThat(setting.equalsBySdkFields(demo.generated(type).get(0)))
                .as("%s", setting)
                .isTrue();
    }

    private static List<Instance> instancesOf(List<Reservation> reservations) {
        return reservations.stream().flatMap(r -> r.instances().stream()).toList();
    }
}
