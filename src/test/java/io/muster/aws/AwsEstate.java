package io.muster.aws;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** What {@link #build} made: one of everything that Muster collects, with the connections between them. */
public record AwsEstate(Network network, Groups groups, Storage storage, Compute compute, Iam iam) {

    public static final String REGION = "eu-central-1";
    public static final String ZONE = "eu-central-1a";
    public static final String FRIEND = "210987654321";

    public static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},\
            "Action":"sts:AssumeRole"}]}""";
    public static final String READ_BUCKET = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject",\
            "Resource":"arn:aws:s3:::a+b/100% sure/*"}]}""";
    public static final String BOUNDARY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";
    public static final String AWS_POLICY = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";

    public record Network(
            String vpc,
            String ipv6Cidr,
            String publicSubnet,
            String publicIpv6Cidr,
            String privateSubnet,
            String gateway,
            String publicRoutes,
            String acl,
            String flowLog) {}

    public record Groups(String bastion, String web, String prefixList) {}

    public record Storage(
            String plainVolume,
            String encryptedVolume,
            String publicSnapshot,
            String sharedSnapshot,
            String encryptedSnapshot,
            String image) {}

    public record Compute(
            CreateKeyPairResponse key, Instance web, Instance ended, String secondInterface, String elasticIp) {}

    public record Iam(String role, String policy, String boundary, String profile, String emptyProfile) {}

    /** The estate in {@link AwsStandIn}, built when it is first asked for: names of roles and keys exist once. */
    public static AwsEstate shared() {
        AwsStandIn.endpoint();
        return Shared.ESTATE;
    }

    private static final class Shared {
        private static final AwsEstate ESTATE = built();

        private static AwsEstate built() {
            try (AwsEstateBuilder builder = new AwsEstateBuilder(AwsStandIn.endpoint(), REGION)) {
                return build(builder);
            }
        }
    }

    public static AwsEstate build(AwsEstateBuilder aws) {
        aws.encryptVolumesByDefault();
        Network network = network(aws);
        Groups groups = groups(aws, network.vpc());
        Storage storage = storage(aws);
        Iam iam = iam(aws.iam());
        Compute compute = compute(aws, network, groups, storage, iam);
        return new AwsEstate(network, groups, storage, compute, iam);
    }

    private static Network network(AwsEstateBuilder aws) {
        String vpc = aws.vpc("prod", "10.20.0.0/16", "10.21.0.0/16");
        String open = aws.subnet("open", vpc, "10.20.1.0/24", ZONE);
        String closed = aws.subnet("closed", vpc, "10.20.2.0/24", "eu-central-1b");
        String publicIpv6Cidr = aws.open(open, vpc);
        String gateway = aws.internetGateway("door", vpc);
        String routes = aws.routeTable("out", vpc, open);
        aws.routeEverything(routes, gateway);
        String acl = aws.networkAcl("strict", vpc);
        aclEntries(aws, acl);
        aws.guard(closed, acl);
        return new Network(
                vpc, aws.ipv6Cidr(vpc), open, publicIpv6Cidr, closed, gateway, routes, acl, aws.flowLog(vpc));
    }

    private static void aclEntries(AwsEstateBuilder aws, String acl) {
        aws.aclEntry(r -> r.networkAclId(acl)
                .ruleNumber(100)
                .egress(false)
                .protocol("6")
                .ruleAction(RuleAction.ALLOW)
                .cidrBlock("0.0.0.0/0")
                .portRange(p -> p.from(443).to(444)));
        aws.aclEntry(r -> r.networkAclId(acl)
                .ruleNumber(90)
                .egress(false)
                .protocol("-1")
                .ruleAction(RuleAction.DENY)
                .ipv6CidrBlock("::/0"));
        aws.aclEntry(r -> r.networkAclId(acl)
                .ruleNumber(100)
                .egress(true)
                .protocol("1")
                .ruleAction(RuleAction.ALLOW)
                .cidrBlock("10.0.0.0/8")
                .icmpTypeCode(c -> c.type(8).code(-1)));
    }

    private static Groups groups(AwsEstateBuilder aws, String vpc) {
        String bastion = aws.securityGroup("bastion", vpc);
        String web = aws.securityGroup("web", vpc);
        String list = aws.prefixList("offices", "198.51.100.0/24", "192.0.2.0/24");
        aws.allow(web, ports("tcp", 443, 443).ipRanges(range("0.0.0.0/0")).build());
        aws.allow(
                web,
                ports("tcp", 443, 443)
                        .ipv6Ranges(Ipv6Range.builder().cidrIpv6("::/0").build())
                        .build());
        aws.allow(
                web,
                ports("udp", 8080, 8090)
                        .prefixListIds(PrefixListId.builder().prefixListId(list).build())
                        .build());
        aws.allow(
                web,
                ports("tcp", 22, 22)
                        .userIdGroupPairs(
                                UserIdGroupPair.builder().groupId(bastion).build())
                        .build());
        aws.allow(web, ports("icmp", -1, -1).ipRanges(range("10.0.0.0/8")).build());
        return new Groups(bastion, web, list);
    }

    private static IpRange range(String cidr) {
        return IpRange.builder().cidrIp(cidr).description("From " + cidr).build();
    }

    private static IpPermission.Builder ports(String protocol, int from, int to) {
        return IpPermission.builder().ipProtocol(protocol).fromPort(from).toPort(to);
    }

    private static Storage storage(AwsEstateBuilder aws) {
        String plain = aws.volume("plain", ZONE, 8, false);
        String encrypted = aws.volume("secret", ZONE, 16, true);
        String open = aws.snapshot(plain, "for everybody");
        aws.permit(open, r -> r.groupNames("all"));
        String shared = aws.snapshot(plain, "for a friend");
        aws.permit(shared, r -> r.userIds(FRIEND));
        String image = aws.image("golden", shared);
        aws.shareImage(image, LaunchPermission.builder().userId(FRIEND).build());
        return new Storage(plain, encrypted, open, shared, aws.snapshot(encrypted, "for nobody"), image);
    }

    private static Iam iam(IamEstateBuilder aws) {
        String boundary = aws.policy("boundary", BOUNDARY);
        String policy = aws.policy("read-bucket", READ_BUCKET);
        String role = aws.role("web", TRUST, boundary);
        aws.inline("web", "inline-read", READ_BUCKET);
        aws.attachPolicy("web", policy);
        aws.attachPolicy("web", AWS_POLICY);
        return new Iam(role, policy, boundary, aws.profile("web", "web"), aws.profile("empty"));
    }

    private static Compute compute(AwsEstateBuilder aws, Network network, Groups groups, Storage storage, Iam iam) {
        CreateKeyPairResponse key = aws.keyPair("operators");
        Instance web = aws.instance(r -> r.imageId(storage.image())
                .instanceType(InstanceType.M5_LARGE)
                .keyName(key.keyName())
                .subnetId(network.publicSubnet())
                .securityGroupIds(groups.web(), groups.bastion())
                .ipv6AddressCount(1)
                .ebsOptimized(true)
                .monitoring(m -> m.enabled(true))
                .iamInstanceProfile(p -> p.arn(iam.profile()))
                .metadataOptions(m -> m.httpTokens(HttpTokensState.REQUIRED).httpPutResponseHopLimit(2))
                .tagSpecifications(AwsEstateBuilder.named(ResourceType.INSTANCE, "web-1")));
        aws.attach(storage.encryptedVolume(), web.instanceId(), "/dev/sdf");
        Instance ended = aws.instance(r ->
                r.imageId(storage.image()).instanceType(InstanceType.T3_MICRO).subnetId(network.privateSubnet()));
        aws.terminate(ended.instanceId());
        String eni = aws.networkInterface(network.privateSubnet(), groups.bastion(), "second");
        return new Compute(key, web, ended, eni, aws.elasticIp(eni));
    }

    /** The two groups of {@link Compute#web}. */
    public List<String> webGroups() {
        return List.of(groups.bastion(), groups.web()).stream().sorted().toList();
    }
}
