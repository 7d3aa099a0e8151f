package io.muster.demo;

import static io.muster.demo.Demo.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessOptionsResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.GetEbsDefaultKmsKeyIdResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.GetSerialConsoleAccessStatusResponse;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageAttributeName;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;
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
        assertThat(instancesOf(reservations)).isEqualTo(generated(Instance.class));
    }

    @Test
    void pagesInstancesWithoutRepeats() {
        List<List<Instance>> pages = new ArrayList<>();
        ec2.describeInstancesPaginator(r -> r.maxResults(6))
                .subscribe(page -> pages.add(instancesOf(page.reservations())))
                .join();

        assertThat(pages).hasSize(5).allSatisfy(page -> assertThat(page).hasSizeLessThanOrEqualTo(6));
        assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(generated(Instance.class));
    }

    @Test
    void describesTheInstancesThatAreNamed() {
        Instance wanted = generated(Instance.class).get(7);

        assertThat(instancesOf(ec2.describeInstances(r -> r.instanceIds(wanted.instanceId()))
                        .join()
                        .reservations()))
                .containsExactly(wanted);
    }

    @Test
    void describesVpcs() {
        assertListed(
                Vpc.class,
                token -> ec2.describeVpcs(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> page(r.vpcs(), r.nextToken())));
    }

    @Test
    void describesSubnets() {
        assertListed(
                Subnet.class,
                token -> ec2.describeSubnets(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> page(r.subnets(), r.nextToken())));
    }

    @Test
    void describesInternetGateways() {
        assertListed(
                InternetGateway.class,
                token -> ec2.describeInternetGateways(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> page(r.internetGateways(), r.nextToken())));
    }

    @Test
    void describesRouteTables() {
        assertListed(
                RouteTable.class,
                token -> ec2.describeRouteTables(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> page(r.routeTables(), r.nextToken())));
    }

    @Test
    void describesNetworkAcls() {
        assertListed(
                NetworkAcl.class,
                token -> ec2.describeNetworkAcls(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> page(r.networkAcls(), r.nextToken())));
    }

    @Test
    void describesNetworkInterfaces() {
        assertListed(
                NetworkInterface.class,
                token -> ec2.describeNetworkInterfaces(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> page(r.networkInterfaces(), r.nextToken())));
    }

    @Test
    void describesSecurityGroups() {
        assertListed(
                SecurityGroup.class,
                token -> ec2.describeSecurityGroups(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> page(r.securityGroups(), r.nextToken())));
    }

    @Test
    void describesTheRulesOfAllSecurityGroups() {
        List<SecurityGroupRule> rules = walk(
                token -> ec2.describeSecurityGroupRules(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> page(r.securityGroupRules(), r.nextToken())));

        long sources = generated(SecurityGroup.class).stream()
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
        assertListed(
                Volume.class,
                token -> ec2.describeVolumes(r -> r.maxResults(5).nextToken(token))
                        .thenApply(r -> page(r.volumes(), r.nextToken())));
    }

    @Test
    void describesOwnSnapshots() {
        assertListed(
                Snapshot.class,
                token -> ec2.describeSnapshots(
                                r -> r.ownerIds("self").maxResults(5).nextToken(token))
                        .thenApply(r -> page(r.snapshots(), r.nextToken())));
    }

    @Test
    void describesSnapshotsThatEveryoneMayRestore() {
        List<Snapshot> open = ec2.describeSnapshots(r -> r.ownerIds("self").restorableByUserIds("all"))
                .join()
                .snapshots();

        assertThat(open).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.encrypted()).isFalse();
            assertThat(permissionsOf(snapshot).get(0).groupAsString()).isEqualTo("all");
        });
    }

    @Test
    void describesWhoMayRestoreASnapshot() {
        assertThat(generated(Snapshot.class))
                .filteredOn(snapshot -> !permissionsOf(snapshot).isEmpty())
                .hasSize(2)
                .anySatisfy(snapshot ->
                        assertThat(permissionsOf(snapshot).get(0).userId()).isEqualTo("888877776666"));
    }

    @Test
    void describesOwnImages() {
        assertListed(
                Image.class,
                token -> ec2.describeImages(r -> r.owners("self")
                                .includeDisabled(true)
                                .includeDeprecated(true)
                                .maxResults(5)
                                .nextToken(token))
                        .thenApply(r -> page(r.images(), r.nextToken())));
    }

    @Test
    void hidesDisabledImagesUnlessAskedForThem() {
        assertThat(ec2.describeImages(r -> r.owners("self")).join().images())
                .hasSize(generated(Image.class).size() - 1)
                .noneMatch(image -> image.state() == ImageState.DISABLED);
    }

    @Test
    void describesWhoMayLaunchAnImage() {
        for (Image image : generated(Image.class)) {
            DescribeImageAttributeResponse attribute = ec2.describeImageAttribute(
                            r -> r.imageId(image.imageId()).attribute(ImageAttributeName.LAUNCH_PERMISSION))
                    .join();
            assertThat(attribute.launchPermissions().stream().anyMatch(p -> p.group() == PermissionGroup.ALL))
                    .isEqualTo(image.publicLaunchPermissions());
        }
    }

    @Test
    void describesPrefixListsAndTheirEntries() {
        assertListed(
                ManagedPrefixList.class,
                token -> ec2.describeManagedPrefixLists(r -> r.maxResults(1).nextToken(token))
                        .thenApply(r -> page(r.prefixLists(), r.nextToken())));
        for (ManagedPrefixList list : generated(ManagedPrefixList.class)) {
            assertThat(walk(token -> ec2.getManagedPrefixListEntries(r -> r.prefixListId(list.prefixListId())
                                    .maxResults(1)
                                    .nextToken(token))
                            .thenApply(r -> page(r.entries(), r.nextToken()))))
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
        assertListed(
                FlowLog.class,
                token -> ec2.describeFlowLogs(r -> r.maxResults(1).nextToken(token))
                        .thenApply(r -> page(r.flowLogs(), r.nextToken())));
    }

    @Test
    void describesKeyPairs() {
        assertThat(ec2.describeKeyPairs().join().keyPairs()).isEqualTo(generated(KeyPairInfo.class));
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
        assertThat(setting.equalsBySdkFields(generated(type).get(0)))
                .as("%s", setting)
                .isTrue();
    }

    private static <T> void assertListed(Class<T> type, Function<String, CompletableFuture<Page<T>>> operation) {
        assertThat(walk(operation)).isNotEmpty().isEqualTo(generated(type));
    }

    private static <T> List<T> walk(Function<String, CompletableFuture<Page<T>>> operation) {
        List<T> all = new ArrayList<>();
        String token = null;
        do {
            Page<T> page = operation.apply(token).join();
            all.addAll(page.items());
            token = page.token();
        } while (token != null);
        return all;
    }

    private static <T> Page<T> page(List<T> items, String token) {
        return new Page<>(items, token);
    }

    private record Page<T>(List<T> items, String token) {}

    private static <T> List<T> generated(Class<T> type) {
        return demo.cloud().list(demo.hub().accountId(), REGION, type);
    }

    private static List<CreateVolumePermission> permissionsOf(Snapshot snapshot) {
        return ec2.describeSnapshotAttribute(r ->
                        r.snapshotId(snapshot.snapshotId()).attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION))
                .join()
                .createVolumePermissions();
    }

    private static List<Instance> instancesOf(List<Reservation> reservations) {
        return reservations.stream().flatMap(r -> r.instances().stream()).toList();
    }
}
