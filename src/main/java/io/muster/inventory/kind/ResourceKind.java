package io.muster.inventory.kind;

import static java.util.stream.Collectors.toCollection;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of resources that the API can name. A kind is collected once there is a record marked {@link Kind} and a
 * collector for it.
 *
 * <p>Each constant knows how AWS writes the ARN of such a resource (service and resource type, see the AWS Service
 * Authorization Reference) and, for EC2, the prefix of its ids.
 */
@Described("A kind of resources. Filters take the kinds that are collected: those that `coverage` tells of.")
public enum ResourceKind {
    INSTANCE("ec2", "instance", "i-"),
    NETWORK_INTERFACE("ec2", "network-interface", "eni-"),
    SECURITY_GROUP("ec2", "security-group", "sg-"),
    VPC("ec2", "vpc", "vpc-"),
    SUBNET("ec2", "subnet", "subnet-"),
    ROUTE_TABLE("ec2", "route-table", "rtb-"),
    NETWORK_ACL("ec2", "network-acl", "acl-"),
    INTERNET_GATEWAY("ec2", "internet-gateway", "igw-"),
    EGRESS_ONLY_INTERNET_GATEWAY("ec2", "egress-only-internet-gateway", "eigw-"),
    NAT_GATEWAY("ec2", "natgateway", "nat-"),
    CARRIER_GATEWAY("ec2", "carrier-gateway", "cagw-"),
    VPN_GATEWAY("ec2", "vpn-gateway", "vgw-"),
    CUSTOMER_GATEWAY("ec2", "customer-gateway", "cgw-"),
    VPN_CONNECTION("ec2", "vpn-connection", "vpn-"),
    CLIENT_VPN_ENDPOINT("ec2", "client-vpn-endpoint", "cvpn-endpoint-"),
    TRANSIT_GATEWAY("ec2", "transit-gateway", "tgw-"),
    TRANSIT_GATEWAY_ATTACHMENT("ec2", "transit-gateway-attachment", "tgw-attach-"),
    TRANSIT_GATEWAY_ROUTE_TABLE("ec2", "transit-gateway-route-table", "tgw-rtb-"),
    TRANSIT_GATEWAY_POLICY_TABLE("ec2", "transit-gateway-policy-table", "tgw-ptb-"),
    VPC_PEERING_CONNECTION("ec2", "vpc-peering-connection", "pcx-"),
    VPC_ENDPOINT("ec2", "vpc-endpoint", "vpce-"),
    VPC_ENDPOINT_SERVICE("ec2", "vpc-endpoint-service", "vpce-svc-"),
    PREFIX_LIST("ec2", "prefix-list", "pl-"),
    ELASTIC_IP("ec2", "elastic-ip", "eipalloc-"),
    INSTANCE_CONNECT_ENDPOINT("ec2", "instance-connect-endpoint", "eice-"),
    BLOCK_PUBLIC_ACCESS_EXCLUSION("ec2", "vpc-block-public-access-exclusion", "vpcbpa-exclude-"),
    VPC_ENCRYPTION_CONTROL("ec2", "vpc-encryption-control", ""),
    /** AWS gives an association neither an id nor an ARN; its resource id is the group's and the VPC's, with a slash between. */
    SECURITY_GROUP_VPC_ASSOCIATION("muster", "security-group-vpc-association", ""),
    /**
     * A resource of another service that has security groups. It has the ARN that its service gives it; its resource id is the end of
     * it.
     */
    SECURITY_GROUP_USER("muster", "security-group-user", ArnForm.GIVEN),
    ROUTE_SERVER("ec2", "route-server", "rs-"),
    VOLUME("ec2", "volume", "vol-"),
    SNAPSHOT("ec2", "snapshot", "snap-"),
    IMAGE("ec2", "image", "ami-"),
    KEY_PAIR("ec2", "key-pair", "key-"),
    LAUNCH_TEMPLATE("ec2", "launch-template", "lt-"),
    SPOT_FLEET_REQUEST("ec2", "spot-fleet-request", "sfr-"),
    FLEET("ec2", "fleet", "fleet-"),
    AUTO_SCALING_GROUP("autoscaling", "autoScalingGroup", ArnForm.GIVEN),
    LAUNCH_CONFIGURATION("autoscaling", "launchConfiguration", ArnForm.GIVEN),
    LOAD_BALANCER("elasticloadbalancing", "loadbalancer", ""),
    CLASSIC_LOAD_BALANCER("elasticloadbalancing", "loadbalancer", ""),
    TARGET_GROUP("elasticloadbalancing", "targetgroup", ""),
    ACCELERATOR("globalaccelerator", "accelerator", ""),
    VPC_ORIGIN("cloudfront", "vpcorigin", ""),
    FLOW_LOG("ec2", "vpc-flow-log", "fl-"),
    INSTANCE_PROFILE("iam", "instance-profile", ""),
    ROLE("iam", "role", ""),
    POLICY("iam", "policy", ""),
    /** As it applies to one account; read through the management account, where an organization is configured. */
    ORGANIZATION_POLICY("organizations", "policy", ""),
    /** As it applies to one account; read through the management account, where an organization is configured. */
    DECLARATIVE_POLICY("organizations", "policy/declarative_policy_ec2", ""),
    KMS_KEY("kms", "key", ""),
    LIFECYCLE_POLICY("dlm", "policy", ""),
    BACKUP_PLAN("backup", "backup-plan", ArnForm.COLON),
    BACKUP_VAULT("backup", "backup-vault", ArnForm.COLON),
    /** A volume or instance that AWS Backup has backed up; its resource id is that of the volume or instance. */
    PROTECTED_RESOURCE("muster", "protected-resource", ""),
    /** The settings of AWS Backup per account and region; its resource id is the account id. */
    BACKUP_SETTINGS("muster", "backup-settings", ""),
    /** The lock of a snapshot; its resource id is the snapshot's. */
    SNAPSHOT_LOCK("muster", "snapshot-lock", ""),
    RECYCLE_BIN_RULE("rbin", "rule", ""),
    TRAIL("cloudtrail", "trail", ""),
    DETECTOR("guardduty", "detector", ""),
    /** Whether GuardDuty watches an instance at run time; its resource id is the instance's. */
    GUARD_DUTY_COVERAGE("muster", "guard-duty-coverage", ""),
    /** The scan types of Amazon Inspector per account and region; its resource id is the account id. */
    INSPECTOR_SETTINGS("muster", "inspector-settings", ""),
    /** Whether Amazon Inspector scans the software of an instance; its resource id is the instance's. */
    INSPECTOR_COVERAGE("muster", "inspector-coverage", ""),
    CONFIG_RECORDER("config", "configuration-recorder", ""),
    MANAGED_INSTANCE("ssm", "managed-instance", ""),
    /** The settings of Systems Manager per account and region; its resource id is the account id. */
    SSM_SETTINGS("muster", "ssm-settings", ""),
    ALARM("cloudwatch", "alarm", ArnForm.COLON),
    /** The settings per account and region; its resource id is the account id. */
    REGION_SETTINGS("muster", "region-settings", ""),
    /** The settings per account; its resource id is the account id, its region {@code global}. */
    ACCOUNT_SETTINGS("muster", "account-settings", "");

    /** The services whose resources belong to an account as a whole. */
    private static final Set<String> WITHOUT_REGION = Set.of("iam", "globalaccelerator", "cloudfront", "organizations");

    /** How AWS joins a resource's type and its id in an ARN. */
    private enum ArnForm {
        SLASH("/"),
        COLON(":"),
        /** The ARN holds an id that AWS alone knows. */
        GIVEN("");

        private final String separator;

        ArnForm(String separator) {
            this.separator = separator;
        }
    }

    private final String service;
    private final String resourceType;
    private final String idPrefix;
    private final ArnForm arnForm;

    ResourceKind(String service, String resourceType, String idPrefix) {
        this(service, resourceType, idPrefix, ArnForm.SLASH);
    }

    ResourceKind(String service, String resourceType, ArnForm arnForm) {
        this(service, resourceType, "", arnForm);
    }

    ResourceKind(String service, String resourceType, String idPrefix, ArnForm arnForm) {
        this.service = service;
        this.resourceType = resourceType;
        this.idPrefix = idPrefix;
        this.arnForm = arnForm;
    }

    /** Whether resources of this kind belong to an account as a whole, not to one of its regions. */
    public boolean global() {
        return WITHOUT_REGION.contains(service) || this == ACCOUNT_SETTINGS;
    }

    /** Whether resources of this kind are read through the organization's management account, and only where one is configured. */
    public boolean ofOrganization() {
        return service.equals("organizations");
    }

    /** How ids of the kind begin; empty where AWS gives them no form of their own. */
    public String idPrefix() {
        return idPrefix;
    }

    /** The kind of the stored name; empty where only another version of Muster knows it. */
    public static Optional<ResourceKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** The names of all kinds. */
    public static String[] allNames() {
        return names(List.of(values()));
    }

    /** The names of the kinds: sorted, and each once. */
    public static String[] names(Collection<ResourceKind> kinds) {
        return kinds.stream().map(ResourceKind::name).distinct().sorted().toArray(String[]::new);
    }

    /** The kinds of the stored names, without those that only another version of Muster knows. */
    public static Set<ResourceKind> known(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> named(name).stream())
                .collect(toCollection(() -> EnumSet.noneOf(ResourceKind.class)));
    }

    /** The kind whose ids begin like this one; the longest prefix wins ({@code vpce-svc-} before {@code vpce-}). */
    public static Optional<ResourceKind> ofId(String resourceId) {
        return Arrays.stream(values())
                .filter(kind -> !kind.idPrefix.isEmpty() && resourceId.startsWith(kind.idPrefix))
                .max((a, b) -> Integer.compare(a.idPrefix.length(), b.idPrefix.length()));
    }

    /** The kinds whose resources have ARNs of this form; none where it is of no kind, or no ARN. */
    public static List<ResourceKind> ofArn(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length < 6
                ? List.of()
                : Arrays.stream(values())
                        .filter(kind -> kind.service.equals(parts[2]) && isOf(kind.resourceType, parts[5]))
                        .toList();
    }

    private static boolean isOf(String type, String resource) {
        return resource.startsWith(type + "/") || resource.startsWith(type + ":");
    }

    /**
     * The ARN of a resource, as AWS writes it.
     *
     * @param scope whose partition, account and region it has
     * @param resourceId as in {@link Scope#arn}
     * @throws IllegalStateException if such an ARN cannot be told from the id: where AWS gives it, it is to be taken
     */
    String arn(Scope scope, String resourceId) {
        if (arnForm == ArnForm.GIVEN) {
            throw new IllegalStateException("The ARN of " + this + " is only known to AWS");
        }
        String region = global() ? "" : scope.region();
        return "arn:" + scope.partition() + ':' + service + ':' + region + ':' + scope.accountId() + ':' + resourceType
                + arnForm.separator
                + resourceId;
    }

    /** Whether the ARN is the one that the id gives. */
    public boolean tells(String arn, Scope scope, String resourceId) {
        return arnForm != ArnForm.GIVEN && arn.endsWith(resourceId) && arn.equals(arn(scope, resourceId));
    }
}
