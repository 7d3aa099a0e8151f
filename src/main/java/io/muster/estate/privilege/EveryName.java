package io.muster.estate.privilege;

import java.util.List;
import java.util.Map;

/**
 * Names that together stand for every one that AWS may give to an existing resource of a type: patterns that mean each of these mean all. An id of
 * EC2 has 8 or 17 hexadecimal digits after the prefix of its type; behind the name of a secret there are a hyphen and six characters.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html">Amazon EC2 User Guide, resource IDs</a>
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html">Secrets Manager User Guide, what's in a
 *     secret</a>
 */
public final class EveryName {

    private static final String ANY = RolePrivileges.ANY_NAME;

    /** Stands for the digits of an id: a character that no pattern but a wildcard matches. */
    private static final String SHORT = "~".repeat(8);

    private static final String LONG = "~".repeat(17);
    private static final String SUFFIX = "-" + "~".repeat(6);

    private static final Map<String, String> PREFIXES = Map.of(
            "image", "ami-",
            "instance", "i-",
            "security-group", "sg-",
            "snapshot", "snap-",
            "vpc-flow-log", "fl-");

    private static final int PARTS = 6;

    private EveryName() {}

    /** The ARNs in the place of one whose last part has an asterisk for the name. */
    public static List<String> of(String pattern) {
        String[] arn = pattern.split(":", PARTS);
        String resource = arn[PARTS - 1];
        String start = pattern.substring(0, pattern.length() - resource.length());
        return names(arn[2], resource).stream().map(name -> start + name).toList();
    }

    private static List<String> names(String service, String resource) {
        if (service.equals("secretsmanager")) {
            return List.of(resource.replace("*", ANY + SUFFIX), resource.replace("*", "~" + SUFFIX));
        }
        String prefix = service.equals("ec2") ? PREFIXES.get(resource.split("/", 2)[0]) : null;
        return prefix == null
                ? ofAny(resource)
                : List.of(resource.replace("*", prefix + LONG), resource.replace("*", prefix + SHORT));
    }

    /** Of a resource whose name may be any, or that has none yet. */
    static List<String> ofAny(String pattern) {
        return List.of(pattern.replace("*", ANY));
    }

    /** Whether a part of an ARN is such a name, so that it stands for all of its type. */
    static boolean isIn(String resource) {
        return resource.contains(ANY) || resource.contains(SHORT);
    }
}
