package io.muster.demo;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * One account of the demo cloud, with the role and external id under which it is registered.
 *
 * @param accountId  twelve digits
 * @param roleArn    the role that Muster assumes in it
 * @param externalId the one that the role's trust policy requires; absent for the hub account
 * @param regions    the regions enabled in it
 */
public record DemoAccount(
        String accountId,
        String name,
        String roleArn,
        @Nullable String externalId,
        List<String> regions) {

    static final String ROLE_NAME = "muster-reader";

    private static final List<String> NAMES = List.of(
            "hub",
            "shop-production",
            "shop-staging",
            "data-platform",
            "payments",
            "research",
            "sandbox",
            "media",
            "partners");

    public DemoAccount {
        regions = List.copyOf(regions);
    }

    /**
     * The account of a number.
     *
     * @param index 0 for the hub account
     */
    static DemoAccount of(int index, List<String> regions) {
        String accountId = accountId(index + 1);
        String name = index < NAMES.size() ? NAMES.get(index) : "team-" + (index + 1);
        String externalId = index == 0 ? null : "muster-demo-" + name;
        return new DemoAccount(
                accountId, name, "arn:aws:iam::" + accountId + ":role/" + ROLE_NAME, externalId, regions);
    }

    /** Easy to tell apart by eye: the number's digits, over and over, up to 9; from 10 on led by a 9 and padded. */
    private static String accountId(int number) {
        return number < 10 ? String.valueOf(number).repeat(12) : "90000000" + "%04d".formatted(number);
    }

    /** Whether the organization has it in the unit of that name; the hub is in the root. */
    boolean inProduction() {
        return externalId != null && "production".equals(value("stage"));
    }

    /** The values of placeholders that differ by account of the organization. */
    @Nullable
    String value(String name) {
        return switch (name) {
            case "member" -> accountId;
            case "member-name" -> this.name;
            case "owner" -> this.name.replaceAll("-.*", "");
            case "stage" ->
                switch (this.name) {
                    case "shop-staging" -> "staging";
                    case "research", "sandbox" -> "sandbox";
                    default -> "production";
                };
            default -> null;
        };
    }
}
