package io.muster.rule;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.PortSet;
import io.muster.inventory.kind.OrganizationPolicy;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The thresholds, port lists and tags by which rules judge. Those that are settings ({@link BaselineConfig}) are read from an
 * instance; the others are constants.
 */
@Singleton
public final class Baseline {

    /**
     * Ports over which machines are administered: SSH, Telnet, RDP, VNC, WinRM over HTTP and HTTPS; each over TCP and
     * UDP.
     *
     * @see <a href="https://www.iana.org/assignments/service-names-port-numbers/service-names-port-numbers.xhtml">IANA</a>
     */
    public static final List<Integer> ADMIN_PORTS = List.of(22, 23, 3389, 5900, 5985, 5986);

    /** The ports among {@link #ADMIN_PORTS} over which Windows is administered: RDP and WinRM. */
    public static final List<Integer> WINDOWS_ADMIN_PORTS = List.of(3389, 5985, 5986);

    /** The tag that says, with {@code true}, that an instance serves HTTP to the internet on purpose. */
    public static final String PUBLIC_WEB_TAG = "muster:public-web";

    /** The limit for an instance without containers: AWS's default for IMDSv2. */
    public static final int HOP_LIMIT = 1;

    /**
     * The limit that AWS recommends for instances that run containers.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html">Configure
     *     the instance metadata options</a>
     */
    public static final int CONTAINER_HOP_LIMIT = 2;

    private static final String KUBERNETES_CLAIM_PREFIX = "kubernetes.io/created-for/pvc";

    /** The tag by which EC2 Auto Scaling marks the members of a group. */
    public static final String AUTO_SCALING_GROUP_TAG = "aws:autoscaling:groupName";

    /** The tag that says, with {@code true}, that a security group with outbound rules only is shared on purpose. */
    public static final String SHARED_GROUP_TAG = "muster:shared";

    /** The tag that says, with {@code true}, that an instance's root volume is kept after its termination. */
    public static final String KEEP_ROOT_TAG = "muster:keep-root-volume";

    /** The tag with the day until which an image is public on purpose: {@code 2027-06-30}. */
    public static final String PUBLIC_UNTIL_TAG = "muster:public-until";

    /** The tag that says, with {@code true}, that the newest snapshot of a volume, or of an instance's volumes, must be locked. */
    public static final String LOCKED_BACKUPS_TAG = "muster:locked-backups";

    /** The most roles that a role of an instance may pass to a service of its choice. */
    public static final int PASSABLE_ROLES = 10;

    private static final List<String> KUBERNETES_NODE_TAG_PREFIXES =
            List.of("kubernetes.io/cluster/", "eks:cluster-name", "aws:eks:cluster-name");

    private static final List<String> ECS_HOST_TAG_PREFIXES = List.of("aws:ecs:", "AmazonECSManaged");

    private static final Set<String> CLASSIFICATION_TAGS =
            Set.of("dataclassification", "dataclass", "classification", "datasensitivity", "sensitivity");

    private static final Set<String> HARMLESS_CLASSES = Set.of("public", "none", "unclassified");

    /** The tag that authorizes further ports of the tagged security group for the internet: {@code 8443 9000-9010}. */
    public static final String AUTHORIZED_PORTS_TAG = "muster:authorized-ports";

    private final BaselineConfig config;
    private final PortSet authorizedPorts;
    private final CidrSet trustedNetworks;

    Baseline(BaselineConfig config) {
        this.config = config;
        authorizedPorts = union(config.authorizedPorts());
        trustedNetworks = CidrSet.of(
                config.trustedNetworks().values().stream().flatMap(List::stream).toList());
    }

    private static PortSet union(List<PortRange> ranges) {
        return ranges.stream().map(PortRange::ports).reduce(PortSet.NONE, PortSet::union);
    }

    /** The ports that may be open to the internet, with those that the tags of the security group add. */
    public PortSet authorizedPorts(Map<String, String> tags) {
        List<PortRange> added = Arrays.stream(
                        tags.getOrDefault(AUTHORIZED_PORTS_TAG, "").split(" "))
                .map(PortRange::tryParse)
                .flatMap(Optional::stream)
                .toList();
        return authorizedPorts.union(union(added));
    }

    /** Whether the account is registered, of the organization or trusted, so that its access does not count as access from outside. */
    public boolean knows(String accountId, Estate estate) {
        return estate.beside().ownAccounts().contains(accountId) || trusts(accountId);
    }

    /** Whether the account is among those that are trusted by their ids, whosever they are. */
    public boolean trusts(String accountId) {
        return config.trustedAccounts().orElse(List.of()).contains(accountId);
    }

    /** From where it is known which accounts are not foreign: without those of the organization, some of them may count as foreign. */
    public static String knownFrom(Estate estate) {
        return estate.beside()
                .organizationId()
                .map(id -> "the registered accounts, those of " + id + " and muster.baseline.trusted-accounts")
                .orElse(
                        "the registered accounts and muster.baseline.trusted-accounts; the accounts of an organization are not known");
    }

    /**
     * Whether the organization, by its id, is a trusted one, or the account's own: the one that is followed, or the one whose control
     * policies apply.
     */
    public boolean trustsOrganization(String organizationId, Estate estate) {
        return config.trustedOrganizations().orElse(List.of()).contains(organizationId)
                || estate.beside()
                        .organizationId()
                        .filter(organizationId::equals)
                        .isPresent()
                || estate.stored(OrganizationPolicy.class).stream()
                        .map(policy -> policy.attributes().policyArn())
                        .filter(Objects::nonNull)
                        .anyMatch(arn -> arn.contains(":policy/" + organizationId + "/"));
    }

    /** The keys of watermarks of which the images of running instances carry one; empty where none is asked for. */
    public List<String> approvedWatermarks() {
        return config.approvedWatermarks().orElse(List.of());
    }

    /** All public networks that may be admitted. */
    public CidrSet trustedNetworks() {
        return trustedNetworks;
    }

    /** Whether there are more addresses of a family than one rule may admit. */
    public boolean isWide(CidrSet addresses) {
        return exceeds(addresses, IpFamily.IPV4, config.widestIpv4Prefix())
                || exceeds(addresses, IpFamily.IPV6, config.widestIpv6Prefix());
    }

    private static boolean exceeds(CidrSet addresses, IpFamily family, int prefix) {
        return addresses.size(family).compareTo(BigInteger.ONE.shiftLeft(family.bits() - prefix)) > 0;
    }

    public int widestPortRange() {
        return config.widestPortRange();
    }

    public Duration unknownAddressFor() {
        return config.unknownAddressFor();
    }

    public Duration volumeUnattachedFor() {
        return config.volumeUnattachedFor();
    }

    public Duration snapshotAge() {
        return config.snapshotAge();
    }

    /** Whether the newest snapshots of the volumes of all production instances must be locked. */
    public boolean lockedBackups() {
        return config.lockedBackups();
    }

    public Duration lastingInstance() {
        return config.lastingInstance();
    }

    public Duration stoppedFor() {
        return config.stoppedFor();
    }

    public Duration roleUnusedFor() {
        return config.roleUnusedFor();
    }

    public Duration keyDeletionNear() {
        return config.keyDeletionNear();
    }

    /** Whether the tags of an instance show that it runs containers for ECS or EKS. */
    public static boolean hostsContainers(Map<String, String> tags) {
        return isKubernetesNode(tags) || hasKey(tags, ECS_HOST_TAG_PREFIXES);
    }

    /** Whether the tags of an instance show that it is a node of a Kubernetes cluster, of EKS or of one's own. */
    public static boolean isKubernetesNode(Map<String, String> tags) {
        return hasKey(tags, KUBERNETES_NODE_TAG_PREFIXES);
    }

    /** Whether the tags of a volume show that Kubernetes keeps it for a claim. */
    public static boolean isClaimed(Map<String, String> tags) {
        return hasKey(tags, List.of(KUBERNETES_CLAIM_PREFIX));
    }

    private static boolean hasKey(Map<String, String> tags, List<String> prefixes) {
        return tags.keySet().stream().anyMatch(key -> prefixes.stream().anyMatch(key::startsWith));
    }

    /** Whether the tags classify the data, and not as harmless; a tag without a value says nothing. */
    public static boolean holdsClassifiedData(Map<String, String> tags) {
        return tags.entrySet().stream()
                .anyMatch(tag -> CLASSIFICATION_TAGS.contains(plain(tag.getKey()))
                        && !plain(tag.getValue()).isEmpty()
                        && !HARMLESS_CLASSES.contains(plain(tag.getValue())));
    }

    /** Whether the tags say that it is not for production; without such a tag, or a value of it, nothing is said. */
    public boolean outsideProduction(Map<String, String> tags) {
        return tags.entrySet().stream()
                .anyMatch(tag -> isEnvironment(tag.getKey())
                        && !plain(tag.getValue()).isEmpty()
                        && !isProduction(tag.getValue()));
    }

    /** Whether the tags say that it is for production. */
    public boolean inProduction(Map<String, String> tags) {
        return tags.entrySet().stream().anyMatch(tag -> isEnvironment(tag.getKey()) && isProduction(tag.getValue()));
    }

    private boolean isEnvironment(String key) {
        return config.environmentTags().stream().map(Baseline::plain).anyMatch(plain(key)::equals);
    }

    private boolean isProduction(String value) {
        return config.productionValues().stream().map(Baseline::plain).anyMatch(plain(value)::startsWith);
    }

    /** Whether the tag is set to true. */
    public static boolean says(Map<String, String> tags, String tag) {
        return Boolean.parseBoolean(tags.get(tag));
    }

    /** The text without letter case and the usual separators, which do not count in tags that people write. */
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }
}
