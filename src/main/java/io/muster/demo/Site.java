package io.muster.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * One region of one account, or its resources that are of no region, with the ids of its resources, so that these can refer to each other
 * before they are generated.
 */
final class Site {

    /** The placeholders of the snapshots behind images, of a public one and of a partner's, in the order of the data file. */
    private static final List<String> SNAPSHOTS = List.of(
            "snapshot-of-GOLDEN_ARM",
            "snapshot-of-GOLDEN_X86",
            "snapshot-of-WEB_PUBLIC",
            "snapshot-of-LEGACY_2019",
            "snapshot-of-DISABLED",
            "public-snapshot",
            "partners-snapshot");

    private final List<DemoAccount> accounts;
    private final DemoAccount account;
    private final String region;
    private final int instances;
    private final int daysAgo;
    private final Dice accountDice;
    private final Dice dice;

    /**
     * @param dice      the estate's
     * @param accounts  all accounts, the hub first
     * @param region    a region of the account, or {@link DemoCloud#GLOBAL}
     * @param instances how many instance numbers there are in a region
     * @param daysAgo   the day of the past; 0 for the present
     */
    Site(Dice dice, List<DemoAccount> accounts, DemoAccount account, String region, int instances, int daysAgo) {
        this.accounts = accounts;
        this.account = account;
        this.region = region;
        this.instances = global(region) ? 0 : instances;
        this.daysAgo = daysAgo;
        this.accountDice = dice.of(account.accountId());
        this.dice = global(region) ? accountDice : accountDice.of(region);
    }

    private static boolean global(String region) {
        return region.equals(DemoCloud.GLOBAL);
    }

    boolean global() {
        return global(region);
    }

    Dice dice() {
        return dice;
    }

    String region() {
        return region;
    }

    int instances() {
        return instances;
    }

    String accountId() {
        return account.accountId();
    }

    boolean past() {
        return daysAgo > 0;
    }

    /** Places go through the same past, up to two days apart from each other; it has ended on day 0 everywhere. */
    private int day() {
        return daysAgo - dice.of("past").below(3, "shift", 0);
    }

    /** From 0, the hub. */
    int accountNumber() {
        return accounts.indexOf(account);
    }

    /** The region's place among the account's. */
    int regionNumber() {
        return Math.max(0, account.regions().indexOf(region));
    }

    /** Every second account-region does the opposite, so that each setting is seen both ways. */
    boolean even() {
        return (accountNumber() + regionNumber()) % 2 == 0;
    }

    String instance(int number) {
        return dice.id("i-", number);
    }

    String networkInterface(int number) {
        return dice.id("eni-", number);
    }

    String volume(int number) {
        return dice.id("vol-", number);
    }

    String group(String name) {
        return dice.of(name).id("sg-", 0);
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
