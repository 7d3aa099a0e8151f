package io.muster.demo;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * One region of one account, with the ids of its resources, so that these can refer to each other before they are generated.
 *
 * @param dice          the region's
 * @param accountDice   those of the account's IAM
 * @param accountNumber from 0, the hub
 * @param regionNumber  the region's place among the account's
 * @param instances     how many instance numbers there are
 */
record Site(
        Dice dice,
        Dice accountDice,
        DemoAccount account,
        int accountNumber,
        String region,
        int regionNumber,
        int instances) {

    /** The availability zones in use. */
    static final int ZONES = 2;

    /** Every second account-region does the opposite, so that each setting is seen both ways. */
    boolean even() {
        return (accountNumber + regionNumber) % 2 == 0;
    }

    String accountId() {
        return account.accountId();
    }

    String zone(int zone) {
        return region + (char) ('a' + zone);
    }

    String vpc(Tier tier) {
        return dice.id("vpc-", tier == Tier.DEFAULT ? 1 : 0);
    }

    String subnet(Tier tier, int zone) {
        return dice.of(tier.name()).id("subnet-", zone);
    }

    String gateway(Tier tier) {
        return dice.id("igw-", tier == Tier.DEFAULT ? 1 : 0);
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

    String snapshot(int number) {
        return dice.id("snap-", number);
    }

    String image(OwnImage image) {
        return dice.of(image.name()).id("ami-", 0);
    }

    String group(Group group) {
        return dice.of(group.name()).id("sg-", 0);
    }

    GroupIdentifier identifier(Group group) {
        return GroupIdentifier.builder()
                .groupId(group(group))
                .groupName(group.groupName())
                .build();
    }

    /** The IPv6 address of an instance in a public subnet. */
    String ipv6Address(int zone, int host) {
        return ipv6Prefix() + "0" + zone + "::" + Integer.toHexString(host + 16);
    }

    private String ipv6Prefix() {
        return "2a05:d014:" + dice.hex("ipv6", 0).substring(0, 3) + "f:1" + regionNumber % 10;
    }

    /** The placeholders of the data files. VPC Block Public Access is off, but for one account-region in six. */
    Placeholders placeholders() {
        Map<String, String> values = new HashMap<>(Map.of(
                "account", accountId(),
                "region", region,
                "ipv6", ipv6Prefix(),
                "disk-key", diskKeyArn(),
                "block-mode", (accountNumber * 2 + regionNumber) % 6 == 5 ? "block-ingress" : "off"));
        Snapshots snapshots = new Snapshots(this);
        EnumSet.allOf(OwnImage.class).forEach(image -> values.put("snapshot-of-" + image, snapshots.ofImage(image)));
        return new Placeholders(dice, values, even());
    }

    String keyPairName(int number) {
        return "demo-key-" + (number + 1);
    }

    /** That of the application is under a path, and has another name than its role. */
    String profileArn(Workload workload) {
        String name = workload == Workload.APP ? "shop/shop-application" : workload.label() + "-profile";
        return "arn:aws:iam::" + accountId() + ":instance-profile/" + name;
    }

    /** The key that the account made for its disks. */
    String diskKeyArn() {
        String hex = dice.hex("kms", 0);
        return "arn:aws:kms:" + region + ":" + accountId() + ":key/" + hex.substring(0, 8) + "-0000-4000-8000-"
                + hex.substring(4, 16);
    }

    String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + accountId() + ":" + resource;
    }

    static List<Tag> tags(String name) {
        return List.of(tag("Name", name));
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
