package io.muster.estate.privilege;

import jakarta.annotation.Nullable;
import java.util.regex.Pattern;

/**
 * How much a right to everything of a type of resource spans: the account, or one region. All of a region counts for a role that instances
 * run with there.
 *
 * @param region null for the whole account
 * @param counts whether instances run with the role there; YES for the whole account
 */
public record Breadth(@Nullable String region, Certainty counts) {

    static final Breadth ACCOUNT = new Breadth(null, Certainty.YES);

    private static final Pattern IN_ANY_REGION = Pattern.compile("^(arn:[^:]*:[^:]*:)" + RolePrivileges.ANY_NAME + ":");

    /** The ARN that stands for everything of it, by the one that stands for everything of the account; the same where that has no region. */
    public String arn(String everything) {
        return region == null ? everything : IN_ANY_REGION.matcher(everything).replaceFirst("$1" + region + ":");
    }

    /** The name of a right, with the region where it is not of the whole account. */
    public String told(String right) {
        return region == null ? right : right + " in " + region;
    }
}
