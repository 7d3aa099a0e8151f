package io.muster.demo;

import static io.muster.demo.Demo.OTHER_REGION;
import static io.muster.demo.Demo.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** At its default size the estate has something to say to every rule, good and bad. */
class DemoGoodAndBadTest {

    private static final String HUB = "111111111111";

    private final DemoCloud cloud = new DemoCloud(new DemoSize(3, List.of(REGION, OTHER_REGION), 25, 42));

    @Test
    void metadataOptions() {
        List<InstanceMetadataOptionsResponse> options =
                live().stream().map(Instance::metadataOptions).toList();

        assertBoth(options, o -> o.httpTokensAsString().equals("required"));
        assertBoth(options, o -> o.httpEndpointAsString().equals("enabled"));
        assertBoth(options, o -> o.stateAsString().equals("applied"));
        assertBoth(
                options.stream()
                        .filter(o -> o.httpTokensAsString().equals("required"))
                        .toList(),
                o -> o.httpPutResponseHopLimit() == 1);
        assertBoth(
                live().stream()
                        .filter(i -> i.metadataOptions().httpEndpointAsString().equals("enabled"))
                        .toList(),
                i -> i.iamInstanceProfile() != null);
    }

    @Test
    void monitoringAndAddresses() {
        assertBoth(live(), i -> i.monitoring().stateAsString().equals("enabled"));
        assertBoth(list(NetworkInterface.class), i -> i.association() != null);
        assertThat(list(NetworkInterface.class))
                .anyMatch(i -> !i.ipv6Addresses().isEmpty());
    }

    @Test
    void disksAreGoodAndBad() {
        assertBoth(list(Volume.class), Volume::encrypted);
        assertBoth(list(Volume.class), v -> v.state() == VolumeState.IN_USE);
        assertBoth(list(Snapshot.class), Snapshot::encrypted);
        assertBoth(list(Image.class), Image::publicLaunchPermissions);
        assertBoth(live(), i -> i.blockDeviceMappings().get(0).ebs().deleteOnTermination());
    }

    @Test
    void settingsOfRegions() {
        assertBoth(everywhere(GetEbsEncryptionByDefaultResponse.class), s -> s.ebsEncryptionByDefault());
        assertBoth(
                everywhere(GetInstanceMetadataDefaultsResponse.class),
                s -> "required".equals(s.accountLevel().httpTokensAsString()));
    }

    @Test
    void flowLogs() {
        Set<String> logged =
                list(FlowLog.class).stream().map(FlowLog::resourceId).collect(Collectors.toSet());
        assertBoth(list(Vpc.class), vpc -> logged.contains(vpc.vpcId()));
        assertThat(list(NetworkInterface.class))
                .extracting(NetworkInterface::vpcId)
                .containsAll(list(Vpc.class).stream().map(Vpc::vpcId).toList());
    }

    @Test
    void securityGroupRules() {
        assertBoth(list(SecurityGroup.class), group -> opens(group, "0.0.0.0/0", 22));
        assertBoth(list(SecurityGroup.class), group -> opens(group, "::/0", 3389));
        assertBoth(
                list(SecurityGroup.class), group -> opens(group, "0.0.0.0/1", 22) && opens(group, "128.0.0.0/1", 22));
        assertBoth(list(SecurityGroup.class), group -> opens(group, "0.0.0.0/0", 65535));
        assertBoth(
                list(SecurityGroup.class),
                group -> group.ipPermissions().stream()
                        .anyMatch(p ->
                                p.ipProtocol().equals("-1") && !p.ipRanges().isEmpty()));
        assertBoth(
                list(SecurityGroup.class),
                group -> group.ipPermissionsEgress().stream()
                        .anyMatch(p -> p.ipProtocol().equals("-1")));
        assertBoth(
                list(SecurityGroup.class).stream()
                        .filter(group -> group.groupName().equals("default"))
                        .toList(),
                group -> group.ipPermissions().isEmpty());
        assertBoth(sourcesByPrefixList(), cidrs -> cidrs.containsAll(Set.of("0.0.0.0/1", "128.0.0.0/1")));
    }

    @Test
    void useOfSecurityGroups() {
        Set<String> used = list(NetworkInterface.class).stream()
                .flatMap(i -> i.groups().stream().map(GroupIdentifier::groupId))
                .collect(Collectors.toSet());
        assertBoth(list(SecurityGroup.class), group -> used.contains(group.groupId()));
        assertBoth(list(SecurityGroup.class), group -> workloadsOf(group).size() > 1);
    }

    @Test
    void rolesOfInstances() {
        assertThat(role("legacy-role").attachedManagedPolicies().get(0).policyName())
                .isEqualTo("AdministratorAccess");
        assertThat(statements(role("bastion-role"))).hasSize(2).anyMatch(d -> d.contains("\"NotAction\":[\"iam:*\"]"));
        assertThat(statements(role("db-role"))).singleElement().asString().contains("\"Effect\":\"Deny\"");
        assertThat(role("bounded-role").permissionsBoundary()).isNotNull();
        assertThat(statements(role("app-role"))).singleElement().asString().contains("GetSecretValue");
        assertThat(live())
                .filteredOn(i -> i.iamInstanceProfile() != null)
                .extracting(i -> i.iamInstanceProfile().arn())
                .anyMatch(arn -> arn.endsWith("/legacy-profile"))
                .anyMatch(arn -> arn.endsWith("/bastion-profile"))
                .anyMatch(arn -> arn.endsWith("/shop/shop-application"));
    }

    private List<Set<String>> sourcesByPrefixList() {
        Set<String> asSources = list(SecurityGroup.class).stream()
                .flatMap(group -> group.ipPermissions().stream())
                .flatMap(p -> p.prefixListIds().stream())
                .map(p -> p.prefixListId())
                .collect(Collectors.toSet());
        return asSources.stream()
                .map(id -> cloud.listings(HUB, REGION)
                        .of(GetManagedPrefixListEntriesResponse.class)
                        .find(id)
                        .orElseThrow())
                .map(list -> list.entries().stream().map(e -> e.cidr()).collect(Collectors.toSet()))
                .toList();
    }

    private Set<String> workloadsOf(SecurityGroup group) {
        Set<String> workloads = new HashSet<>();
        for (Instance instance : live()) {
            if (instance.securityGroups().stream().anyMatch(g -> g.groupId().equals(group.groupId()))) {
                instance.tags().stream()
                        .filter(tag -> tag.key().equals("workload"))
                        .map(Tag::value)
                        .forEach(workloads::add);
            }
        }
        return workloads;
    }

    private static boolean opens(SecurityGroup group, String cidr, int port) {
        return group.ipPermissions().stream()
                .filter(p -> covers(p, port))
                .flatMap(p -> Stream.concat(
                        p.ipRanges().stream().map(r -> r.cidrIp()),
                        p.ipv6Ranges().stream().map(r -> r.cidrIpv6())))
                .anyMatch(cidr::equals);
    }

    private static boolean covers(IpPermission permission, int port) {
        return permission.fromPort() == null || (permission.fromPort() <= port && port <= permission.toPort());
    }

    private RoleDetail role(String name) {
        return cloud.list(HUB, DemoCloud.GLOBAL, RoleDetail.class).stream()
                .filter(role -> role.roleName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> statements(RoleDetail role) {
        return role.rolePolicyList().stream()
                .map(PolicyDetail::policyDocument)
                .map(document -> URLDecoder.decode(document, StandardCharsets.UTF_8))
                .toList();
    }

    private List<Instance> live() {
        return list(Instance.class).stream()
                .filter(i -> i.state().name() != InstanceStateName.TERMINATED)
                .toList();
    }

    private <T> List<T> list(Class<T> type) {
        return cloud.list(HUB, REGION, type);
    }

    private <T> List<T> everywhere(Class<T> type) {
        return cloud.accounts().stream()
                .flatMap(account -> account.regions().stream()
                        .flatMap(region -> cloud.list(account.accountId(), region, type).stream()))
                .toList();
    }

    private static <T> void assertBoth(Collection<T> all, Predicate<T> condition) {
        assertThat(all).anyMatch(condition).anyMatch(condition.negate());
    }
}
