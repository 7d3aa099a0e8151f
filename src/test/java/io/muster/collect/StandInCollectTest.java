package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.AwsAccess;
import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import io.muster.aws.AwsStandIn;
import io.muster.aws.TestClients;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.BlockDevice;
import io.muster.inventory.kind.FlowLog;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.InternetGateway;
import io.muster.inventory.kind.KeyPair;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrefixListEntry;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.ToggleState;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.muster.inventory.kind.Vpc;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Builds an estate by AWS's writing calls in moto or LocalStack, collects every kind, and compares every attribute with
 * what was made. Where the stand-in is known not to keep what it was told, the test says so.
 */
class StandInCollectTest {

    private static final String ACCOUNT = AwsStandIn.ACCOUNT;

    private static TestClients clients;
    private static AwsEstate estate;
    private static AwsScope aws;

    @BeforeAll
    static void build() {
        URI endpoint = AwsStandIn.endpoint();
        try (AwsEstateBuilder builder = new AwsEstateBuilder(endpoint, AwsEstate.REGION)) {
            estate = AwsEstate.build(builder);
        }
        clients = TestClients.at(endpoint, Map.of("max-attempts", "1"));
        aws = new AwsScope(
                Scope.of(ACCOUNT, AwsEstate.REGION), clients.clients().session(AwsAccess.direct(ACCOUNT)));
    }

    @AfterAll
    static void stop() {
        if (clients != null) {
            clients.close();
        }
    }

    @Test
    void vpc() {
        Resource<Vpc> vpc = one(new VpcCollector(), estate.network().vpc());
        assertThat(vpc)
                .isEqualTo(new Resource<>(
                        "arn:aws:ec2:eu-central-1:123456789012:vpc/"
                                + estate.network().vpc(),
                        ResourceKind.VPC,
                        aws.scope(),
                        estate.network().vpc(),
                        "prod",
                        Map.of("Name", "prod"),
                        new Vpc(
                                List.of("10.20.0.0/16", "10.21.0.0/16"),
                                List.of(estate.network().ipv6Cidr()),
                                false,
                                ACCOUNT)));
    }

    @Test
    void subnets() {
        String vpc = estate.network().vpc();
        assertThat(one(new SubnetCollector(), estate.network().publicSubnet()).attributes())
                .isEqualTo(new Subnet(
                        vpc,
                        "10.20.1.0/24",
                        // moto lists the association without its range; MappingTest has it.
                        List.of(),
                        AwsEstate.ZONE,
                        true,
                        true,
                        null,
                        ACCOUNT));
        assertThat(one(new SubnetCollector(), estate.network().privateSubnet()).attributes())
                .isEqualTo(new Subnet(vpc, "10.20.2.0/24", List.of(), "eu-central-1b", false, false, null, ACCOUNT));
    }

    @Test
    void internetGateway() {
        Resource<InternetGateway> gateway =
                one(new InternetGatewayCollector(), estate.network().gateway());
        assertThat(gateway.name()).isEqualTo("door");
        assertThat(gateway.attributes())
                .isEqualTo(new InternetGateway(List.of(estate.network().vpc())));
    }

    @Test
    void routeTable() {
        String gateway = estate.network().gateway();
        Resource<RouteTable> table =
                one(new RouteTableCollector(), estate.network().publicRoutes());
        assertThat(table.name()).isEqualTo("out");
        assertThat(table.attributes())
                .isEqualTo(new RouteTable(
                        estate.network().vpc(),
                        false,
                        List.of(estate.network().publicSubnet()),
                        List.of(),
                        List.of(
                                new Route("0.0.0.0/0", gateway, ResourceKind.INTERNET_GATEWAY, "active", false),
                                new Route("10.20.0.0/16", "local", null, "active", false),
                                new Route("10.21.0.0/16", "local", null, "active", false),
                                new Route(estate.network().ipv6Cidr(), "local", null, "active", false),
                                new Route("::/0", gateway, ResourceKind.INTERNET_GATEWAY, "active", false)),
                        ACCOUNT));
    }

    @Test
    void networkAcl() {
        Resource<NetworkAcl> acl =
                one(new NetworkAclCollector(), estate.network().acl());
        assertThat(acl.name()).isEqualTo("strict");
        assertThat(acl.attributes())
                .isEqualTo(new NetworkAcl(
                        estate.network().vpc(),
                        false,
                        List.of(estate.network().privateSubnet()),
                        List.of(
                                new NetworkAclEntry(90, false, false, "-1", null, null, "::/0"),
                                new NetworkAclEntry(100, false, true, "6", 443, 444, "0.0.0.0/0"),
                                // moto forgets ICMP types; MappingTest has them.
                                new NetworkAclEntry(100, true, true, "1", null, null, "10.0.0.0/8")),
                        ACCOUNT));
    }

    @Test
    void flowLog() {
        // The log group does not exist, which moto tells as AWS does.
        assertThat(one(new FlowLogCollector(), estate.network().flowLog()).attributes())
                .isEqualTo(new FlowLog(
                        "ACTIVE",
                        "FAILED",
                        "Access error",
                        "REJECT",
                        estate.network().vpc(),
                        "cloud-watch-logs"));
    }

    @Test
    void securityGroup() {
        Resource<SecurityGroup> group =
                one(new SecurityGroupCollector(), estate.groups().web());
        assertThat(group.name()).isEqualTo("web");
        assertThat(group.tags()).isEqualTo(Map.of("team", "platform"));
        assertThat(group.attributes())
                .usingRecursiveComparison()
                .ignoringFields("ingress.ruleId", "egress.ruleId")
                .isEqualTo(new SecurityGroup(
                        "web",
                        "The group web",
                        estate.network().vpc(),
                        false,
                        ACCOUNT,
                        List.of(
                                rule("icmp", null, null, "10.0.0.0/8", null, null, "From 10.0.0.0/8"),
                                rule("tcp", 22, 22, null, null, estate.groups().bastion(), null),
                                rule("tcp", 443, 443, "0.0.0.0/0", null, null, "From 0.0.0.0/0"),
                                rule("tcp", 443, 443, "::/0", null, null, null),
                                rule("udp", 8080, 8090, null, estate.groups().prefixList(), null, null)),
                        List.of(
                                rule("-1", null, null, "0.0.0.0/0", null, null, null),
                                rule("-1", null, null, "::/0", null, null, null))));
        assertThat(group.attributes().ingress())
                .extracting(SecurityGroupRule::ruleId)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("sgr-"));
    }

    private static SecurityGroupRule rule(
            String protocol, Integer from, Integer to, String cidr, String list, String group, String description) {
        return new SecurityGroupRule(null, protocol, from, to, cidr, list, group, description);
    }

    @Test
    void defaultSecurityGroups() {
        assertThat(all(new SecurityGroupCollector()))
                .filteredOn(group ->
                        estate.network().vpc().equals(group.attributes().vpcId()))
                .filteredOn(group -> group.attributes().isDefault())
                .hasSize(1);
    }

    @Test
    void prefixList() {
        assertThat(one(new PrefixListCollector(), estate.groups().prefixList()).attributes())
                .isEqualTo(new PrefixList(
                        "offices",
                        ACCOUNT,
                        "IPv4",
                        1L,
                        List.of(
                                new PrefixListEntry("192.0.2.0/24", "The range 192.0.2.0/24"),
                                new PrefixListEntry("198.51.100.0/24", "The range 198.51.100.0/24"))));
        assertThat(all(new PrefixListCollector()))
                .extracting(Resource::attributes)
                .anyMatch(PrefixList::awsManaged);
    }

    @Test
    void volumes() {
        String instance = estate.compute().web().instanceId();
        Volume plain =
                one(new VolumeCollector(), estate.storage().plainVolume()).attributes();
        assertRecent(plain.createTime());
        assertThat(plain)
                .isEqualTo(new Volume(false, null, 8, "gp3", "available", null, plain.createTime(), List.of(), false));

        Resource<Volume> secret = one(new VolumeCollector(), estate.storage().encryptedVolume());
        assertThat(secret.name()).isEqualTo("secret");
        assertThat(secret.attributes().kmsKeyId()).startsWith("arn:aws:kms:eu-central-1:123456789012:key/");
        assertThat(secret.attributes())
                .usingRecursiveComparison()
                .ignoringFields("kmsKeyId", "createTime")
                .isEqualTo(new Volume(
                        true,
                        null,
                        16,
                        "gp3",
                        "in-use",
                        null,
                        null,
                        List.of(new VolumeAttachment(instance, "/dev/sdf", false, false)),
                        false));
    }

    @Test
    void theVolumeThatAnInstanceStartsFromIsItsRoot() {
        BlockDevice root = one(new InstanceCollector(), estate.compute().web().instanceId())
                .attributes()
                .blockDevices()
                .get(0);
        assertThat(one(new VolumeCollector(), root.volumeId()).attributes().attachments())
                .singleElement()
                .matches(VolumeAttachment::root);
    }

    @Test
    void snapshots() {
        String volume = estate.storage().plainVolume();
        snapshot(
                estate.storage().publicSnapshot(),
                new Snapshot(false, null, volume, "completed", null, 8, "for everybody", true, List.of()));
        snapshot(
                estate.storage().sharedSnapshot(),
                new Snapshot(
                        false, null, volume, "completed", null, 8, "for a friend", false, List.of(AwsEstate.FRIEND)));
        snapshot(
                estate.storage().encryptedSnapshot(),
                new Snapshot(
                        true,
                        null,
                        estate.storage().encryptedVolume(),
                        "completed",
                        null,
                        16,
                        "for nobody",
                        false,
                        List.of()));
    }

    private static void snapshot(String id, Snapshot made) {
        Snapshot collected = one(new SnapshotCollector(), id).attributes();
        assertRecent(collected.startTime());
        assertThat(collected)
                .usingRecursiveComparison()
                .ignoringFields("startTime")
                .isEqualTo(made);
    }

    @Test
    void image() {
        Resource<Image> image = one(new ImageCollector(), estate.storage().image());
        assertThat(image.name()).isEqualTo("golden");
        assertRecent(image.attributes().creationDate());
        // moto makes a snapshot of its own for a registered image.
        assertThat(image.attributes().snapshotIds()).singleElement().asString().startsWith("snap-");
        assertThat(image.attributes())
                .isEqualTo(new Image(
                        "available",
                        false,
                        List.of(AwsEstate.FRIEND),
                        image.attributes().creationDate(),
                        null,
                        null,
                        image.attributes().snapshotIds(),
                        null,
                        ACCOUNT));
        assertThat(all(new ImageCollector())).hasSize(1);
    }

    @Test
    void instance() {
        var made = estate.compute().web();
        Resource<Instance> web = one(new InstanceCollector(), made.instanceId());
        assertThat(web.name()).isEqualTo("web-1");
        assertThat(web.attributes().publicIp()).isNotNull();
        assertThat(web.attributes())
                .isEqualTo(new Instance(
                        InstanceState.RUNNING,
                        "m5.large",
                        estate.storage().image(),
                        null,
                        made.launchTime(),
                        made.privateIpAddress(),
                        web.attributes().publicIp(),
                        web.attributes().ipv6Addresses(),
                        AwsEstate.ZONE,
                        new MetadataOptions(
                                ToggleState.ENABLED, HttpTokens.REQUIRED, 2, ToggleState.DISABLED, false, true),
                        true,
                        true,
                        "operators",
                        estate.network().vpc(),
                        estate.network().publicSubnet(),
                        estate.webGroups(),
                        List.of(made.networkInterfaces().get(0).networkInterfaceId()),
                        estate.iam().profile(),
                        made.rootDeviceName(),
                        "ebs",
                        List.of(
                                new BlockDevice(
                                        made.rootDeviceName(),
                                        web.attributes().blockDevices().get(0).volumeId(),
                                        true),
                                new BlockDevice("/dev/sdf", estate.storage().encryptedVolume(), false)),
                        null,
                        false));
    }

    @Test
    void anInstanceThatEndedIsStillListed() {
        Instance ended = one(new InstanceCollector(), estate.compute().ended().instanceId())
                .attributes();
        assertThat(ended.state().ended()).isTrue();
        assertThat(ended.stateTransitionReason()).startsWith("User initiated");
    }

    @Test
    void networkInterfaces() {
        Resource<NetworkInterface> second =
                one(new NetworkInterfaceCollector(), estate.compute().secondInterface());
        assertThat(second.name()).isEqualTo("second");
        assertThat(second.attributes().privateIps()).singleElement().asString().startsWith("10.20.2.");
        assertThat(second.attributes())
                .isEqualTo(new NetworkInterface(
                        "available",
                        "interface",
                        second.attributes().privateIps(),
                        List.of(estate.compute().elasticIp()),
                        List.of(),
                        List.of(),
                        true,
                        false,
                        false,
                        ACCOUNT,
                        "second",
                        estate.network().vpc(),
                        estate.network().privateSubnet(),
                        List.of(estate.groups().bastion()),
                        null,
                        null));
        var web = estate.compute().web();
        NetworkInterface first = one(
                        new NetworkInterfaceCollector(),
                        web.networkInterfaces().get(0).networkInterfaceId())
                .attributes();
        assertThat(first.status()).isEqualTo("in-use");
        assertThat(first.instanceId()).isEqualTo(web.instanceId());
        assertThat(first.attachmentStatus()).isEqualTo("attached");
        assertThat(first.securityGroupIds()).isEqualTo(estate.webGroups());
    }

    @Test
    void keyPair() {
        var made = estate.compute().key();
        Resource<KeyPair> key = one(new KeyPairCollector(), made.keyPairId());
        assertThat(key.name()).isEqualTo("operators");
        assertThat(key.tags()).isEqualTo(Map.of("k", "v"));
        assertRecent(key.attributes().createTime());
        assertThat(key.attributes())
                .isEqualTo(new KeyPair(
                        "operators",
                        "ed25519",
                        made.keyFingerprint(),
                        key.attributes().createTime()));
    }

    @Test
    void regionSettings() {
        Collection<RegionSettings> collection =
                new RegionSettingsCollector().collect(aws).await().indefinitely();
        RegionSettings settings = collection.resources().get(0).attributes();
        assertThat(settings.ebsEncryptionByDefault()).isTrue();
        // moto answers the other six with a page of HTML: IncompleteTest has them.
        assertThat(((Collection.Incomplete<RegionSettings>) collection).gaps())
                .hasSize(6)
                .allMatch(gap -> gap.errorCode().equals("HTTP_500"));
    }

    @Test
    void instanceProfiles() {
        Resource<InstanceProfile> web = one(new InstanceProfileCollector(), "web");
        assertThat(web.arn()).isEqualTo(estate.iam().profile());
        assertThat(web.scope().isGlobal()).isTrue();
        assertRecent(web.attributes().createTime());
        assertThat(web.attributes().profileId()).isNotBlank();
        assertThat(web.attributes())
                .isEqualTo(new InstanceProfile(
                        web.attributes().profileId(),
                        "/",
                        estate.iam().role(),
                        web.attributes().createTime()));
        assertThat(one(new InstanceProfileCollector(), "empty").attributes().roleArn())
                .isNull();
    }

    @Test
    void role() throws JsonProcessingException {
        Resource<Role> role = one(new RoleCollector(), "web");
        assertThat(role.arn()).isEqualTo("arn:aws:iam::123456789012:role/service/web");
        assertThat(role.tags()).isEqualTo(Map.of("team", "platform"));
        assertRecent(role.attributes().createTime());
        AttachedPolicy managed = role.attributes().attachedPolicies().get(1);
        assertThat(managed.document().path("Statement").size()).isPositive();
        assertThat(role.attributes())
                .isEqualTo(new Role(
                        "/service/",
                        json(AwsEstate.TRUST),
                        List.of(new PolicyDocument("inline-read", json(AwsEstate.READ_BUCKET))),
                        List.of(
                                new AttachedPolicy(
                                        estate.iam().policy(), "read-bucket", false, json(AwsEstate.READ_BUCKET)),
                                new AttachedPolicy(
                                        AwsEstate.AWS_POLICY,
                                        "AmazonSSMManagedInstanceCore",
                                        true,
                                        managed.document())),
                        estate.iam().boundary(),
                        json(AwsEstate.BOUNDARY),
                        null,
                        role.attributes().createTime()));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    private static void assertRecent(Instant time) {
        assertThat(Duration.between(time, Instant.now()).abs()).isLessThan(Duration.ofMinutes(10));
    }

    private static <T extends Record> Resource<T> one(Collector<T> collector, String resourceId) {
        return all(collector).stream()
                .filter(resource -> resource.resourceId().equals(resourceId))
                .findFirst()
                .orElseThrow();
    }

    private static <T extends Record> List<Resource<T>> all(Collector<T> collector) {
        AwsScope scope = collector.kind().global() ? new AwsScope(aws.scope().global(), aws.session()) : aws;
        Collection<T> collection = collector.collect(scope).await().indefinitely();
        assertThat(collection).isInstanceOf(Collection.Complete.class);
        return collection.resources();
    }
}
