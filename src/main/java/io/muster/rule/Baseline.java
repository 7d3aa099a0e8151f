package io.muster.rule;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The thresholds, port lists and tags by which rules judge, in one place because they are matters of judgement. */
public final class Baseline {

    /**
     * Ports over which machines are administered: SSH, Telnet, RDP, VNC, WinRM over HTTP and HTTPS; each over TCP and
     * UDP.
     *
     * @see <a href="https://www.iana.org/assignments/service-names-port-numbers/service-names-port-numbers.xhtml">IANA</a>
     */
    public static final List<Integer> ADMIN_PORTS = List.of(22, 23, 3389, 5900, 5985, 5986);

    /** The limit for an instance without containers: AWS's default for IMDSv2. */
    public static final int HOP_LIMIT = 1;

    /**
     * The limit that AWS recommends for instances that run containers.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html">Configure
     *     the instance metadata options</a>
     */
    public static final int CONTAINER_HOP_LIMIT = 2;

    /** How long a volume must have been unattached before the rule fires. */
    public static final Duration UNATTACHED_FOR = Duration.ofDays(14);

    /** Kubernetes marks the volumes that it keeps for a claim. */
    public static final String KUBERNETES_CLAIM_PREFIX = "kubernetes.io/created-for/pvc";

    /** Says that a security group of outbound rules only is shared on purpose: {@code true}. */
    public static final String SHARED_GROUP_TAG = "muster:shared";

    /** Says that an instance's root volume is to outlive it: {@code true}. */
    public static final String KEEP_ROOT_TAG = "muster:keep-root-volume";

    /** Says that an image is published on purpose, and until which day: {@code 2027-06-30}. */
    public static final String PUBLIC_UNTIL_TAG = "muster:public-until";

    private static final List<String> CONTAINER_HOST_TAG_PREFIXES = List.of(
            "kubernetes.io/cluster/", "eks:cluster-name", "aws:eks:cluster-name", "aws:ecs:", "AmazonECSManaged");

    private static final Set<String> CLASSIFICATION_TAGS =
            Set.of("dataclassification", "dataclass", "classification", "datasensitivity", "sensitivity");

    private static final Set<String> HARMLESS_CLASSES = Set.of("public", "none", "unclassified");

    private static final Set<String> ENVIRONMENT_TAGS = Set.of("environment", "env", "stage");

    private static final List<String> PRODUCTION_PREFIXES = List.of("prod", "prd", "live");

    private Baseline() {}

    /** Whether the tags of an instance show that it runs containers for ECS or EKS. */
    public static boolean hostsContainers(Map<String, String> tags) {
        return tags.keySet().stream()
                .anyMatch(key -> CONTAINER_HOST_TAG_PREFIXES.stream().anyMatch(key::startsWith));
    }

    /** Whether the tags classify the data, and not as harmless. */
    public static boolean holdsClassifiedData(Map<String, String> tags) {
        return tags.entrySet().stream()
                .anyMatch(tag -> CLASSIFICATION_TAGS.contains(plain(tag.getKey()))
                        && !HARMLESS_CLASSES.contains(plain(tag.getValue())));
    }

    /** Whether the tags say that it is not for production; without such a tag nothing is said. */
    public static boolean outsideProduction(Map<String, String> tags) {
        return tags.entrySet().stream()
                .anyMatch(tag -> ENVIRONMENT_TAGS.contains(plain(tag.getKey()))
                        && PRODUCTION_PREFIXES.stream().noneMatch(plain(tag.getValue())::startsWith));
    }

    /** Whether the tag is set to true. */
    public static boolean says(Map<String, String> tags, String tag) {
        return Boolean.parseBoolean(tags.get(tag));
    }

    /** Letter case and the usual separators do not count in tags that people write. */
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }
}
