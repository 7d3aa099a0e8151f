package io.muster.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The facts of one region of one account, or of the account as a whole, by which the resources there differ from those elsewhere.
 *
 * @param accounts    all accounts, the hub first
 * @param region      a region of the account, or {@link DemoCloud#GLOBAL}
 * @param instances   how many instance numbers there are
 * @param daysAgo     the day of the past; 0 for the present
 * @param accountDice those of the account
 * @param dice        those of the region, or else of the account
 */
record Site(
        List<DemoAccount> accounts,
        DemoAccount account,
        String region,
        int instances,
        int daysAgo,
        Dice accountDice,
        Dice dice) {

    /** The placeholders of the snapshots behind images, of a public one and of a partner's, in the order of the data file. */
    /** The place of the Instance Connect Endpoint's network interface among those of the region that belong to no instance. */
    private static final int ENDPOINT_INTERFACE = 4;

    private static final List<String> SNAPSHOTS = List.of(
            "snapshot-of-GOLDEN_ARM",
            "snapshot-of-GOLDEN_X86",
            "snapshot-of-WEB_PUBLIC",
            "snapshot-of-LEGACY_2019",
            "snapshot-of-DISABLED",
            "public-snapshot",
            "partners-snapshot");

    /** @param dice the estate's */
    static Site of(
            Dice dice, List<DemoAccount> accounts, DemoAccount account, String region, int instances, int daysAgo) {
        boolean global = region.equals(DemoCloud.GLOBAL);
        Dice ofAccount = dice.of(account.accountId());
        return new Site(
                accounts,
                account,
                region,
                global ? 0 : instances,
                daysAgo,
                ofAccount,
                global ? ofAccount : ofAccount.of(region));
    }

    boolean global() {
        return region.equals(DemoCloud.GLOBAL);
    }

    String accountId() {
        return account.accountId();
    }

    boolean past() {
        return daysAgo > 0;
    }

    /** The day in the common history, which places go through up to two days apart; it has ended on day 0 everywhere. */
    private int day() {
        return daysAgo - dice.of("past").below(3, "shift", 0);
    }

    /** The account's number; 0 for the hub. */
    int accountNumber() {
        return accounts.indexOf(account);
    }

    /** The region's place among the account's. */
    int regionNumber() {
        return Math.max(0, account.regions().indexOf(region));
    }

    /** Whether the place is one of every second account-region, so that each setting occurs both ways. */
    boolean even() {
        return (accountNumber() + regionNumber()) % 2 == 0;
    }

    private String ipv6Prefix() {
        return "2a05:d014:" + dice.hex("ipv6", 0).substring(0, 3) + "f:1" + regionNumber() % 10;
    }

    /** The placeholders of the data files. VPC Block Public Access is off, but for one account-region in six. */
    Placeholders placeholders() {
        Map<String, String> values = new HashMap<>();
        values.put("account", accountId());
        values.put("hub", accounts.get(0).accountId());
        values.put("external-id", Objects.requireNonNullElse(account.externalId(), ""));
        values.put("region", region);
        values.put("instances", String.valueOf(instances));
        values.put("endpoint-interface", String.valueOf(instances + ENDPOINT_INTERFACE));
        values.put("day", String.valueOf(day()));
        values.put("present", past() ? "" : "present");
        values.put("day-of-rest", List.of(2, 3).contains(Math.floorMod(day(), 7)) ? "rest" : "");
        values.put("drifted", "");
        values.put("environment", accountNumber() % 2 == 0 ? "test" : "production");
        values.put("public-block", "18." + (130 + dice.below(100, "public", 0)));
        values.put("ipv6", ipv6Prefix());
        values.put("disk-key", diskKeyArn());
        values.put("block-mode", (accountNumber() * 2 + regionNumber()) % 6 == 5 ? "block-ingress" : "off");
        SNAPSHOTS.forEach(name -> values.put(name, dice.id("snap-", instances + SNAPSHOTS.indexOf(name))));
        return new Placeholders(dice, accountDice, values::get, even(), members());
    }

    /** The accounts of the organization, where this is its management account. */
    private List<UnaryOperator<String>> members() {
        return global() && accountNumber() == 0
                ? accounts.stream()
                        .<UnaryOperator<String>>map(member -> member::value)
                        .toList()
                : List.of();
    }

    /** The key that the account made for its disks. */
    String diskKeyArn() {
        String hex = dice.hex("kms", 0);
        return "arn:aws:kms:" + region + ":" + accountId() + ":key/" + hex.substring(0, 8) + "-0000-4000-8000-"
                + hex.substring(4, 16);
    }
}
