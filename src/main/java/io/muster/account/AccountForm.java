package io.muster.account;

import io.muster.aws.AwsRegions;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a registration's values, whether they come over REST or from the configuration. */
public final class AccountForm {

    public static final int LONGEST_NAME = 128;

    /** See the IAM user guide, "IAM and AWS STS quotas": an ARN's fixed parts, a path of 512, a name of 64. */
    public static final int LONGEST_ROLE_ARN = 640;

    /** See AWS STS, AssumeRole: the same for the characters. */
    public static final int LONGEST_EXTERNAL_ID = 1_224;

    public static final String EXTERNAL_ID = "[\\w+=,.@:/-]{2,1224}";

    /** Several times as many as AWS has. */
    public static final int MOST_REGIONS = 200;

    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");

    /** See the IAM user guide, "IAM identifiers". */
    private static final Pattern ROLE_ARN = Pattern.compile(
            "arn:(?<partition>aws(-[a-z]+)*):iam::(?<account>[0-9]{12}):role/([\\x21-\\x7e]{0,510}/)?[\\w+=,.@-]{1,64}");

    private static final Pattern WELL_FORMED_EXTERNAL_ID = Pattern.compile(EXTERNAL_ID);

    private AccountForm() {}

    /**
     * The account, if it is good.
     *
     * @throws MusterException {@link ErrorCode#BAD_REQUEST} that names every field at fault
     */
    static Account requireValid(Account account) {
        MusterException.refuse(violations(account));
        return account;
    }

    /** Every fault of the account, by the field's name; empty where it is good. */
    private static List<Violation> violations(Account account) {
        List<Violation> violations = new ArrayList<>();
        if (!ACCOUNT_ID.matcher(account.accountId()).matches()) {
            violations.add(new Violation("accountId", "an AWS account id has twelve digits"));
        }
        Texts.checkLength("name", account.name(), LONGEST_NAME, violations);
        String partition = checkRole(account, violations);
        checkExternalId(account.externalId(), violations);
        checkRegions(account.regions(), partition, violations);
        checkSchedule(account.schedule(), violations);
        return violations;
    }

    /** The role's partition; null where there is none, or none that could be read. */
    private static @Nullable String checkRole(Account account, List<Violation> violations) {
        if (account.roleArn() == null) {
            return null;
        }
        Matcher role = ROLE_ARN.matcher(account.roleArn());
        if (account.roleArn().length() > LONGEST_ROLE_ARN || !role.matches()) {
            violations.add(new Violation(
                    "roleArn", "not the ARN of an IAM role, such as arn:aws:iam::111111111111:role/name"));
            return null;
        }
        if (!role.group("account").equals(account.accountId())) {
            violations.add(new Violation("roleArn", "the role is not of account " + account.accountId()));
        }
        return role.group("partition");
    }

    private static void checkExternalId(@Nullable String externalId, List<Violation> violations) {
        if (externalId != null && !WELL_FORMED_EXTERNAL_ID.matcher(externalId).matches()) {
            violations.add(new Violation(
                    "externalId",
                    "AWS takes 2 to " + LONGEST_EXTERNAL_ID + " letters, digits and characters of +=,.@:/-_"));
        }
    }

    private static void checkRegions(
            @Nullable List<String> regions, @Nullable String partition, List<Violation> violations) {
        if (regions == null) {
            return;
        }
        if (regions.size() > MOST_REGIONS) {
            Texts.checkCount("regions", regions, MOST_REGIONS, violations);
            return;
        }
        for (int i = 0; i < regions.size(); i++) {
            String region = regions.get(i);
            if (!AwsRegions.accepted(region)) {
                violations.add(new Violation("regions[" + i + "]", AwsRegions.fault(region)));
            } else if (partition != null && !AwsRegions.isOf(partition, region)) {
                violations.add(
                        new Violation("regions[" + i + "]", region + " is not of the role's partition, " + partition));
            }
        }
    }

    private static void checkSchedule(@Nullable String schedule, List<Violation> violations) {
        if (schedule == null) {
            return;
        }
        try {
            Schedule.parse(schedule);
        } catch (IllegalArgumentException e) {
            violations.add(new Violation("schedule", e.getMessage()));
        }
    }
}
